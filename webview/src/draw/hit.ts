// What of a scene lies at a point: for a picture without elements that could tell.

import type { Box, Point, Scene, SceneEdge, SceneGroup, SceneNode } from '../../../graph/scene';

/** A thing that the pointer is on. */
export type Target =
  | { readonly kind: 'node'; readonly node: SceneNode }
  | { readonly kind: 'edge'; readonly edge: SceneEdge }
  | { readonly kind: 'group'; readonly group: SceneGroup };

/** The node at a point, else the line nearest to it. @param reach how far from a line a point may be */
export function thingAt({ nodes, edges }: Scene, at: Point, reach: number): Target | undefined {
  const node = nodes.find((each) => isWithin(at, each));
  if (node) return { kind: 'node', node };
  let best: { edge: SceneEdge; distance: number } | undefined;
  for (const edge of edges) {
    const distance = distanceTo(edge, at, best?.distance ?? reach);
    if (distance < (best?.distance ?? reach)) best = { edge, distance };
  }
  return best && { kind: 'edge', edge: best.edge };
}

/** The key of what a target is. */
export function keyOfTarget(target: Target | undefined): string | undefined {
  if (!target) return undefined;
  return target.kind === 'node' ? target.node.key : target.kind === 'edge' ? target.edge.key : target.group.key;
}

function isWithin({ x, y }: Point, box: Box): boolean {
  return box.x <= x && x <= box.x + box.width && box.y <= y && y <= box.y + box.height;
}

/** How far a point is from a line, as far as it is nearer than `most`. */
function distanceTo({ points }: SceneEdge, at: Point, most: number): number {
  let least = most;
  for (let index = 1; index < points.length; index++) {
    const [a, b] = [points[index - 1]!, points[index]!];
    if (Math.min(a.x, b.x) - least > at.x || Math.max(a.x, b.x) + least < at.x) continue;
    if (Math.min(a.y, b.y) - least > at.y || Math.max(a.y, b.y) + least < at.y) continue;
    least = Math.min(least, distanceToPiece(a, b, at));
  }
  return least;
}

function distanceToPiece(a: Point, b: Point, { x, y }: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const share = Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(a.x + share * dx - x, a.y + share * dy - y);
}
