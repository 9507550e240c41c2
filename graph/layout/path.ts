// Points of a line → the `d` of an SVG path: straight where they are at one height, else bent like an S.

import type { Direction, Point } from '../scene';
import { flippedPoint } from './flip';

/** Of the arrow head, whose tip is the last point. */
export const ARROW = { length: 8, width: 7 };
/** How far a turn reaches out. */
const TURN = 14;

/** What draws a path: that of a canvas is one. */
export interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void;
}

/** The `d` of a path along points, as `tracePath` draws it; empty for less than two. */
export function curvedPath(points: readonly Point[], direction: Direction): string {
  let path = '';
  tracePath(points, direction, {
    moveTo: (x, y) => {
      path += `M${pair(x, y)}`;
    },
    lineTo: (x, y) => {
      path += `L${pair(x, y)}`;
    },
    bezierCurveTo: (x1, y1, x2, y2, x, y) => {
      path += `C${pair(x1, y1)} ${pair(x2, y2)} ${pair(x, y)}`;
    },
  });
  return path;
}

/**
 * Draws along points, up to where the arrow head begins. Where edges lead to the right, two points one above the other are a
 * turn: a line that runs right comes back left, or the other way round.
 */
export function tracePath(points: readonly Point[], direction: Direction, pen: Pen): void {
  const turned = toRight(direction);
  const [first, ...rest] = points.map(turned);
  if (!first || !rest.length) return;
  const start = turned(first);
  pen.moveTo(start.x, start.y);
  let before = first;
  let heading = 1;
  for (const [index, point] of rest.entries()) {
    const isTurn = before.x === point.x;
    const end = index === rest.length - 1 ? { x: point.x - ARROW.length + 1, y: point.y } : point;
    draw((isTurn ? turn(before, end, heading) : piece(before, end)).map(turned), pen);
    if (isTurn) heading = -heading;
    before = point;
  }
}

/** A straight line is given by its end alone. */
function draw([a, b, c]: readonly Point[], pen: Pen): void {
  if (!a) return;
  if (b && c) pen.bezierCurveTo(a.x, a.y, b.x, b.y, c.x, c.y);
  else pen.lineTo(a.x, a.y);
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
  const turned = toRight(direction);
  const last = points.at(-1);
  if (!last || points.length < 2) return '';
  const write = (point: Point) => pair(turned(point).x, turned(point).y);
  const tip = turned(last);
  const base = tip.x - ARROW.length;
  const wings = [-1, 1].map((side) => ({ x: base, y: tip.y + (side * ARROW.width) / 2 }));
  return `M${write(tip)}L${wings.map(write).join('L')}Z`;
}

function toRight(direction: Direction): (point: Point) => Point {
  return direction === 'right' ? (point) => point : flippedPoint;
}

function pair(x: number, y: number): string {
  return `${round(x)},${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
