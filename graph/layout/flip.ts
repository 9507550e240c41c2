// Layout knows one direction, to the right. Downwards is the same with x and y exchanged, before and after.

import type { Box, Point } from '../scene';
import type { Arrange, Arrangement, BoxGraph, Padding } from './boxGraph';

/** Arranges downwards with what arranges to the right. */
export function downwards(arrange: Arrange): Arrange {
  return async (graph) => flippedArrangement(await arrange(flippedGraph(graph)));
}

/** The point mirrored at the diagonal. */
export function flippedPoint({ x, y }: Point): Point {
  return { x: y, y: x };
}

function flippedBox({ x, y, width, height }: Box): Box {
  return { x: y, y: x, width: height, height: width };
}

function flippedGraph({ boxes, frames, lines, framePadding }: BoxGraph): BoxGraph {
  return {
    boxes: boxes.map((box) => ({ ...box, ...flippedSize(box), before: box.before && flippedPoint(box.before) })),
    frames: frames.map((frame) => ({ ...frame, minWidth: frame.minHeight, minHeight: frame.minWidth })),
    lines: lines.map((line) => ({ ...line, label: line.label && flippedSize(line.label) })),
    framePadding: flippedPadding(framePadding),
  };
}

function flippedSize({ width, height }: { readonly width: number; readonly height: number }) {
  return { width: height, height: width };
}

function flippedPadding({ top, right, bottom, left }: Padding): Padding {
  return { top: left, right: bottom, bottom: right, left: top };
}

function flippedArrangement({ width, height, places, routes }: Arrangement): Arrangement {
  return {
    width: height,
    height: width,
    places: new Map([...places].map(([key, box]) => [key, flippedBox(box)])),
    routes: new Map(
      [...routes].map(([key, { points, label }]) => [
        key,
        { points: points.map(flippedPoint), label: label && flippedBox(label) },
      ]),
    ),
  };
}
