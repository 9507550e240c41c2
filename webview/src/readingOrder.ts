// The order in which Tab goes through a graph: from left to right, from top to bottom.

import type { Point, Scene, SceneGroup, SceneNode } from '../../graph/scene';

export function inReadingOrder<T extends Point>(things: readonly T[]): T[] {
  return [...things].sort(compare);
}

function compare(a: Point, b: Point): number {
  return a.x - b.x || a.y - b.y;
}

const orders = new WeakMap<Scene, readonly (SceneNode | SceneGroup)[]>();

/** The key of the node or group that comes so many after another; undefined: there is none. */
export function nextInOrder(scene: Scene, key: string, by: 1 | -1): string | undefined {
  const all = orderOf(scene);
  const at = all.findIndex((each) => each.key === key);
  return at < 0 ? undefined : all[at + by]?.key;
}

/** The key of the first or last node or group. */
export function endOfOrder({ groups, nodes }: Scene, end: 'first' | 'last'): string | undefined {
  const sign = end === 'first' ? 1 : -1;
  let best: SceneNode | SceneGroup | undefined;
  for (const list of [groups, nodes]) for (const each of list) if (!best || sign * compare(each, best) < 0) best = each;
  return best?.key;
}

function orderOf(scene: Scene): readonly (SceneNode | SceneGroup)[] {
  const known = orders.get(scene) ?? inReadingOrder([...scene.groups, ...scene.nodes]);
  orders.set(scene, known);
  return known;
}
