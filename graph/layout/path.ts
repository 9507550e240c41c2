// Points of a line → the `d` of an SVG path, with rounded corners.

import type { Point } from '../scene';

const RADIUS = 8;
/** Of the arrow head, whose tip is the last point. */
export const ARROW = { length: 8, width: 7 };

/** The `d` of a path along points, up to where the arrow head begins; empty for less than two. */
export function roundedPath(points: readonly Point[]): string {
  const [first, ...rest] = beforeArrow(points);
  if (!first || !rest.length) return '';
  const parts = [`M${pair(first)}`];
  for (const [index, point] of rest.entries()) {
    const next = rest[index + 1];
    parts.push(next ? corner(points[index]!, point, next) : `L${pair(point)}`);
  }
  return parts.join('');
}

/** The `d` of the arrow head at the end of points. */
export function arrowHead(points: readonly Point[]): string {
  const [before, tip] = points.slice(-2);
  if (!before || !tip) return '';
  const base = towards(tip, before, ARROW.length);
  const side = { x: (base.y - tip.y) / ARROW.length, y: (tip.x - base.x) / ARROW.length };
  const wing = (way: number): Point => ({
    x: base.x + (side.x * way * ARROW.width) / 2,
    y: base.y + (side.y * way * ARROW.width) / 2,
  });
  return `M${pair(tip)}L${pair(wing(1))}L${pair(wing(-1))}Z`;
}

function beforeArrow(points: readonly Point[]): Point[] {
  const [before, tip] = points.slice(-2);
  if (!before || !tip) return [...points];
  const length = Math.min(ARROW.length - 1, distance(before, tip));
  return [...points.slice(0, -1), towards(tip, before, length)];
}

function corner(before: Point, at: Point, after: Point): string {
  const radius = Math.min(RADIUS, distance(before, at) / 2, distance(at, after) / 2);
  return `L${pair(towards(at, before, radius))}Q${pair(at)} ${pair(towards(at, after, radius))}`;
}

function towards(from: Point, to: Point, length: number): Point {
  const share = length / (distance(from, to) || 1);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function pair({ x, y }: Point): string {
  return `${round(x)},${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
