// Members and lines of a level → nodes in layers: long lines get a bend in each layer that they pass.

import { backArcs, layersOf } from './layers';
import type { Chain, Layered, LevelNode, Piece } from './level';

/** A line between two members; it meets them at some height. */
export interface Link {
  readonly key: string;
  readonly from: LevelNode;
  readonly to: LevelNode;
  readonly fromAt: number;
  readonly toAt: number;
  readonly label: { readonly width: number; readonly height: number } | undefined;
}

/**
 * Puts nodes that belong together into layers. Entries come to stand in the first one and exits in the last one.
 * @param bundled lines that leave a node at the same place share their bends
 */
export function layered(nodes: readonly LevelNode[], links: readonly Link[], bundled: boolean): Layered {
  for (const { left, right } of nodes) left.length = right.length = 0;
  const back = setLayers(nodes, links);
  const builder = new Builder(bundled);
  const longest = longestSpan(links);
  const chains = links.map((link, index) => {
    if (back.has(index)) return builder.back(link);
    return link.to.layer - link.from.layer > longest ? direct(link) : builder.forth(link);
  });
  const all = [...nodes, ...builder.added];
  for (const node of all) {
    node.left.sort((a, b) => a.toAt - b.toAt);
    node.right.sort((a, b) => a.fromAt - b.fromAt);
  }
  return { layers: inLayers(all), chains, hasBundles: builder.hasBundles };
}

function setLayers(nodes: readonly LevelNode[], links: readonly Link[]): Set<number> {
  const index = new Map(nodes.map((node, at) => [node, at]));
  const arcs = links.map(({ from, to, label }) => ({
    from: index.get(from)!,
    to: index.get(to)!,
    length: label ? 2 : 1,
  }));
  const back = backArcs(nodes.length, arcs);
  const turned = arcs.map((arc, at) => (back.has(at) ? { from: arc.to, to: arc.from, length: 1 } : arc));
  const layers = layersOf(nodes.length, turned);
  const last = layers.reduce((most, layer) => Math.max(most, layer), 0);
  for (const [at, node] of nodes.entries()) {
    node.layer = node.kind === 'entry' ? 0 : node.kind === 'exit' ? last : layers[at]!;
  }
  return back;
}

/** With more bends than this a layout takes too long. */
const MOST_BENDS = 100_000;

/** How many layers a line may pass with a bend in each, so that there are not too many bends. */
function longestSpan(links: readonly Link[]): number {
  const spans = links.map(({ from, to }) => Math.abs(to.layer - from.layer)).sort((a, b) => a - b);
  let bends = 0;
  for (const span of spans) {
    bends += span;
    if (bends > MOST_BENDS) return span - 1;
  }
  return Number.POSITIVE_INFINITY;
}

/** A line that runs behind whatever is in its way. */
function direct(link: Link): Chain {
  return { ...link, nodes: [link.from, link.to], isBack: false };
}

/** Makes the bends of lines. */
class Builder {
  readonly added: LevelNode[] = [];
  /** Does a bend belong to several lines? */
  hasBundles = false;
  /** By node and where lines leave it. */
  private readonly shared = new Map<LevelNode, Map<string, LevelNode>>();

  constructor(private readonly bundled: boolean) {}

  forth(link: Link): Chain {
    const nodes = [link.from];
    for (let layer = link.from.layer + 1; layer < link.to.layer; layer++) {
      nodes.push(link.label ? this.own(link, layer, layer === link.from.layer + 1) : this.bend(link, layer));
    }
    nodes.push(link.to);
    for (const [index, to] of nodes.slice(1).entries()) this.join(nodes[index]!, to, link);
    return { ...link, nodes, isBack: false };
  }

  /** From the right side of the later node back to the left side of the earlier one, with a bend in the layers of both. */
  back(link: Link): Chain {
    const nodes: LevelNode[] = [];
    const middle = Math.round((link.from.layer + link.to.layer) / 2);
    for (let layer = link.from.layer; layer >= link.to.layer; layer--)
      nodes.push(this.own(link, layer, layer === middle));
    for (const [index, next] of nodes.slice(1).entries()) attach(inTheMiddle(next, nodes[index]!));
    return { ...link, nodes: [link.from, ...nodes, link.to], isBack: true };
  }

  private own({ key, label }: Link, layer: number, isLabel: boolean): LevelNode {
    const node = label && isLabel ? levelNode('label', key, label, layer) : levelNode('bend', key, THIN, layer);
    this.added.push(node);
    return node;
  }

  private bend(link: Link, layer: number): LevelNode {
    if (!this.bundled) return this.own(link, layer, false);
    const known = this.shared.get(link.from) ?? new Map<string, LevelNode>();
    this.shared.set(link.from, known);
    const name = `${link.fromAt} ${layer}`;
    this.hasBundles ||= known.has(name);
    const node = known.get(name) ?? this.own(link, layer, false);
    known.set(name, node);
    return node;
  }

  /** A shared piece is made once: by the first line that goes through. */
  private join(from: LevelNode, to: LevelNode, { from: start, to: end, fromAt, toAt }: Link): void {
    if (to.kind === 'bend' && to.left.length) return;
    const middle = inTheMiddle(from, to);
    attach({ ...middle, ...(from === start && { fromAt }), ...(to === end && { toAt }) });
  }
}

const THIN = { width: 0, height: 0 };

export function levelNode(
  kind: LevelNode['kind'],
  key: string,
  { width, height }: { readonly width: number; readonly height: number },
  layer = 0,
  before?: number,
): LevelNode {
  return { kind, key, width, height, layer, order: 0, wish: 0, y: 0, before, left: [], right: [] };
}

function attach(piece: Piece): void {
  piece.from.right.push(piece);
  piece.to.left.push(piece);
}

function inTheMiddle(from: LevelNode, to: LevelNode): Piece {
  return { from, to, fromAt: from.height / 2, toAt: to.height / 2, rank: 0 };
}

/** The nodes of each layer, in the order in which a walk along the lines meets them first. */
function inLayers(nodes: readonly LevelNode[]): LevelNode[][] {
  const layers = Array.from({ length: 1 + Math.max(...nodes.map(({ layer }) => layer)) }, (): LevelNode[] => []);
  const seen = new Set<LevelNode>();
  for (const start of nodes.toSorted((a, b) => a.layer - b.layer)) {
    const stack = [start];
    for (let node = stack.pop(); node; node = stack.pop()) {
      if (seen.has(node)) continue;
      seen.add(node);
      layers[node.layer]!.push(node);
      for (let index = node.right.length - 1; index >= 0; index--) stack.push(node.right[index]!.to);
    }
  }
  return layers;
}
