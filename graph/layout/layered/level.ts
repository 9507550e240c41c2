// One level of a layered layout: what stands directly in one frame (or in none), in layers from left to right.

/** A box, a frame that is laid out already, a bend of a line, a label on a line, or an end of a line at the border. */
export interface LevelNode {
  readonly kind: 'member' | 'bend' | 'label' | 'entry' | 'exit';
  /** Key of the box or frame, or of the line of a label. */
  readonly key: string;
  readonly width: number;
  readonly height: number;
  layer: number;
  /** Its place in its layer. */
  order: number;
  /** Where it would like to be in its layer. */
  wish: number;
  /** Upper border. */
  y: number;
  /** Where it was before, if that is known. */
  readonly before: number | undefined;
  /** What joins it to the layers on both sides, from above. */
  readonly left: Piece[];
  readonly right: Piece[];
}

/** A piece of a line, from one layer to the next. */
export interface Piece {
  readonly from: LevelNode;
  readonly to: LevelNode;
  /** Where it meets its ends, from their upper borders. */
  readonly fromAt: number;
  readonly toAt: number;
  /** Its place among the ends of all pieces between two layers, from above; equal where they end at the same place. */
  rank: number;
}

/** The nodes that one line goes through, ends included, in the direction of the line. */
export interface Chain {
  readonly key: string;
  readonly nodes: readonly LevelNode[];
  readonly fromAt: number;
  readonly toAt: number;
  /** It closes a circle: drawn from right to left, with a turn at both ends. */
  readonly isBack: boolean;
}

/** A level in layers: every piece leads from one layer to the next. */
export interface Layered {
  readonly layers: LevelNode[][];
  readonly chains: readonly Chain[];
  /** Does a bend belong to several lines? */
  readonly hasBundles: boolean;
}

/** Room between two nodes of a layer. */
export function gapBetween(a: LevelNode, b: LevelNode): number {
  const bends = Number(isThin(a)) + Number(isThin(b));
  return bends === 2 ? 10 : bends === 1 ? 14 : 20;
}

export function isThin({ kind }: LevelNode): boolean {
  return kind !== 'member' && kind !== 'label';
}
