// What is drawn where on nodes, frames and edges: SVG text and the pane both draw these shapes, so that they look the same.

import type { FindingView, TaskView } from '../core/ir/dagView';
import { BADGE_PADDING, type Card, cardOf, GAP, ICON_SIZE, LEFT, PILE, RIGHT } from './card';
import { accentOf } from './colour';
import { ICONS, MINUS } from './icons';
import { groupLabel, groupLabelWidth } from './labels';
import { arrowHead, curvedPath } from './layout/path';
import type { Point, SceneEdge, SceneGroup, SceneNode } from './scene';

/** What a shape is there for; the style sheet has a class `dl-<role>` for each. */
export type Role =
  | 'card'
  | 'pile'
  | 'accent'
  | 'title'
  | 'subtitle'
  | 'icon'
  | 'badge'
  | 'badge-text'
  | 'mark-error'
  | 'mark-warning'
  | 'mark-info'
  | 'mark-text'
  | 'frame'
  | 'frame-label'
  | 'frame-title'
  | 'line'
  | 'grip'
  | 'arrow'
  | 'label'
  | 'label-text'
  | 'head'
  | 'note'
  | 'note-error'
  | 'note-warning';

export type Shape = { readonly role: Role } & (
  | {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly radius: number;
    }
  | {
      readonly kind: 'path';
      readonly d: string;
      /** Where its own origin lies; left out: at that of the drawing. */
      readonly at?: Point;
      /** A colour that only this shape has, as `#rrggbb`. */
      readonly fill?: string;
    }
  | { readonly kind: 'circle'; readonly x: number; readonly y: number; readonly radius: number }
  | {
      readonly kind: 'text';
      readonly x: number;
      /** The base line. */
      readonly y: number;
      readonly text: string;
      readonly anchor: 'start' | 'middle' | 'end';
    }
);

/** One thing of a drawing with all its shapes. */
export interface Figure {
  /** Classes of its SVG group, beginning with `dl-node`, `dl-group` or `dl-edge`. */
  readonly classes: readonly string[];
  /** All that a reader may want to know, in words: a tooltip. */
  readonly tooltip: string;
  readonly shapes: readonly Shape[];
}

/** A figure with the shapes of some roles: what lies on different heights of a drawing is drawn apart. */
export function partOf(figure: Figure, isWanted: (role: Role) => boolean): Figure {
  return { ...figure, shapes: figure.shapes.filter(({ role }) => isWanted(role)) };
}

/** The frame of a group, which lies below the lines; its label lies above them. */
export function isFrame(role: Role): boolean {
  return role === 'frame';
}

/** What is written on a line, above the cards. */
export function isWriting(role: Role): boolean {
  return /^(label|mark)/.test(role);
}

const RADIUS = 7;
const MARK_RADIUS = 7.5;
const SEVERITIES = ['error', 'warning', 'info'] as const;

type Severity = (typeof SEVERITIES)[number];

/** A task or folded group; shapes are relative to the upper left corner of its box. `findings` are those of the DAG. */
export function nodeFigure(node: SceneNode, findings: readonly FindingView[]): Figure {
  const card = cardOf(node);
  const own = nodeFindings(node, findings);
  const width = node.width - (card.isStack ? PILE : 0);
  const height = node.height - (card.isStack ? PILE : 0);
  return {
    classes: nodeClassesOf(node, findings),
    tooltip: nodeTooltip(node, findings),
    shapes: [
      ...pile(card, width, height),
      { kind: 'rect', role: 'card', x: 0, y: 0, width, height, radius: RADIUS },
      {
        kind: 'path',
        role: 'accent',
        d: stripe(height),
        ...(node.kind === 'task' && { fill: accentOf(node.task.fill) }),
      },
      ...texts(card, width),
      ...mark(own, { x: width - 2, y: 2 }),
    ],
  };
}

/** The classes of a node's figure. */
export function nodeClassesOf(node: SceneNode, findings: readonly FindingView[]): string[] {
  return ['dl-node', ...nodeClasses(node), ...severityClass(nodeFindings(node, findings))];
}

/** The classes of an edge's figure. */
export function edgeClassesOf(edge: SceneEdge, findings: readonly FindingView[]): string[] {
  return ['dl-edge', ...edgeClasses(edge), ...severityClass(findingsOf(edge.edges, findings))];
}

/** All that a reader may want to know of a node, in lines. */
export function nodeTooltip(node: SceneNode, findings: readonly FindingView[]): string {
  return [...nodeWords(node), ...nodeFindings(node, findings).map(({ message }) => message)].join('\n');
}

function nodeFindings(node: SceneNode, findings: readonly FindingView[]): FindingView[] {
  return findingsOf(node.kind === 'task' ? [node.task] : [...node.tasks, ...node.edges], findings);
}

function nodeClasses(node: SceneNode): string[] {
  if (node.kind === 'foldedGroup') {
    const isInCycle = node.edges.some((edge) => edge.isInCycle);
    return ['dl-folded', ...(isInCycle ? ['dl-cycle'] : [])];
  }
  const { kind, conditional, assumed, isIdKnown } = node.task;
  return [
    'dl-task',
    `dl-${kind}`,
    ...(conditional === undefined ? [] : ['dl-conditional']),
    ...(assumed === undefined ? [] : ['dl-assumed']),
    ...(isIdKnown ? [] : ['dl-unknown']),
  ];
}

function nodeWords(node: SceneNode): string[] {
  if (node.kind === 'task') return taskWords(node.task);
  return [`${node.group.id} (task group)`, ...(node.group.mapped ? ['mapped'] : []), `${node.tasks.length} tasks`];
}

function taskWords(task: TaskView): string[] {
  return [
    task.isIdKnown ? task.id : 'The id of this task is not known.',
    task.operatorPath ?? task.operator,
    ...(task.triggerRule === 'all_success' ? [] : [`trigger rule: ${task.triggerRule ?? 'not known'}`]),
    ...(task.kind === 'work' ? [] : [task.kind]),
    ...(task.mapped ? ['mapped'] : []),
    ...(task.conditional === undefined ? [] : [`may not exist: ${task.conditional}`]),
    ...(task.assumed === undefined ? [] : [`assumed: ${task.assumed}`]),
  ];
}

function pile({ isStack }: Card, width: number, height: number): Shape[] {
  if (!isStack) return [];
  return [PILE, PILE / 2].map((by) => ({ kind: 'rect', role: 'pile', x: by, y: by, width, height, radius: RADIUS }));
}

/** Along the left border of a card, within its round corners. */
function stripe(height: number): string {
  return `M${RADIUS},0A${RADIUS},${RADIUS} 0 0 0 0,${RADIUS}V${height - RADIUS}A${RADIUS},${RADIUS} 0 0 0 ${RADIUS},${height}Z`;
}

function texts(card: Card, width: number): Shape[] {
  const right = width - RIGHT;
  const icons = card.icons.map((name, index): Shape => {
    const x = right - (card.icons.length - index) * (ICON_SIZE + GAP) + GAP;
    return { kind: 'path', role: 'icon', d: ICONS[name], at: { x, y: 9 } };
  });
  return [
    { kind: 'text', role: 'title', x: LEFT, y: 20, text: card.title, anchor: 'start' },
    ...icons,
    { kind: 'text', role: 'subtitle', x: LEFT, y: 37, text: card.subtitle, anchor: 'start' },
    ...badges(card, right),
  ];
}

function badges({ badges: all }: Card, right: number): Shape[] {
  let end = right + BADGE_PADDING;
  return all.toReversed().flatMap(({ text, width }): Shape[] => {
    const x = end - width;
    end = x - GAP;
    return [
      { kind: 'rect', role: 'badge', x, y: 26, width, height: 15, radius: 7.5 },
      { kind: 'text', role: 'badge-text', x: x + width / 2, y: 37, text, anchor: 'middle' },
    ];
  });
}

function findingsOf(
  owners: readonly { readonly findings: readonly number[] }[],
  findings: readonly FindingView[],
): FindingView[] {
  const indexes = new Set(owners.flatMap((owner) => owner.findings));
  return [...indexes].flatMap((index) => findings[index] ?? []);
}

function worst(findings: readonly FindingView[]): Severity | undefined {
  return SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity));
}

function severityClass(findings: readonly FindingView[]): string[] {
  const severity = worst(findings);
  return severity ? [`dl-has-${severity}`] : [];
}

/** The mark of the worst finding; its form differs too, for who does not see colours. */
function mark(findings: readonly FindingView[], { x, y }: Point): Shape[] {
  const severity = worst(findings);
  if (!severity) return [];
  const role = `mark-${severity}` as const;
  const text: Shape = {
    kind: 'text',
    role: 'mark-text',
    x,
    y: y + 3.8,
    text: severity === 'info' ? 'i' : '!',
    anchor: 'middle',
  };
  if (severity === 'warning') return [{ kind: 'path', role, d: 'M0,-9L9,7H-9Z', at: { x, y } }, text];
  return [{ kind: 'circle', role, x, y, radius: MARK_RADIUS }, text];
}

/** An open group; shapes are relative to the upper left corner of its box. */
export function groupFigure(group: SceneGroup): Figure {
  const { width, height } = group;
  const words = [`${group.group.id} (task group)`, ...(group.group.mapped ? ['mapped'] : [])];
  return {
    classes: ['dl-group', `dl-depth-${group.depth % 2}`],
    tooltip: words.join('\n'),
    shapes: [
      { kind: 'rect', role: 'frame', x: 0, y: 0, width, height, radius: 10 },
      { kind: 'rect', role: 'frame-label', x: 5, y: 6, width: groupLabelWidth(group) - 12, height: 21, radius: 6 },
      { kind: 'path', role: 'icon', d: MINUS, at: { x: 11, y: 10 } },
      { kind: 'text', role: 'frame-title', x: 30, y: 20.5, text: groupLabel(group), anchor: 'start' },
    ],
  };
}

/** An edge; shapes are relative to the origin of the drawing. `grip` is a broad, unseen line to point at. */
export function edgeFigure(edge: SceneEdge, findings: readonly FindingView[]): Figure {
  const own = findingsOf(edge.edges, findings);
  const d = curvedPath(edge.points, edge.direction);
  return {
    classes: edgeClassesOf(edge, findings),
    tooltip: [...edgeWords(edge), ...own.map(({ message }) => message)].join('\n'),
    shapes: [
      { kind: 'path', role: 'grip', d },
      { kind: 'path', role: 'line', d },
      { kind: 'path', role: 'arrow', d: arrowHead(edge.points, edge.direction) },
      ...labelShapes(edge),
      ...mark(own, middle(edge.points)),
    ],
  };
}

function edgeClasses({ edges }: SceneEdge): string[] {
  return [
    ...(edges.some(({ isInCycle }) => isInCycle) ? ['dl-cycle'] : []),
    ...(edges.every(({ conditional }) => conditional !== undefined) ? ['dl-conditional'] : []),
  ];
}

function edgeWords({ edges }: SceneEdge): string[] {
  const shown = edges.slice(0, 8).map(({ upstream, downstream, label, conditional }) => {
    const notes = [label ?? [], conditional === undefined ? [] : `may not exist: ${conditional}`].flat();
    return `${upstream} → ${downstream}${notes.length ? ` (${notes.join('; ')})` : ''}`;
  });
  return edges.length > shown.length ? [...shown, `and ${edges.length - shown.length} more`] : shown;
}

function labelShapes({ label }: SceneEdge): Shape[] {
  if (!label) return [];
  const { x, y, width, height, text } = label;
  return [
    { kind: 'rect', role: 'label', x, y, width, height, radius: height / 2 },
    { kind: 'text', role: 'label-text', x: x + width / 2, y: y + height / 2 + 3.5, text, anchor: 'middle' },
  ];
}

/** The middle of the longest piece of a line. */
function middle(points: readonly Point[]): Point {
  let best = { length: -1, x: 0, y: 0 };
  for (const [index, b] of points.slice(1).entries()) {
    const a = points[index]!;
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    if (length > best.length) best = { length, x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  }
  return { x: best.x, y: best.y };
}
