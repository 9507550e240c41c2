// The order within each layer, so that few lines cross: barycentres, layer by layer, there and back.

import type { Layered, LevelNode, Piece } from './level';

const ROUNDS = 12;
/** Rounds without a gain that end the search. */
const PATIENCE = 3;

/** Up to so many nodes neighbours are tried in exchanged places too, which takes longer than all else. */
const FEW_NODES = 1500;

/** So many more crossings are worth it that nothing moves. */
const TOLERATED = { share: 1.15, more: 3 };

/**
 * Orders the nodes of every layer. It begins with the order given and takes another one only if fewer lines cross. The former
 * order stays where that would change it, if nearly as few cross in it.
 */
export function orderLayers({ layers }: Layered, former?: LevelNode[][]): void {
  const best = bestOrder(layers);
  const most = crossingsOf(best) * TOLERATED.share + TOLERATED.more;
  const chosen = former && !keepsOrder(best) && crossingsOf(former) <= most ? former : best;
  for (const [index, layer] of chosen.entries()) layers[index] = layer;
  number(layers);
}

/** Are all that were there before still one above the other? */
function keepsOrder(layers: readonly (readonly LevelNode[])[]): boolean {
  return layers.every((layer) => {
    const known = layer.flatMap(({ before }) => before ?? []);
    return known.every((y, index) => !index || known[index - 1]! <= y);
  });
}

function bestOrder(given: readonly (readonly LevelNode[])[]): LevelNode[][] {
  const layers = snapshot(given);
  const isSmall = given.flat().length <= FEW_NODES;
  let best = snapshot(layers);
  let fewest = crossingsOf(layers);
  for (let round = 0, idle = 0; round < ROUNDS && idle < PATIENCE && fewest; round++, idle++) {
    sweep(layers, round % 2 === 0);
    if (isSmall) exchange(layers);
    const count = crossingsOf(layers);
    if (count >= fewest) continue;
    fewest = count;
    best = snapshot(layers);
    idle = -1;
  }
  return best;
}

function number(layers: readonly (readonly LevelNode[])[]): void {
  for (const layer of layers) for (const [index, node] of layer.entries()) node.order = index;
}

function snapshot(layers: readonly (readonly LevelNode[])[]): LevelNode[][] {
  return layers.map((layer) => [...layer]);
}

function sweep(layers: LevelNode[][], rightwards: boolean): void {
  const indexes = layers.map((_, index) => index);
  for (const index of rightwards ? indexes : indexes.reverse()) {
    const layer = layers[index]!;
    const wishes = new Map(layer.map((node) => [node, rightwards ? fromLeft(node) : fromRight(node)]));
    layer.sort((a, b) => wishes.get(a)! - wishes.get(b)! || a.order - b.order);
    for (const [order, node] of layer.entries()) node.order = order;
  }
}

/** Exchanges neighbours as long as fewer lines cross then. */
function exchange(layers: readonly LevelNode[][]): void {
  number(layers);
  for (let round = 0, isBetter = true; round < ROUNDS && isBetter; round++) {
    isBetter = false;
    for (const layer of layers) {
      for (let index = 1; index < layer.length; index++) {
        const [a, b] = [layer[index - 1]!, layer[index]!];
        if (crossingsOfTwo(a, b) <= crossingsOfTwo(b, a)) continue;
        [layer[index - 1], layer[index]] = [b, a];
        [a.order, b.order] = [index, index - 1];
        isBetter = true;
      }
    }
  }
}

/** How often lines of two neighbours cross while the first one stands above the other. */
function crossingsOfTwo(above: LevelNode, below: LevelNode): number {
  let count = 0;
  for (const a of above.left) for (const b of below.left) if (isLower(a.from, a.fromAt, b.from, b.fromAt)) count++;
  for (const a of above.right) for (const b of below.right) if (isLower(a.to, a.toAt, b.to, b.toAt)) count++;
  return count;
}

function isLower(a: LevelNode, aAt: number, b: LevelNode, bAt: number): boolean {
  return a === b ? aAt > bAt : a.order > b.order;
}

/** The mean place of what stands before a node; its own place where nothing does. */
function fromLeft(node: LevelNode): number {
  const pieces = node.left;
  if (!pieces.length) return node.order;
  return pieces.reduce((sum, { from, fromAt }) => sum + placeOf(from, fromAt), 0) / pieces.length;
}

function fromRight(node: LevelNode): number {
  const pieces = node.right;
  if (!pieces.length) return node.order;
  return pieces.reduce((sum, { to, toAt }) => sum + placeOf(to, toAt), 0) / pieces.length;
}

/** Lines meet a frame at different heights. */
function placeOf({ order, height }: LevelNode, at: number): number {
  return order + (height ? at / height - 0.5 : 0) * 0.98;
}

function crossingsOf(layers: readonly (readonly LevelNode[])[]): number {
  number(layers);
  return layers.reduce((sum, layer) => sum + crossingsBehind(layer), 0);
}

/**
 * How often lines between one layer and the next cross: counted with a tree of sums (Barth, Mutzel and Jünger). Lines that meet
 * a frame at different heights can cross too.
 */
function crossingsBehind(layer: readonly LevelNode[]): number {
  const pieces = layer.flatMap((node) => node.right);
  if (pieces.length < 2) return 0;
  const places = [...pieces].sort((a, b) => a.to.order - b.to.order || a.toAt - b.toAt);
  const ranks = new Map<Piece, number>();
  for (const [index, piece] of places.entries()) {
    const before = places[index - 1];
    ranks.set(piece, before && isSameEnd(before, piece) ? ranks.get(before)! : index);
  }
  const sums = new Int32Array(pieces.length + 1);
  let count = 0;
  for (let start = 0, end = 0; start < pieces.length; start = end) {
    while (end < pieces.length && isSameStart(pieces[start]!, pieces[end]!)) end++;
    for (let at = start; at < end; at++) count += start - sumUpTo(sums, ranks.get(pieces[at]!)!);
    for (let at = start; at < end; at++) increase(sums, ranks.get(pieces[at]!)!);
  }
  return count;
}

function isSameStart(a: Piece, b: Piece): boolean {
  return a.from === b.from && a.fromAt === b.fromAt;
}

function isSameEnd(a: Piece, b: Piece): boolean {
  return a.to === b.to && a.toAt === b.toAt;
}

function sumUpTo(sums: Int32Array, index: number): number {
  let sum = 0;
  for (let at = index + 1; at > 0; at -= at & -at) sum += sums[at]!;
  return sum;
}

function increase(sums: Int32Array, index: number): void {
  for (let at = index + 1; at < sums.length; at += at & -at) sums[at]!++;
}
