// Layout by the Eclipse Layout Kernel, which Airflow's own graph view uses too.

import Elk, { type ElkExtendedEdge, type ElkNode, type LayoutOptions } from 'elkjs/lib/elk.bundled.js';
import type { Box, Point } from '../scene';
import {
  type Arrangement,
  type BoxGraph,
  FRAME_PADDING,
  type InnerBox,
  type Line,
  MARGIN,
  type Route,
} from './boxGraph';

/** How much care ELK takes: what it costs was measured, see docs/graph-layout.md. */
const OPTIONS: LayoutOptions = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.padding': padding({ top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN }),
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.mergeEdges': 'true',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
  'elk.spacing.nodeNode': '20',
  'elk.layered.spacing.nodeNodeBetweenLayers': '48',
  'elk.layered.spacing.edgeNodeBetweenLayers': '20',
  'elk.spacing.edgeNode': '14',
  'elk.spacing.edgeEdge': '10',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '10',
  'elk.spacing.componentComponent': '28',
};

/** Arranges with ELK; `options` are added to ours. */
export async function arrangeWithElk(graph: BoxGraph, options: LayoutOptions = {}): Promise<Arrangement> {
  const root: ElkNode = {
    id: '',
    layoutOptions: { ...OPTIONS, ...options },
    children: children(graph, undefined),
    edges: graph.lines.map(elkEdge),
  };
  return arrangementOf(await new Elk({ algorithms: ['layered'] }).layout(root));
}

function children(graph: BoxGraph, parent: string | undefined): ElkNode[] {
  const boxes = graph.boxes.filter((box) => box.parent === parent).map(elkBox);
  const frames = graph.frames.filter((frame) => frame.parent === parent);
  return [
    ...boxes,
    ...frames.map(({ key, minWidth }) => ({
      id: key,
      layoutOptions: {
        'elk.padding': padding(FRAME_PADDING),
        'elk.nodeSize.constraints': 'MINIMUM_SIZE',
        'elk.nodeSize.minimum': `(${minWidth}, 0)`,
      },
      children: children(graph, key),
    })),
  ];
}

function elkBox({ key, width, height }: InnerBox): ElkNode {
  return { id: key, width, height };
}

function elkEdge({ key, from, to, label }: Line): ElkExtendedEdge {
  const options = { 'elk.edgeLabels.inline': 'true', 'elk.edgeLabels.placement': 'CENTER' };
  const labels = label && [{ text: ' ', ...label, layoutOptions: options }];
  return { id: key, sources: [from], targets: [to], ...(labels && { labels }) };
}

function padding({ top, right, bottom, left }: typeof FRAME_PADDING): string {
  return `[top=${top},left=${left},bottom=${bottom},right=${right}]`;
}

function arrangementOf(root: ElkNode): Arrangement {
  const places = new Map<string, Box>();
  const take = (nodes: readonly ElkNode[]) => {
    for (const node of nodes) {
      places.set(node.id, boxOf(node));
      take(node.children ?? []);
    }
  };
  take(root.children ?? []);
  const routes = new Map((root.edges ?? []).map((edge) => [edge.id, routeOf(edge)]));
  return { width: root.width ?? 0, height: root.height ?? 0, places, routes };
}

function boxOf({ x = 0, y = 0, width = 0, height = 0 }: Partial<Box>): Box {
  return { x, y, width, height };
}

function routeOf(edge: ElkExtendedEdge): Route {
  const points = (edge.sections ?? []).flatMap(({ startPoint, bendPoints = [], endPoint }): Point[] => [
    startPoint,
    ...bendPoints,
    endPoint,
  ]);
  const [label] = edge.labels ?? [];
  return { points: points.map(({ x, y }) => ({ x, y })), label: label && boxOf(label) };
}
