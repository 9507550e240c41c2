// The order within each layer, so that few lines cross: barycentres, layer by layer, there and back.

import type { Layered, LevelNode } from './level';

const ROUNDS = 12;
/** Rounds without a gain that end the search. */
const PATIENCE = 3;

/** Up to so many nodes neighbours are tried in exchanged places too, which takes longer than all else. */
const FEW_NODES = 1500;
/** Up to so many nodes several beginnings are tried: which one ends well cannot be known before. */
const VERY_FEW_NODES = 400;

/** So many more crossings are worth it that nothing moves. */
const TOLERATED = { share: 1.15, more: 3 };

/**
 * Orders the nodes of every layer. It begins with the order given and takes another one only if fewer lines cross. The former
 * order stays where that would change it, if nearly as few cross in it.
 * @returns how many lines cross
 */
export function orderLayers({ layers }: Layered, former?: LevelNode[][]): number {
  const best = bestOrder(layers);
  const most = best.crossings * TOLERATED.share + TOLERATED.more;
  const before = former && !keepsOrder(best.layers) ? { layers: former, crossings: crossingsOf(former) } : undefined;
  const chosen = before && before.crossings <= most ? before : best;
  for (const [index, layer] of chosen.layers.entries()) layers[index] = layer;
  number(layers);
  return chosen.crossings;
}

interface Order {
  readonly layers: LevelNode[][];
  readonly crossings: number;
}

/** Are all that were there before still one above the other? */
function keepsOrder(layers: readonly (readonly LevelNode[])[]): boolean {
  return layers.every((layer) => {
    const known = layer.flatMap(({ before }) => before ?? []);
    return known.every((y, index) => !index || known[index - 1]! <= y);
  });
}

function bestOrder(given: readonly (readonly LevelNode[])[]): Order {
  const count = given.reduce((sum, { length }) => sum + length, 0);
  const isSmall = count <= FEW_NODES;
  let best = swept(snapshot(given), true, isSmall);
  if (count > VERY_FEW_NODES) return best;
  const mirrored = given.map((layer) => layer.toReversed());
  for (const [layers, rightwards] of [
    [given, false],
    [mirrored, true],
    [mirrored, false],
  ] as const) {
    if (!best.crossings) break;
    const other = swept(snapshot(layers), rightwards, isSmall);
    if (other.crossings < best.crossings) best = other;
  }
  return best;
}

/** Sweeps there and back as long as fewer lines cross then. */
function swept(layers: LevelNode[][], rightwardsFirst: boolean, isSmall: boolean): Order {
  let best = { layers: snapshot(layers), crossings: crossingsOf(layers) };
  for (let round = 0, idle = 0; round < ROUNDS && idle < PATIENCE && best.crossings; round++, idle++) {
    sweep(layers, (round % 2 === 0) === rightwardsFirst);
    if (isSmall) exchange(layers);
    const crossings = crossingsOf(layers);
    if (crossings >= best.crossings) continue;
    best = { layers: snapshot(layers), crossings };
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
    for (const node of layer) node.wish = rightwards ? fromLeft(node) : fromRight(node);
    layer.sort((a, b) => a.wish - b.wish || a.order - b.order);
    for (const [order, node] of layer.entries()) node.order = order;
  }
}

/** Exchanges neighbours as long as fewer lines cross then. */
function exchange(layers: readonly LevelNode[][]): void {
  number(layers);
  let open = layers.map(() => true);
  for (let round = 0; round < ROUNDS && open.includes(true); round++) {
    const changed = layers.map((layer, index) => open[index]! && exchangeIn(layer));
    open = changed.map((isChanged, index) => isChanged || !!changed[index - 1] || !!changed[index + 1]);
  }
}

/** @returns true if the order of the layer is another one now */
function exchangeIn(layer: LevelNode[]): boolean {
  let isChanged = false;
  for (let index = 1; index < layer.length; index++) {
    const [a, b] = [layer[index - 1]!, layer[index]!];
    if (gainOf(a, b) <= 0) continue;
    [layer[index - 1], layer[index]] = [b, a];
    [a.order, b.order] = [index, index - 1];
    isChanged = true;
  }
  return isChanged;
}

/** How many crossings fewer there are where two neighbours exchange their places. */
function gainOf(above: LevelNode, below: LevelNode): number {
  let gain = 0;
  for (const a of above.left) for (const b of below.left) gain += side(a.from, a.fromAt, b.from, b.fromAt);
  for (const a of above.right) for (const b of below.right) gain += side(a.to, a.toAt, b.to, b.toAt);
  return gain;
}

/** 1: the first end is below the second one; -1: above. */
function side(a: LevelNode, aAt: number, b: LevelNode, bAt: number): number {
  return a === b ? Math.sign(aAt - bAt) : Math.sign(a.order - b.order);
}

/** The mean place of what stands before a node; its own place where nothing does. */
function fromLeft({ left, order }: LevelNode): number {
  if (!left.length) return order;
  let sum = 0;
  for (const { from, fromAt } of left) sum += placeOf(from, fromAt);
  return sum / left.length;
}

function fromRight({ right, order }: LevelNode): number {
  if (!right.length) return order;
  let sum = 0;
  for (const { to, toAt } of right) sum += placeOf(to, toAt);
  return sum / right.length;
}

/** Lines meet a frame at different heights. */
function placeOf({ order, height }: LevelNode, at: number): number {
  return order + (height ? at / height - 0.5 : 0) * 0.98;
}

function crossingsOf(layers: readonly (readonly LevelNode[])[]): number {
  let sum = 0;
  number(layers);
  for (let index = 1; index < layers.length; index++) sum += crossingsBetween(layers[index - 1]!, layers[index]!);
  return sum;
}

/**
 * How often lines between one layer and the next cross: counted with a tree of sums (Barth, Mutzel and Jünger). Lines that meet
 * a frame at different heights can cross too. The pieces of a node are sorted by their heights.
 */
function crossingsBetween(layer: readonly LevelNode[], next: readonly LevelNode[]): number {
  const sums = new Int32Array(rankEnds(next) + 2);
  let [count, before] = [0, 0];
  for (const { right } of layer) {
    for (let start = 0, end = 0; start < right.length; start = end) {
      while (end < right.length && right[start]!.fromAt === right[end]!.fromAt) end++;
      for (let at = start; at < end; at++) count += before - sumUpTo(sums, right[at]!.rank);
      for (let at = start; at < end; at++) increase(sums, right[at]!.rank);
      before += end - start;
    }
  }
  return count;
}

/** @returns the highest rank */
function rankEnds(layer: readonly LevelNode[]): number {
  let rank = -1;
  for (const { left } of layer) {
    for (const [index, piece] of left.entries()) {
      if (!index || left[index - 1]!.toAt !== piece.toAt) rank++;
      piece.rank = rank;
    }
  }
  return rank;
}

function sumUpTo(sums: Int32Array, index: number): number {
  let sum = 0;
  for (let at = index + 1; at > 0; at -= at & -at) sum += sums[at]!;
  return sum;
}

function increase(sums: Int32Array, index: number): void {
  for (let at = index + 1; at < sums.length; at += at & -at) sums[at]!++;
}
