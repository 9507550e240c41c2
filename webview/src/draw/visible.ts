// Which things of a scene lie in a part of it.

import type { Box, Point, Scene, SceneEdge, SceneGroup, SceneNode } from '../../../graph/scene';

export interface Things {
  readonly nodes: readonly SceneNode[];
  readonly groups: readonly SceneGroup[];
  readonly edges: readonly SceneEdge[];
}

/** All that can be seen in a part of a scene, and the nodes and groups that are kept wherever they are. */
export function thingsIn({ nodes, groups, edges }: Scene, part: Box, kept: ReadonlySet<string> = NONE): Things {
  const isIn = (box: Box & { readonly key: string }) => overlaps(box, part) || kept.has(box.key);
  return { nodes: nodes.filter(isIn), groups: groups.filter(isIn), edges: edges.filter((edge) => passes(edge, part)) };
}

const NONE: ReadonlySet<string> = new Set();

export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** True if one box holds all of another. */
export function holds(outer: Box, { x, y, width, height }: Box): boolean {
  return outer.x <= x && outer.y <= y && outer.x + outer.width >= x + width && outer.y + outer.height >= y + height;
}

/** A box with more room on all sides: a share of its size. */
export function grown({ x, y, width, height }: Box, share: number): Box {
  const [dx, dy] = [width * share, height * share];
  return { x: x - dx, y: y - dy, width: width + 2 * dx, height: height + 2 * dy };
}

/** Does any piece of a line come near? */
function passes({ points, label }: SceneEdge, part: Box): boolean {
  if (label && overlaps(label, part)) return true;
  for (let index = 1; index < points.length; index++) {
    if (isNear(points[index - 1]!, points[index]!, part)) return true;
  }
  return false;
}

function isNear(a: Point, b: Point, { x, y, width, height }: Box): boolean {
  return (
    Math.min(a.x, b.x) <= x + width &&
    Math.max(a.x, b.x) >= x &&
    Math.min(a.y, b.y) <= y + height &&
    Math.max(a.y, b.y) >= y
  );
}
