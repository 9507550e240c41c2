// What is wrong with a drawing, as far as it can be measured: used by tests, the conformance run and the benchmark.

import type { BoxGraph } from '../../graph/layout/boxGraph';
import type { Box, Point } from '../../graph/scene';

/** A drawing as the measures need it. */
export interface Placed {
  readonly boxes: readonly (Box & { readonly key: string; readonly parent: string | undefined })[];
  readonly frames: readonly (Box & { readonly key: string; readonly parent: string | undefined })[];
  readonly lines: readonly { readonly from: string; readonly to: string; readonly points: readonly Point[] }[];
}

/** The places of an arrangement beside what was asked. */
export function placed(
  graph: BoxGraph,
  places: ReadonlyMap<string, Box>,
  routes: ReadonlyMap<string, { readonly points: readonly Point[] }>,
): Placed {
  return {
    boxes: graph.boxes.map(({ key, parent }) => ({ ...places.get(key)!, key, parent })),
    frames: graph.frames.map(({ key, parent }) => ({ ...places.get(key)!, key, parent })),
    lines: graph.lines.map(({ key, from, to }) => ({ from, to, points: routes.get(key)?.points ?? [] })),
  };
}

/** Boxes and frames of the same parent that overlap, and those that reach out of their frame; in words. */
export function misplaced({ boxes, frames }: Placed): string[] {
  const byParent = new Map<string | undefined, Placed['boxes'][number][]>();
  for (const each of [...boxes, ...frames]) byParent.set(each.parent, [...(byParent.get(each.parent) ?? []), each]);
  const frameOf = new Map(frames.map((frame) => [frame.key, frame]));
  const found: string[] = [];
  for (const [parent, members] of byParent) {
    found.push(...overlapping(members));
    const frame = parent === undefined ? undefined : frameOf.get(parent);
    if (frame)
      found.push(...members.filter((each) => !within(each, frame)).map(({ key }) => `${key} is not within ${parent}`));
  }
  return found;
}

function overlapping(members: readonly (Box & { readonly key: string })[]): string[] {
  const sorted = members.toSorted((a, b) => a.x - b.x);
  return sorted.flatMap((a, index) => {
    const found: string[] = [];
    for (let next = index + 1; next < sorted.length && sorted[next]!.x < a.x + a.width; next++) {
      const b = sorted[next]!;
      if (a.y < b.y + b.height && b.y < a.y + a.height) found.push(`${a.key} overlaps ${b.key}`);
    }
    return found;
  });
}

function within(inner: Box, outer: Box): boolean {
  const slack = 0.01;
  return (
    inner.x >= outer.x - slack &&
    inner.y >= outer.y - slack &&
    inner.x + inner.width <= outer.x + outer.width + slack &&
    inner.y + inner.height <= outer.y + outer.height + slack
  );
}

interface Segment {
  readonly line: number;
  readonly a: Point;
  readonly b: Point;
}

function segmentsOf({ lines }: Placed): Segment[] {
  return lines.flatMap(({ points }, line) => points.slice(1).map((b, index) => ({ line, a: points[index]!, b })));
}

/** How many lines go through a box that is not at one of their ends. */
export function throughBoxes(drawing: Placed): number {
  const grid = new Grid<Placed['boxes'][number]>();
  for (const box of drawing.boxes) grid.add(box, box, { x: box.x + box.width, y: box.y + box.height });
  const found = new Set<string>();
  for (const { line, a, b } of segmentsOf(drawing)) {
    const { from, to } = drawing.lines[line]!;
    for (const box of grid.near(a, b))
      if (box.key !== from && box.key !== to && enters(a, b, box)) found.add(`${line} ${box.key}`);
  }
  return found.size;
}

/** Does a segment come more than two pixels into a box? (Liang and Barsky) */
function enters(a: Point, b: Point, box: Box): boolean {
  let [from, to] = [0, 1];
  const inset = 2;
  for (const [start, way, low, high] of [
    [a.x, b.x - a.x, box.x + inset, box.x + box.width - inset],
    [a.y, b.y - a.y, box.y + inset, box.y + box.height - inset],
  ] as const) {
    if (way === 0) {
      if (start <= low || start >= high) return false;
      continue;
    }
    const [near, far] = [(low - start) / way, (high - start) / way].sort((x, y) => x - y);
    from = Math.max(from, near!);
    to = Math.min(to, far!);
  }
  return from < to;
}

/** How often two lines cross; where they only touch or run together does not count. */
export function crossings(drawing: Placed): number {
  const grid = new Grid<Segment>();
  let count = 0;
  for (const segment of segmentsOf(drawing)) {
    for (const other of grid.near(segment.a, segment.b))
      if (other.line !== segment.line && cross(segment, other)) count++;
    grid.add(segment, segment.a, segment.b);
  }
  return count;
}

function cross(p: Segment, q: Segment): boolean {
  return turns(p.a, p.b, q.a, q.b) && turns(q.a, q.b, p.a, p.b);
}

/** Do two points lie on different sides of a line, well away from it? */
function turns(a: Point, b: Point, left: Point, right: Point): boolean {
  const side = (c: Point) =>
    ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)) / (Math.hypot(b.x - a.x, b.y - a.y) || 1);
  const [one, two] = [side(left), side(right)];
  return Math.min(Math.abs(one), Math.abs(two)) > 0.5 && one < 0 !== two < 0;
}

/** Things by the squares that they touch. */
class Grid<T> {
  private readonly squares = new Map<string, T[]>();

  add(thing: T, a: Point, b: Point): void {
    for (const square of squaresOf(a, b)) {
      const known = this.squares.get(square);
      if (known) known.push(thing);
      else this.squares.set(square, [thing]);
    }
  }

  near(a: Point, b: Point): Set<T> {
    return new Set(squaresOf(a, b).flatMap((square) => this.squares.get(square) ?? []));
  }
}

const SQUARE = 400;

function squaresOf(a: Point, b: Point): string[] {
  const squares: string[] = [];
  const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)].map((x) => Math.floor(x / SQUARE));
  const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)].map((y) => Math.floor(y / SQUARE));
  for (let x = left!; x <= right!; x++) for (let y = top!; y <= bottom!; y++) squares.push(`${x} ${y}`);
  return squares;
}

/** The length of all lines together. */
export function lineLength(drawing: Placed): number {
  return segmentsOf(drawing).reduce((sum, { a, b }) => sum + Math.hypot(b.x - a.x, b.y - a.y), 0);
}
