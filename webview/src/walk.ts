// Where the arrow keys lead: along edges, and across them to the neighbour on screen.

import type { Scene, SceneNode } from '../../graph/scene';

export type Arrow = 'left' | 'right' | 'up' | 'down';

/** A step as it is in a scene whose edges lead to the right. */
const TURNED: Readonly<Record<Arrow, Arrow>> = { left: 'up', up: 'left', right: 'down', down: 'right' };

/** The key of the node that a step leads to; undefined: there is none. */
export function step(scene: Scene, from: string, arrow: Arrow): string | undefined {
  const isRight = scene.direction === 'right';
  const nodes = scene.nodes.map((node) => placeOf(node, isRight));
  const start = nodes.find(({ key }) => key === from);
  if (!start) return nodes[0]?.key;
  const way = isRight ? arrow : TURNED[arrow];
  const isAlong = way === 'left' || way === 'right';
  return nearest(isAlong ? linked(scene, nodes, from, way) : beside(nodes, start, way), start, isAlong)?.key;
}

interface Place {
  readonly key: string;
  /** In the direction of the edges. */
  readonly along: number;
  readonly length: number;
  readonly across: number;
}

function placeOf({ key, x, y, width, height }: SceneNode, isRight: boolean): Place {
  return isRight ? { key, along: x, length: width, across: y } : { key, along: y, length: height, across: x };
}

function linked({ edges }: Scene, nodes: readonly Place[], key: string, way: 'left' | 'right'): Place[] {
  const [near, far] = way === 'right' ? (['from', 'to'] as const) : (['to', 'from'] as const);
  const keys = new Set(edges.filter((edge) => edge[near] === key).map((edge) => edge[far]));
  return nodes.filter((node) => node.key !== key && keys.has(node.key));
}

function beside(nodes: readonly Place[], { key, along, length, across }: Place, way: 'up' | 'down'): Place[] {
  return nodes.filter((node) => {
    const overlaps = node.along < along + length && along < node.along + node.length;
    return node.key !== key && overlaps && (way === 'up' ? node.across < across : node.across > across);
  });
}

function nearest(nodes: readonly Place[], from: Place, isAlong: boolean): Place | undefined {
  const distance = ({ along, across }: Place) =>
    Math.abs(across - from.across) + (isAlong ? 0.1 : 1) * Math.abs(along - from.along);
  return [...nodes].sort((a, b) => distance(a) - distance(b))[0];
}
