// Points of a line → the `d` of an SVG path: straight where they are at one height, else bent like an S.

import type { Direction, Point } from '../scene';
import { flippedPoint } from './flip';

/** Of the arrow head, whose tip is the last point. */
export const ARROW = { length: 8, width: 7 };
/** How far a turn reaches out. */
const TURN = 14;

/**
 * The `d` of a path along points, up to where the arrow head begins; empty for less than two. Where edges lead to the right, two
 * points one above the other are a turn: a line that runs right comes back left, or the other way round.
 */
export function curvedPath(points: readonly Point[], direction: Direction): string {
  const write = writer(direction);
  const [first, ...rest] = points.map(toRight(direction));
  if (!first || !rest.length) return '';
  let before = first;
  let heading = 1;
  let path = `M${write(first)}`;
  for (const [index, point] of rest.entries()) {
    const isTurn = before.x === point.x;
    const end = index === rest.length - 1 ? { x: point.x - ARROW.length + 1, y: point.y } : point;
    path += command((isTurn ? turn(before, end, heading) : piece(before, end)).map(write));
    if (isTurn) heading = -heading;
    before = point;
  }
  return path;
}

/** A straight line is given by its end alone. */
function command(points: readonly string[]): string {
  return `${points.length === 1 ? 'L' : 'C'}${points.join(' ')}`;
}

/** The points of a line or curve after its first one. */
function piece(a: Point, b: Point): Point[] {
  if (a.y === b.y) return [b];
  const middle = (a.x + b.x) / 2;
  return [{ x: middle, y: a.y }, { x: middle, y: b.y }, b];
}

function turn(a: Point, b: Point, heading: number): Point[] {
  return [{ x: a.x + heading * TURN, y: a.y }, { x: b.x + heading * TURN, y: b.y }, b];
}

/** The `d` of the arrow head at the end of points: every line arrives from the left, or from above. */
export function arrowHead(points: readonly Point[], direction: Direction): string {
  const write = writer(direction);
  const tip = points.map(toRight(direction)).at(-1);
  if (!tip || points.length < 2) return '';
  const base = tip.x - ARROW.length;
  const wings = [-1, 1].map((side) => ({ x: base, y: tip.y + (side * ARROW.width) / 2 }));
  return `M${write(tip)}L${wings.map(write).join('L')}Z`;
}

function toRight(direction: Direction): (point: Point) => Point {
  return direction === 'right' ? (point) => point : flippedPoint;
}

function writer(direction: Direction): (point: Point) => string {
  return (point) => pair(toRight(direction)(point));
}

function pair({ x, y }: Point): string {
  return `${round(x)},${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
