// The layout libraries that ours is measured against. They are no part of the project: their folder is named when measuring.

import { createRequire } from 'node:module';
import path from 'node:path';
import {
  type Arrange,
  type Arrangement,
  type BoxGraph,
  FRAME_PADDING,
  type InnerBox,
  type Line,
  MARGIN,
  type Route,
} from '../../graph/layout/boxGraph';
import type { Box, Point } from '../../graph/scene';

/** Found by trial; `ELK_OPTIONS` in the environment adds to them. */
const ELK_OPTIONS: Readonly<Record<string, string>> = {
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

/** The Eclipse Layout Kernel, from a folder with `node_modules/elkjs`: Airflow's own graph view uses it. */
export function elk(folder: string): Arrange {
  const Elk = required(folder, 'elkjs/lib/elk.bundled.js') as new () => { layout(root: ElkNode): Promise<ElkNode> };
  const layoutOptions = { ...ELK_OPTIONS, ...JSON.parse(process.env.ELK_OPTIONS ?? '{}') };
  return async (graph) => {
    const root = { id: '', layoutOptions, children: children(graph, undefined), edges: graph.lines.map(elkEdge) };
    return arrangementOf(await new Elk().layout(root));
  };
}

/** What the graph view of Airflow 3 asks of ELK (`useGraphLayout.ts`); the coordinates are asked for as we compare them. */
const AIRFLOW_UI = {
  root: {
    'elk.core.options.EdgeLabelPlacement': 'CENTER',
    'elk.direction': 'RIGHT',
    hierarchyHandling: 'INCLUDE_CHILDREN',
    'spacing.edgeLabel': '10.0',
    'elk.json.shapeCoords': 'ROOT',
    'elk.json.edgeCoords': 'ROOT',
  },
  box: { 'elk.portConstraints': 'FIXED_SIDE' },
  frame: { 'elk.padding': '[top=80,left=15,bottom=15,right=15]', 'elk.portConstraints': 'FIXED_SIDE' },
  least: { width: 200, height: 80 },
};

/** ELK as Airflow's graph view uses it, boxes as large as there. */
export function airflowUi(folder: string): Arrange {
  const Elk = required(folder, 'elkjs/lib/elk.bundled.js') as new () => { layout(root: ElkNode): Promise<ElkNode> };
  return async (graph) => {
    const within = (parent: string | undefined): ElkNode[] => [
      ...graph.boxes
        .filter((box) => box.parent === parent)
        .map(({ key, width }) => ({
          ...{ id: key, layoutOptions: AIRFLOW_UI.box },
          ...{ width: Math.max(AIRFLOW_UI.least.width, width), height: AIRFLOW_UI.least.height },
        })),
      ...graph.frames
        .filter((frame) => frame.parent === parent)
        .map(({ key }) => ({ id: key, layoutOptions: AIRFLOW_UI.frame, children: within(key) })),
    ];
    const root = {
      id: '',
      layoutOptions: AIRFLOW_UI.root,
      children: within(undefined),
      edges: graph.lines.map(elkEdge),
    };
    return arrangementOf(await new Elk().layout(root));
  };
}

interface ElkNode extends Partial<Box> {
  readonly id: string;
  readonly layoutOptions?: Readonly<Record<string, string>>;
  readonly children?: readonly ElkNode[];
  readonly edges?: readonly ElkEdge[];
}

interface ElkEdge {
  readonly id: string;
  readonly sources: readonly string[];
  readonly targets: readonly string[];
  readonly sections?: readonly { startPoint: Point; endPoint: Point; bendPoints?: readonly Point[] }[];
  readonly labels?: readonly Partial<Box>[];
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

function elkEdge({ key, from, to, label }: Line): ElkEdge {
  const options = { 'elk.edgeLabels.inline': 'true', 'elk.edgeLabels.placement': 'CENTER' };
  const labels = label && [{ ...label, layoutOptions: options }];
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

function routeOf(edge: ElkEdge): Route {
  const points = (edge.sections ?? []).flatMap(({ startPoint, bendPoints = [], endPoint }): Point[] => [
    startPoint,
    ...bendPoints,
    endPoint,
  ]);
  const [label] = edge.labels ?? [];
  return { points: points.map(({ x, y }) => ({ x, y })), label: label && boxOf(label) };
}

/** dagre, from a folder with `node_modules/@dagrejs/dagre`. */
export function dagre(folder: string): Arrange {
  const library = required(folder, '@dagrejs/dagre') as DagreLibrary;
  return async (graph) => {
    const asked = new library.graphlib.Graph({ compound: true, multigraph: false });
    asked.setGraph({ rankdir: 'LR', nodesep: 20, ranksep: 48, edgesep: 10 });
    for (const { key } of graph.frames) asked.setNode(key, {});
    for (const { key, width, height } of graph.boxes) asked.setNode(key, { width, height });
    for (const { key, parent } of [...graph.frames, ...graph.boxes])
      if (parent !== undefined) asked.setParent(key, parent);
    for (const { from, to, label } of graph.lines) asked.setEdge(from, to, label ?? {});
    library.layout(asked);
    const keys = [...graph.frames, ...graph.boxes].map(({ key }) => key);
    const places = new Map(keys.map((key) => [key, cornered(asked.node(key))]));
    const routes = new Map(
      graph.lines.map(({ key, from, to }): [string, Route] => [
        key,
        { points: asked.edge(from, to).points, label: undefined },
      ]),
    );
    return { ...sizeOf(places), places, routes };
  };
}

interface DagreLibrary {
  readonly graphlib: { readonly Graph: new (options: object) => DagreGraph };
  layout(graph: DagreGraph): void;
}

interface DagreGraph {
  setGraph(options: object): void;
  setNode(key: string, size: object): void;
  setParent(key: string, parent: string): void;
  setEdge(from: string, to: string, label: object): void;
  /** The middle, not the corner. */
  node(key: string): Box;
  edge(from: string, to: string): { readonly points: readonly Point[] };
}

function cornered({ x, y, width, height }: Box): Box {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/** Graphviz' dot as WebAssembly, from a folder with `node_modules/@viz-js/viz`. */
export function viz(folder: string): Arrange {
  return async (graph) => {
    const library = required(folder, '@viz-js/viz') as { instance(): Promise<{ renderJSON(dot: string): VizAnswer }> };
    return vizArrangement(graph, (await library.instance()).renderJSON(dotOf(graph)));
  };
}

interface VizAnswer {
  readonly bb: string;
  readonly objects: readonly {
    readonly name: string;
    readonly bb?: string;
    readonly pos?: string;
    readonly width?: string;
    readonly height?: string;
  }[];
  readonly edges?: readonly { readonly id: string; readonly pos: string }[];
}

/** Graphviz counts in points, 72 to its inch; one pixel is taken as one point. */
function dotOf(graph: BoxGraph): string {
  const text = (value: string) => JSON.stringify(value);
  const members = (parent: string | undefined): string[] => [
    ...graph.boxes
      .filter((box) => box.parent === parent)
      .map(({ key, width, height }) => `${text(key)} [width=${width / 72}, height=${height / 72}];`),
    ...graph.frames
      .filter((frame) => frame.parent === parent)
      .flatMap(({ key }) => [
        `subgraph ${text(`cluster_${key}`)} { margin=${FRAME_PADDING.left};`,
        ...members(key),
        '}',
      ]),
  ];
  const edges = graph.lines.map(({ from, to }, index) => `${text(from)} -> ${text(to)} [id="${index}"];`);
  return [
    'digraph {',
    'rankdir=LR; nodesep=0.28; ranksep=0.67; node [shape=box, fixedsize=true, label=""];',
    ...members(undefined),
    ...edges,
    '}',
  ].join('\n');
}

function vizArrangement(graph: BoxGraph, { bb, objects, edges = [] }: VizAnswer) {
  const height = numbers(bb)[3]!;
  const places = new Map<string, Box>();
  for (const each of objects) {
    if (each.bb !== undefined) {
      const [left, bottom, right, top] = numbers(each.bb);
      places.set(each.name.replace(/^cluster_/, ''), {
        x: left!,
        y: height - top!,
        width: right! - left!,
        height: top! - bottom!,
      });
    } else if (each.pos !== undefined) {
      const [x, y] = numbers(each.pos);
      const [wide, high] = [Number(each.width) * 72, Number(each.height) * 72];
      places.set(each.name, { x: x! - wide / 2, y: height - y! - high / 2, width: wide, height: high });
    }
  }
  const routes = new Map(
    edges.map(({ id, pos }): [string, Route] => [
      graph.lines[Number(id)]!.key,
      { points: spline(pos, height), label: undefined },
    ]),
  );
  for (const { key } of graph.lines) if (!routes.has(key)) routes.set(key, { points: [], label: undefined });
  return { width: numbers(bb)[2]!, height, places, routes };
}

/** Points on the Bézier curves of `e,x,y x,y x,y …`. */
function spline(pos: string, height: number): Point[] {
  const parts = pos.split(' ');
  const end = parts.find((part) => part.startsWith('e,'));
  const points = parts.filter((part) => !/^[es],/.test(part)).map(pointOf);
  const found = [points[0]!];
  for (let at = 0; at + 3 < points.length; at += 3) {
    const [a, b, c, d] = points.slice(at, at + 4) as [Point, Point, Point, Point];
    for (let step = 1; step <= 8; step++) found.push(bezier(a, b, c, d, step / 8));
  }
  return [...found, ...(end ? [pointOf(end.slice(2))] : [])].map(({ x, y }) => ({ x, y: height - y }));
}

function bezier(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const mix = (p: number, q: number, r: number, s: number) =>
    (1 - t) ** 3 * p + 3 * (1 - t) ** 2 * t * q + 3 * (1 - t) * t * t * r + t ** 3 * s;
  return { x: mix(a.x, b.x, c.x, d.x), y: mix(a.y, b.y, c.y, d.y) };
}

function pointOf(text: string): Point {
  const [x, y] = numbers(text);
  return { x: x!, y: y! };
}

function numbers(text: string): number[] {
  return text.split(',').map(Number);
}

function sizeOf(places: ReadonlyMap<string, Box>): { width: number; height: number } {
  const boxes = [...places.values()];
  return {
    width: Math.max(...boxes.map(({ x, width }) => x + width)),
    height: Math.max(...boxes.map(({ y, height }) => y + height)),
  };
}

function required(folder: string, name: string): unknown {
  return createRequire(path.resolve(folder, 'index.js'))(name);
}
