// A scene seen from far away, painted: boxes in their colours and lines, without texts.

import type { FindingView } from '../../../core/ir/dagView';
import { accentOf } from '../../../graph/colour';
import { tracePath } from '../../../graph/layout/path';
import type { SceneEdge, SceneGroup, SceneNode } from '../../../graph/scene';
import { edgeClassesOf, nodeClassesOf } from '../../../graph/shapes';
import type { Decoration } from '../decorate';
import type { Asked, Look, Looks } from './looks';
import type { Things } from './visible';

/** What is painted, with what tells its looks. */
export interface Painting {
  readonly things: Things;
  readonly findings: readonly FindingView[];
  readonly decoration: Decoration | undefined;
  readonly looks: Looks;
  /** Pixels of the screen for one of the scene. */
  readonly scale: number;
}

/** Lines of one stroke: more of them in one path take longer. */
const LINES_AT_ONCE = 40;
/** On the screen: thinner lines would vanish. */
const LEAST_LINE = 0.55;
const LEAST_MARK = 2.5;
/** Of the stripe that shows the operator's colour. */
const ACCENT = { width: 5, least: 1.5 };

/** Paints the things of a scene. */
export function paint(context: CanvasRenderingContext2D, painting: Painting): void {
  const { groups, edges, nodes } = painting.things;
  for (const group of groups) paintGroup(context, group, painting);
  paintEdges(context, edges, painting);
  for (const node of nodes) paintNode(context, node, painting);
  context.globalAlpha = 1;
}

function paintGroup(context: CanvasRenderingContext2D, group: SceneGroup, { looks, scale }: Painting): void {
  const { fill, stroke } = looks.of(`dl-group dl-depth-${group.depth % 2}`, 'frame');
  context.globalAlpha = 1;
  context.fillStyle = fill;
  context.fillRect(group.x, group.y, group.width, group.height);
  context.strokeStyle = stroke;
  context.lineWidth = Math.max(1, LEAST_LINE / scale);
  context.strokeRect(group.x, group.y, group.width, group.height);
}

function paintEdges(context: CanvasRenderingContext2D, edges: readonly SceneEdge[], painting: Painting): void {
  const { findings, decoration, looks, scale } = painting;
  const byLook = new Map<Look, SceneEdge[]>();
  for (const edge of edges) {
    const own = ownClasses(edge, () => edgeClassesOf(edge, findings));
    const look = looks.of(withExtra(own, decoration?.edges.get(edge.key)), 'line');
    const same = byLook.get(look);
    if (same) same.push(edge);
    else byLook.set(look, [edge]);
  }
  for (const [look, lines] of byLook) {
    context.globalAlpha = look.opacity;
    context.strokeStyle = look.stroke;
    context.lineWidth = Math.max(look.width, LEAST_LINE / scale);
    for (let from = 0; from < lines.length; from += LINES_AT_ONCE) {
      context.beginPath();
      for (const { points, direction } of lines.slice(from, from + LINES_AT_ONCE))
        tracePath(points, direction, context);
      context.stroke();
    }
  }
}

function paintNode(context: CanvasRenderingContext2D, node: SceneNode, painting: Painting): void {
  const { findings, decoration, looks, scale } = painting;
  const { x, y, width, height } = node;
  const own = ownClasses(node, () => nodeClassesOf(node, findings));
  const classes = withExtra(own, decoration?.nodes.get(node.key));
  const look = looks.of(classes, 'card');
  context.globalAlpha = look.opacity;
  context.fillStyle = look.fill;
  context.fillRect(x, y, width, height);
  if (node.kind === 'task') {
    context.fillStyle = accentOf(node.task.fill);
    context.fillRect(x, y, Math.max(ACCENT.width, ACCENT.least / scale), height);
  }
  strokeCard(context, node, look, scale);
  const severity = /\bdl-has-(error|warning|info)\b/.exec(classes)?.[1];
  if (severity) paintMark(context, node, looks.of(classes, `mark-${severity}` as Asked), scale);
}

function strokeCard(context: CanvasRenderingContext2D, node: SceneNode, { stroke, width }: Look, scale: number): void {
  context.strokeStyle = stroke;
  context.lineWidth = Math.max(width, (LEAST_LINE * width) / scale);
  context.strokeRect(node.x, node.y, node.width, node.height);
}

function paintMark(context: CanvasRenderingContext2D, node: SceneNode, { fill }: Look, scale: number): void {
  const radius = Math.max(8, LEAST_MARK / scale);
  context.fillStyle = fill;
  context.beginPath();
  context.arc(node.x + node.width, node.y, radius, 0, 2 * Math.PI);
  context.fill();
}

/** Things never change: another scene has other ones. */
const known = new WeakMap<SceneNode | SceneEdge, string>();

function ownClasses(thing: SceneNode | SceneEdge, classes: () => readonly string[]): string {
  const text = known.get(thing) ?? classes().join(' ');
  known.set(thing, text);
  return text;
}

function withExtra(own: string, extra: readonly string[] | undefined): string {
  return extra?.length ? `${own} ${extra.join(' ')}` : own;
}
