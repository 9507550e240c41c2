// Box graphs and arrangements as arrays of numbers, which pass from thread to thread without being copied. Things have no keys
// there: they are told apart by their order.

import type { Box, Point } from '../scene';
import { type Arrangement, type BoxGraph, FRAME_PADDING, type Frame, type InnerBox, type Line } from './boxGraph';

export interface PackedGraph {
  /** Of each box: index of its frame or -1, width, height, x and y before (or none). */
  readonly boxes: Float64Array<ArrayBuffer>;
  /** Of each frame: index of the one around it or -1, least width and height. */
  readonly frames: Float64Array<ArrayBuffer>;
  /** Of each line: indexes of its boxes, width and height of its label (or none). */
  readonly lines: Float64Array<ArrayBuffer>;
}

export interface PackedArrangement {
  readonly width: number;
  readonly height: number;
  /** Of each box, then of each frame: x, y, width, height. */
  readonly places: Float64Array<ArrayBuffer>;
  /** How many points each line has. */
  readonly counts: Uint32Array<ArrayBuffer>;
  /** x and y of all points. */
  readonly points: Float64Array<ArrayBuffer>;
  /** Of each line: x, y, width, height of its label (or none). */
  readonly labels: Float64Array<ArrayBuffer>;
}

const NONE = Number.NaN;

/** As many numbers of a row as are read. */
type Five = readonly [number, number, number, number, number];

/** Every parent and every end of a line has to be in the graph. */
export function packGraph({ boxes, frames, lines }: BoxGraph): PackedGraph {
  const frameAt = new Map(frames.map(({ key }, index) => [key, index]));
  const boxIndex = new Map(boxes.map(({ key }, index) => [key, index]));
  const parent = (key: string | undefined) => (key === undefined ? -1 : frameAt.get(key)!);
  return {
    boxes: listed(boxes, 5, (list, at, box) => {
      list[at] = parent(box.parent);
      list[at + 1] = box.width;
      list[at + 2] = box.height;
      list[at + 3] = box.before?.x ?? NONE;
      list[at + 4] = box.before?.y ?? NONE;
    }),
    frames: listed(frames, 3, (list, at, frame) => {
      list[at] = parent(frame.parent);
      list[at + 1] = frame.minWidth;
      list[at + 2] = frame.minHeight;
    }),
    lines: listed(lines, 4, (list, at, { from, to, label }) => {
      list[at] = boxIndex.get(from)!;
      list[at + 1] = boxIndex.get(to)!;
      list[at + 2] = label?.width ?? NONE;
      list[at + 3] = label?.height ?? NONE;
    }),
  };
}

/** The graph again, with keys of its own. */
export function unpackGraph(packed: PackedGraph): BoxGraph {
  const parent = (index: number) => (index < 0 ? undefined : `frame ${index}`);
  return {
    boxes: rows(packed.boxes, 5, (at, index): InnerBox => {
      const [frame, width, height, x, y] = packed.boxes.subarray(at, at + 5) as unknown as Five;
      const before = Number.isNaN(x) ? undefined : { x, y };
      return { key: `box ${index}`, parent: parent(frame), width, height, before };
    }),
    frames: rows(packed.frames, 3, (at, index): Frame => {
      const [frame, minWidth, minHeight] = packed.frames.subarray(at, at + 3) as unknown as Five;
      return { key: `frame ${index}`, parent: parent(frame), minWidth, minHeight };
    }),
    lines: rows(packed.lines, 4, (at, index): Line => {
      const [from, to, width, height] = packed.lines.subarray(at, at + 4) as unknown as Five;
      const label = Number.isNaN(width) ? undefined : { width, height };
      return { key: `line ${index}`, from: `box ${from}`, to: `box ${to}`, label };
    }),
    framePadding: FRAME_PADDING,
  };
}

/** The arrangement of a graph, in the graph's order. */
export function packArrangement(graph: BoxGraph, { width, height, places, routes }: Arrangement): PackedArrangement {
  const all = graph.lines.map(({ key }) => routes.get(key)!);
  return {
    ...{ width, height },
    places: listed([...graph.boxes, ...graph.frames], 4, (list, at, { key }) => putBox(list, at, places.get(key))),
    counts: Uint32Array.from(all, ({ points }) => points.length),
    points: listed(
      all.flatMap(({ points }) => points),
      2,
      (list, at, { x, y }) => {
        list[at] = x;
        list[at + 1] = y;
      },
    ),
    labels: listed(all, 4, (list, at, { label }) => putBox(list, at, label)),
  };
}

/** The arrangement again, with the keys of the graph that was asked about. */
export function unpackArrangement({ boxes, frames, lines }: BoxGraph, packed: PackedArrangement): Arrangement {
  const keys = [...boxes, ...frames].map(({ key }) => key);
  const places = rows(packed.places, 4, (start) => boxAt(packed.places, start));
  const points = rows(packed.points, 2, (start): Point => pointAt(packed.points, start));
  const labels = rows(packed.labels, 4, (start) => {
    return Number.isNaN(packed.labels[start]) ? undefined : boxAt(packed.labels, start);
  });
  let at = 0;
  const routes = lines.map(({ key }, index) => {
    const from = at;
    at += packed.counts[index]!;
    return [key, { points: points.slice(from, at), label: labels[index] }] as const;
  });
  const { width, height } = packed;
  return { width, height, places: new Map(keys.map((key, index) => [key, places[index]!])), routes: new Map(routes) };
}

/** The memory of packed things, which can be handed to another thread. */
export function memoryOf(packed: PackedGraph | PackedArrangement): ArrayBuffer[] {
  return Object.values(packed).flatMap((part) => (typeof part === 'number' ? [] : [part.buffer]));
}

function putBox(list: Float64Array, at: number, box: Box | undefined): void {
  list[at] = box?.x ?? NONE;
  list[at + 1] = box?.y ?? NONE;
  list[at + 2] = box?.width ?? NONE;
  list[at + 3] = box?.height ?? NONE;
}

function boxAt(list: Float64Array, at: number): Box {
  return { ...pointAt(list, at), width: list[at + 2]!, height: list[at + 3]! };
}

function pointAt(list: Float64Array, at: number): Point {
  return { x: list[at]!, y: list[at + 1]! };
}

/** @param put writes a thing to its numbers, which begin at a place of the list */
function listed<T>(
  things: readonly T[],
  size: number,
  put: (list: Float64Array, at: number, thing: T) => void,
): Float64Array<ArrayBuffer> {
  const list = new Float64Array(things.length * size);
  for (let index = 0; index < things.length; index++) put(list, index * size, things[index]!);
  return list;
}

/** @param make makes a thing of the numbers from a place on */
function rows<T>(list: Float64Array, size: number, make: (at: number, index: number) => T): T[] {
  return Array.from({ length: list.length / size }, (_, index) => make(index * size, index));
}
