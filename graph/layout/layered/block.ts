// Nodes of one level that belong together → a block: places of the nodes and ways of the lines, from its upper left corner.

import type { Point } from '../../scene';
import { type Link, layered } from './chains';
import { formerOrder } from './former';
import { type Chain, isThin, type Layered, type LevelNode } from './level';
import { orderLayers } from './order';
import { placeLayers } from './positions';

export interface Block {
  readonly width: number;
  readonly height: number;
  /** The upper left corners of all nodes, those of labels included. */
  readonly corners: ReadonlyMap<LevelNode, Point>;
  readonly ways: readonly { readonly key: string; readonly points: readonly Point[] }[];
  readonly hasEntries: boolean;
  readonly hasExits: boolean;
}

const COLUMN_GAP = 44;
/** Between the border of a frame and the first or last column. */
const BORDER_GAP = 30;
/** Steep lines get more room, up to a limit. */
const STEEP = { share: 0.05, most: 110 };

/** What an arrow needs beside the padding that the label of a frame takes. */
const ARROW_ROOM = 4;

/** Lays out nodes that are joined by links; `padding` is that of the frame at the side where lines come in. */
export function blockOf(nodes: readonly LevelNode[], links: readonly Link[], padding: number): Block {
  const level = ordered(nodes, links);
  placeLayers(level);
  const columns = columnsOf(level, Math.max(BORDER_GAP, padding + ARROW_ROOM));
  const all = level.layers.flat();
  return {
    width: columns.at(-1)!.right,
    height: Math.max(...all.map(({ y, height }) => y + height)),
    corners: new Map(all.map((node) => [node, { x: columns[node.layer]!.left, y: node.y }])),
    ways: level.chains.map((chain) => ({ key: chain.key, points: wayOf(chain, columns) })),
    hasEntries: nodes.some(({ kind }) => kind === 'entry'),
    hasExits: nodes.some(({ kind }) => kind === 'exit'),
  };
}

/** So many crossings fewer are worth it that lines from one place run apart. */
const WORTH = 0.9;

/** In layers, and in order: lines from one place run together unless more lines cross then. */
function ordered(nodes: readonly LevelNode[], links: readonly Link[]): Layered {
  const bundled = layered(nodes, links, true);
  const most = orderLayers(bundled, formerOrder(bundled));
  if (!most || !bundled.hasBundles) return bundled;
  const restore = remembered(nodes);
  const apart = layered(nodes, links, false);
  if (orderLayers(apart, formerOrder(apart)) < most * WORTH) return apart;
  restore();
  return bundled;
}

/** What can bring the pieces and orders of nodes back. */
function remembered(nodes: readonly LevelNode[]): () => void {
  const all = nodes.map(({ left, right, order }) => ({ left: [...left], right: [...right], order }));
  return () => {
    for (const [index, { left, right, order }] of all.entries()) {
      const node = nodes[index]!;
      node.left.splice(0, node.left.length, ...left);
      node.right.splice(0, node.right.length, ...right);
      node.order = order;
    }
  };
}

interface Column {
  readonly left: number;
  readonly right: number;
}

function columnsOf({ layers }: Layered, entryGap: number): Column[] {
  const columns: Column[] = [];
  let left = 0;
  for (const [index, layer] of layers.entries()) {
    const right = left + Math.max(...layer.map(({ width }) => width));
    columns.push({ left, right });
    const isBorder = isPortColumn(layer) || isPortColumn(layers[index + 1] ?? []);
    const gap = index === 0 && layer.some(({ kind }) => kind === 'entry') ? entryGap : BORDER_GAP;
    left = right + (isBorder ? gap : COLUMN_GAP) + Math.min(STEEP.most, spanBehind(layer) * STEEP.share);
  }
  return columns;
}

/** How far the steepest line to the next layer goes up or down. */
function spanBehind(layer: readonly LevelNode[]): number {
  const pieces = layer.flatMap(({ right }) => right);
  return pieces.reduce(
    (most, { from, to, fromAt, toAt }) => Math.max(most, Math.abs(from.y + fromAt - to.y - toAt)),
    0,
  );
}

/** Only lines at the border of the frame, and such that run there. */
function isPortColumn(layer: readonly LevelNode[]): boolean {
  return layer.length > 0 && layer.every(isThin);
}

/** Straight through each column, and from one column to the next as the path's curves will have it. */
function wayOf(chain: Chain, columns: readonly Column[]): Point[] {
  const { nodes, fromAt, toAt } = chain;
  const points: Point[] = [];
  for (const [index, node] of nodes.entries()) {
    const { left, right } = columns[node.layer]!;
    const isStart = index === 0;
    const isEnd = index === nodes.length - 1;
    const y = node.y + (isStart ? fromAt : isEnd ? toAt : node.height / 2);
    if (isStart) points.push({ x: left + node.width, y }, { x: right, y });
    else if (isEnd) points.push({ x: left, y });
    else points.push(...(chain.isBack ? [right, left] : [left, right]).map((x) => ({ x, y })));
  }
  return points;
}
