// What is visible of a DAG → where it is drawn.

import { cardOf } from '../card';
import type { Folded, FoldedEdge } from '../fold';
import { edgeLabel, edgeLabelSize, groupLabelWidth } from '../labels';
import type { Box, Direction, Scene, SceneEdge } from '../scene';
import { type Arrange, type Arrangement, type BoxGraph, FRAME_PADDING } from './boxGraph';
import { downwards } from './flip';
import { arrangeInLayers } from './layered/arrange';

/** Where nodes were before. */
export interface FormerPlaces {
  readonly direction: Direction;
  readonly nodes: readonly { readonly key: string; readonly x: number; readonly y: number }[];
}

/**
 * Lays out what is visible. The same input gives the same scene. With the scene that was shown before, nodes stay near their
 * places. Works without a screen, in any thread; it keeps nothing, so that the thread may be ended at any time.
 */
export async function layOut(
  folded: Folded,
  previous?: FormerPlaces,
  direction: Direction = 'right',
  arrange: Arrange = arrangeInLayers,
): Promise<Scene> {
  const graph = boxGraphOf(folded, previous?.direction === direction ? previous : undefined);
  return sceneOf(folded, direction, await arranged(graph, direction, arrange));
}

/** Arranges boxes so that lines lead to the right, or downwards. */
export function arranged(
  graph: BoxGraph,
  direction: Direction,
  arrange: Arrange = arrangeInLayers,
): Promise<Arrangement> {
  return (direction === 'right' ? arrange : downwards(arrange))(graph);
}

/** What a layout library is asked for. */
export function boxGraphOf(folded: Folded, previous?: FormerPlaces): BoxGraph {
  const places = new Map(previous?.nodes.map(({ key, x, y }) => [key, { x, y }]));
  return {
    boxes: folded.nodes.map((node) => {
      const { width, height } = cardOf(node);
      return { key: node.key, parent: node.parent, width, height, before: places.get(node.key) };
    }),
    frames: folded.groups.map((open) => ({
      key: open.key,
      parent: open.parent,
      minWidth: groupLabelWidth(open),
      minHeight: 0,
    })),
    lines: folded.edges.map((edge) => ({ key: edge.key, from: edge.from, to: edge.to, label: edgeLabelSize(edge) })),
    framePadding: FRAME_PADDING,
  };
}

/** What is visible, at the places of an arrangement of its `boxGraphOf`. */
export function sceneOf(folded: Folded, direction: Direction, { width, height, places, routes }: Arrangement): Scene {
  const placeOf = (key: string): Box => places.get(key)!;
  return {
    direction,
    width,
    height,
    nodes: folded.nodes.map((node) => ({ ...node, ...placeOf(node.key) })),
    groups: folded.groups.map((open) => ({ ...open, ...placeOf(open.key) })),
    edges: folded.edges.map((edge) => sceneEdge(edge, direction, routes)),
  };
}

function sceneEdge(edge: FoldedEdge, direction: Direction, routes: Arrangement['routes']): SceneEdge {
  const { points, label } = routes.get(edge.key)!;
  const text = edgeLabel(edge);
  return {
    ...{ key: edge.key, from: edge.from, to: edge.to, edges: edge.edges, points, direction },
    label: label && text !== undefined ? { ...label, text } : undefined,
  };
}
