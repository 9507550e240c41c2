// Points of a line → the `d` of an SVG path: straight where they are at one height, else bent like an S.

import type { Point } from '../scene';

/** Of the arrow head, whose tip is the last point. */
export const ARROW = { length: 8, width: 7 };
/** How far a turn reaches out. */
const TURN = 14;

/**
 * The `d` of a path along points, up to where the arrow head begins; empty for less than two. Two points one above the other
 * are a turn: a line that runs right comes back left, or the other way round.
 */
export function curvedPath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first || !rest.length) return '';
  let before = first;
  let heading = 1;
  let path = `M${pair(first)}`;
  for (const [index, point] of rest.entries()) {
    const isTurn = before.x === point.x;
    const end = index === rest.length - 1 ? { x: point.x - ARROW.length + 1, y: point.y } : point;
    path += isTurn ? turn(before, end, heading) : piece(before, end);
    if (isTurn) heading = -heading;
    before = point;
  }
  return path;
}

function piece(a: Point, b: Point): string {
  if (a.y === b.y) return `H${round(b.x)}`;
  const middle = round((a.x + b.x) / 2);
  return `C${middle},${round(a.y)} ${middle},${round(b.y)} ${pair(b)}`;
}

function turn(a: Point, b: Point, heading: number): string {
  return `C${round(a.x + heading * TURN)},${round(a.y)} ${round(b.x + heading * TURN)},${round(b.y)} ${pair(b)}`;
}

/** The `d` of the arrow head at the end of points: every line arrives from the left. */
export function arrowHead(points: readonly Point[]): string {
  const tip = points.at(-1);
  if (!tip || points.length < 2) return '';
  const base = tip.x - ARROW.length;
  return `M${pair(tip)}L${pair({ x: base, y: tip.y - ARROW.width / 2 })}V${round(tip.y + ARROW.width / 2)}Z`;
}

function pair({ x, y }: Point): string {
  return `${round(x)},${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
