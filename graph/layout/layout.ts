// What is visible of a DAG → where it is drawn.

import { cardOf } from '../card';
import type { Folded, FoldedEdge } from '../fold';
import { edgeLabel, edgeLabelSize, groupLabelWidth } from '../labels';
import type { Box, Scene, SceneEdge } from '../scene';
import type { Arrange, Arrangement, BoxGraph } from './boxGraph';
import { arrangeInLayers } from './layered/arrange';
import { curvedPath } from './path';

/**
 * Lays out what is visible. The same input gives the same scene. With the scene that was shown before, nodes stay near their
 * places. Works without a screen, in any thread; it keeps nothing, so that the thread may be ended at any time.
 */
export async function layOut(folded: Folded, previous?: Scene, arrange: Arrange = arrangeInLayers): Promise<Scene> {
  return sceneOf(folded, await arrange(boxGraphOf(folded, previous)));
}

/** What a layout library is asked for. */
export function boxGraphOf(folded: Folded, previous?: Scene): BoxGraph {
  const places = new Map(previous?.nodes.map(({ key, x, y }) => [key, { x, y }]));
  return {
    boxes: folded.nodes.map((node) => {
      const { width, height } = cardOf(node);
      return { key: node.key, parent: node.parent, width, height, before: places.get(node.key) };
    }),
    frames: folded.groups.map((open) => ({ key: open.key, parent: open.parent, minWidth: groupLabelWidth(open) })),
    lines: folded.edges.map((edge) => ({ key: edge.key, from: edge.from, to: edge.to, label: edgeLabelSize(edge) })),
  };
}

function sceneOf(folded: Folded, { width, height, places, routes }: Arrangement): Scene {
  const placeOf = (key: string): Box => places.get(key)!;
  return {
    width,
    height,
    nodes: folded.nodes.map((node) => ({ ...node, ...placeOf(node.key) })),
    groups: folded.groups.map((open) => ({ ...open, ...placeOf(open.key) })),
    edges: folded.edges.map((edge) => sceneEdge(edge, routes)),
  };
}

function sceneEdge(edge: FoldedEdge, routes: Arrangement['routes']): SceneEdge {
  const { points, label } = routes.get(edge.key)!;
  const text = edgeLabel(edge);
  return {
    ...{ key: edge.key, from: edge.from, to: edge.to, edges: edge.edges, points, path: curvedPath(points) },
    label: label && text !== undefined ? { ...label, text } : undefined,
  };
}
