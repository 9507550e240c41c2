// How high each node of a level stands: near what it is joined to, without overlaps, in the order that is decided.

import { gapBetween, isThin, type Layered, type LevelNode, type Piece } from './level';

/** Odd: the last one goes rightwards, so that lines end straight at the border. */
const ROUNDS = 11;
/** Where both ways move nothing by more, more rounds would not either. */
const STILL = 0.01;

/** Sets `y` of all nodes; the smallest is 0. */
export function placeLayers({ layers }: Layered): void {
  for (const layer of layers) stack(layer);
  for (let round = 0, still = 0; round < ROUNDS - 1 && still < 2; round++) {
    const rightwards = round % 2 === 0;
    const moved = settleAll(layers, rightwards, (node) => sideOf(node, rightwards));
    still = moved < STILL ? still + 1 : 0;
  }
  settleAll(layers, true, lastSideOf);
  for (const layer of layers) settle(layer, (node) => (node.left.length ? stay(node) : wishOf(node, 'right')));
  const top = layers.flat().reduce((least, { y }) => Math.min(least, y), Number.POSITIVE_INFINITY);
  for (const node of layers.flat()) node.y -= top;
}

/** @returns how far the nodes were moved at most */
function settleAll(
  layers: readonly (readonly LevelNode[])[],
  rightwards: boolean,
  sideOf: (node: LevelNode) => Side,
): number {
  let moved = 0;
  for (const layer of rightwards ? layers : layers.toReversed())
    moved = Math.max(
      moved,
      settle(layer, (node) => wishOf(node, sideOf(node))),
    );
  return moved;
}

/** What begins a line follows at last to where the line has come to stand. */
function stay({ y }: LevelNode): Wish {
  return { y, weight: 1000 };
}

type Side = 'left' | 'right' | 'both';

/** Where one side has no lines, the other one decides. */
function sideOf(node: LevelNode, rightwards: boolean): Side {
  if (rightwards) return node.left.length ? 'left' : 'right';
  return node.right.length ? 'right' : 'left';
}

/** At last lines go on straight as they come, and boxes stand in the middle of all that they are joined to. */
function lastSideOf(node: LevelNode): Side {
  return node.kind === 'bend' || node.kind === 'exit' ? 'left' : 'both';
}

function stack(layer: readonly LevelNode[]): void {
  let y = 0;
  for (const [index, node] of layer.entries()) {
    if (index) y += gapBetween(layer[index - 1]!, node);
    node.y = y;
    y += node.height;
  }
}

interface Wish {
  readonly y: number;
  readonly weight: number;
}

function wishOf(node: LevelNode, side: Side): Wish {
  const [first, second] = side === 'left' ? node.left : side === 'right' ? node.right : [];
  if (first && !second) return only(first, side);
  const wishes: Wish[] = [];
  if (side !== 'right') {
    for (const piece of node.left)
      wishes.push({ y: piece.from.y + piece.fromAt - piece.toAt, weight: weightOf(piece) });
  }
  if (side !== 'left') {
    for (const piece of node.right) wishes.push({ y: piece.to.y + piece.toAt - piece.fromAt, weight: weightOf(piece) });
  }
  if (!wishes.length) return { y: node.y, weight: 0.1 };
  return { y: median(wishes), weight: wishes.reduce((sum, { weight }) => sum + weight, 0) };
}

/** Most nodes have one piece at a side. */
function only(piece: Piece, side: Side): Wish {
  const { from, to, fromAt, toAt } = piece;
  return { y: side === 'left' ? from.y + fromAt - toAt : to.y + toAt - fromAt, weight: weightOf(piece) };
}

/** Long lines should be straight before all, then those between neighbours. */
function weightOf({ from, to }: Piece): number {
  const thin = Number(isThin(from)) + Number(isThin(to));
  return thin === 2 ? 8 : thin === 1 ? 1 : 2;
}

/** The middle wish by weight; between two of them, their mean. */
function median(wishes: Wish[]): number {
  wishes.sort((a, b) => a.y - b.y);
  const half = wishes.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let sum = 0;
  for (const [index, { y, weight }] of wishes.entries()) {
    sum += weight;
    if (sum > half) return y;
    if (sum === half) return (y + wishes[index + 1]!.y) / 2;
  }
  return wishes.at(-1)!.y;
}

interface Block {
  /** Weighted mean of what its nodes wish. */
  mean: number;
  weight: number;
  count: number;
}

/**
 * Moves the nodes of a layer as near to their wishes as their order and the room between them allow: the least sum of weighted
 * squares, by pooling neighbours that get into each other's way.
 * @returns how far a node was moved at most
 */
function settle(layer: readonly LevelNode[], wish: (node: LevelNode) => Wish): number {
  const offsets = offsetsOf(layer);
  const blocks: Block[] = [];
  for (const [index, node] of layer.entries()) {
    const { y, weight } = wish(node);
    blocks.push({ mean: y - offsets[index]!, weight, count: 1 });
    while (blocks.length > 1 && blocks.at(-2)!.mean >= blocks.at(-1)!.mean) {
      const last = blocks.pop()!;
      const before = blocks.at(-1)!;
      const weightBoth = before.weight + last.weight;
      before.mean = (before.mean * before.weight + last.mean * last.weight) / weightBoth;
      before.weight = weightBoth;
      before.count += last.count;
    }
  }
  let [index, moved] = [0, 0];
  for (const { mean, count } of blocks) {
    for (let each = 0; each < count; each++, index++) {
      const node = layer[index]!;
      const y = mean + offsets[index]!;
      moved = Math.max(moved, Math.abs(y - node.y));
      node.y = y;
    }
  }
  return moved;
}

/** How far each node is from the first one if all stand close together. */
function offsetsOf(layer: readonly LevelNode[]): number[] {
  const offsets: number[] = [];
  let offset = 0;
  for (const [index, node] of layer.entries()) {
    if (index) offset += gapBetween(layer[index - 1]!, node);
    offsets.push(offset);
    offset += node.height;
  }
  return offsets;
}
