// What is wrong with the scene of a DAG: what the drawing leaves out, shows twice or misplaces, in words.

import type { DagView } from '../../core/ir/dagView';
import type { Box, Point, Scene } from '../../graph/scene';
import { misplaced, throughBoxes } from './geometry';

/** Every fault of a scene; none: each task and edge is there once, and everything stands where it should. */
export function sceneFaults(view: DagView, drawn: Scene): string[] {
  const scene = drawn.direction === 'right' ? drawn : toTheRight(drawn);
  const drawing = { boxes: scene.nodes, frames: scene.groups, lines: scene.edges };
  const through = throughBoxes(drawing);
  return [
    ...notOnce(
      'task',
      view.tasks.map(({ id }) => id),
      shownTasks(scene),
    ),
    ...notOnce('edge', knownEdges(view), shownEdges(scene)),
    ...misplaced(drawing),
    ...(through ? [`${through} lines go through boxes`] : []),
    ...outside(scene),
    ...looseEnds(scene),
  ];
}

/** A scene drawn downwards, mirrored at the diagonal: the same has to hold of it then. */
function toTheRight({ width, height, nodes, groups, edges }: Scene): Scene {
  const turned = <T extends Box>(box: T): T => ({ ...box, x: box.y, y: box.x, width: box.height, height: box.width });
  return {
    ...{ direction: 'right', width: height, height: width },
    nodes: nodes.map(turned),
    groups: groups.map(turned),
    edges: edges.map((edge) => ({
      ...edge,
      points: edge.points.map(({ x, y }) => ({ x: y, y: x })),
      label: edge.label && turned(edge.label),
    })),
  };
}

function shownTasks({ nodes }: Scene): string[] {
  return nodes.flatMap((node) => (node.kind === 'task' ? [node.task.id] : node.tasks.map(({ id }) => id)));
}

/** Edges of tasks that are not there cannot be drawn. */
function knownEdges({ tasks, edges }: DagView): string[] {
  const ids = new Set(tasks.map(({ id }) => id));
  return edges
    .filter(({ upstream, downstream }) => ids.has(upstream) && ids.has(downstream))
    .map(({ upstream, downstream }) => `${upstream} → ${downstream}`);
}

function shownEdges({ nodes, edges }: Scene): string[] {
  const all = [...edges, ...nodes.flatMap((node) => (node.kind === 'task' ? [] : node))].flatMap((each) => each.edges);
  return all.map(({ upstream, downstream }) => `${upstream} → ${downstream}`);
}

function notOnce(what: string, wanted: readonly string[], found: readonly string[]): string[] {
  const counts = new Map(wanted.map((each) => [each, 0]));
  for (const each of found) counts.set(each, (counts.get(each) ?? Number.NaN) + 1);
  return [...counts].flatMap(([each, count]) => (count === 1 ? [] : [`${what} ${each} is drawn ${count} times`]));
}

function outside({ nodes, groups, edges, width, height }: Scene): string[] {
  const isIn = (x: number, y: number) => x >= 0 && y >= 0 && x <= width && y <= height;
  const boxes: (Box & { key: string })[] = [...nodes, ...groups];
  return [
    ...boxes.filter((box) => !isIn(box.x, box.y) || !isIn(box.x + box.width, box.y + box.height)).map(({ key }) => key),
    ...edges.filter(({ points }) => !points.every(({ x, y }) => isIn(x, y))).map(({ key }) => key),
  ].map((key) => `${key} is outside of the drawing`);
}

/** Lines leave the right side of a node and arrive at the left side. */
function looseEnds({ nodes, edges }: Scene): string[] {
  const boxes = new Map(nodes.map((node) => [node.key, node]));
  const isOn = (point: Point | undefined, x: number, { y, height }: Box) =>
    point !== undefined && Math.abs(point.x - x) < 0.5 && point.y > y && point.y < y + height;
  return edges.flatMap(({ key, from, to, points }) => {
    const [start, end] = [boxes.get(from)!, boxes.get(to)!];
    const isFine = isOn(points[0], start.x + start.width, start) && isOn(points.at(-1), end.x, end);
    return isFine ? [] : [`${key.replace('\n', ' → ')} does not join its tasks`];
  });
}
