// Where the arrow keys lead: right and left along edges, up and down to the neighbour on screen.

import type { Scene, SceneNode } from '../../graph/scene';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The key of the node that a step leads to; undefined: there is none. */
export function step(scene: Scene, from: string, direction: Direction): string | undefined {
  const node = scene.nodes.find(({ key }) => key === from);
  if (!node) return scene.nodes[0]?.key;
  const candidates =
    direction === 'left' || direction === 'right' ? linked(scene, node, direction) : beside(scene, node, direction);
  return nearest(candidates, node, direction)?.key;
}

function linked(scene: Scene, { key }: SceneNode, direction: 'left' | 'right'): SceneNode[] {
  const keys = scene.edges.flatMap(({ from, to }) => {
    if (direction === 'right') return from === key ? [to] : [];
    return to === key ? [from] : [];
  });
  return scene.nodes.filter((node) => node.key !== key && keys.includes(node.key));
}

function beside(scene: Scene, { key, x, width, y }: SceneNode, direction: 'up' | 'down'): SceneNode[] {
  return scene.nodes.filter((node) => {
    const overlaps = node.x < x + width && x < node.x + node.width;
    return node.key !== key && overlaps && (direction === 'up' ? node.y < y : node.y > y);
  });
}

function nearest(nodes: readonly SceneNode[], from: SceneNode, direction: Direction): SceneNode | undefined {
  const isSideways = direction === 'left' || direction === 'right';
  const distance = ({ x, y }: SceneNode) => Math.abs(y - from.y) + (isSideways ? 0.1 : 1) * Math.abs(x - from.x);
  return [...nodes].sort((a, b) => distance(a) - distance(b))[0];
}
