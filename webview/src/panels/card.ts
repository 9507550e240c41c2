// What is told about a task, a group or an edge: the hover card, and the upper part of the inspector.

import type { DagView, EdgeView, FindingView, TaskView } from '../../../core/ir/dagView';
import type { WhatIfEnd } from '../../../core/scheduling';
import type { SceneEdge, SceneNode } from '../../../graph/scene';
import { html } from '../elements';
import type { Outcomes } from '../outcomes';
import { skippedBy } from '../skippedBy';

/** What is told is told in the light of these. */
export interface CardContext {
  readonly dag: DagView;
  readonly outcomes: Outcomes | undefined;
  /** The nodes are DAGs and assets. */
  readonly isWorkspace: boolean;
}

const MOST_NAMES = 6;

/** The card of a node. */
export function nodeCard(node: SceneNode, context: CardContext): HTMLElement {
  if (node.kind === 'task') return taskCard(node.task, context);
  return html(
    'div',
    'card-content',
    html('div', 'card-title', node.group.id),
    html(
      'div',
      'card-subtitle',
      `task group${node.group.mapped ? ', mapped' : ''} · ${count(node.tasks.length, 'task')}`,
    ),
    findingList(
      node.tasks.flatMap(({ findings }) => findings),
      context.dag.findings,
    ),
  );
}

/** The card of an edge. */
export function edgeCard({ edges }: SceneEdge, dag: DagView): HTMLElement {
  const [first] = edges;
  const content = html('div', 'card-content');
  for (const edge of edges.slice(0, MOST_NAMES))
    content.append(html('div', 'card-title', `${edge.upstream} → ${edge.downstream}`));
  if (edges.length > MOST_NAMES) content.append(html('div', 'card-subtitle', `and ${edges.length - MOST_NAMES} more`));
  if (edges.length === 1) content.append(...edgeNotes(first!));
  const list = findingList(
    edges.flatMap(({ findings }) => findings),
    dag.findings,
  );
  if (list) content.append(list);
  return content;
}

function edgeNotes({ label, conditional, isInCycle }: EdgeView): HTMLElement[] {
  return [
    ...(label === undefined ? [] : [html('div', 'card-subtitle', `label: ${label}`)]),
    ...(conditional === undefined ? [] : [html('div', 'card-note', `May not exist: ${conditional}`)]),
    ...(isInCycle ? [html('div', 'card-note severity-error', 'Part of a cycle.')] : []),
  ];
}

function taskCard(task: TaskView, { dag, outcomes, isWorkspace }: CardContext): HTMLElement {
  const outcome = outcomes?.states.get(task.id);
  const upstream = dag.edges.filter(({ downstream }) => downstream === task.id).map((edge) => edge.upstream);
  const downstream = dag.edges.filter((edge) => edge.upstream === task.id).map((edge) => edge.downstream);
  return html(
    'div',
    'card-content',
    html('div', 'card-title', task.isIdKnown ? task.id : 'Task whose id is not known'),
    html('div', 'card-subtitle', [task.operator, ...kinds(task)].join(' · ')),
    task.doc !== undefined && html('div', 'card-doc', task.doc),
    outcome && outcomeLine(outcome),
    rows({
      'Trigger rule': isWorkspace ? undefined : (task.triggerRule ?? 'not known'),
      Schedule: isWorkspace ? undefined : dag.schedule,
      Templates: isWorkspace ? undefined : names(task.templateFields ?? ['not known'], 'none'),
      Group: task.group,
      Upstream: names(upstream, 'none'),
      Downstream: names(downstream, 'none'),
    }),
    ...choiceLines(task, dag),
    task.conditional !== undefined && html('div', 'card-note', `May not exist: ${task.conditional}`),
    task.assumed !== undefined && html('div', 'card-note', `Assumed: ${task.assumed}`),
    findingList(task.findings, dag.findings),
  );
}

/** What each choice of a branch skips. */
function choiceLines(task: TaskView, dag: DagView): HTMLElement[] {
  const word = task.branch?.kind === 'branch' ? 'Chooses ' : '';
  return skippedBy(dag, task, MOST_NAMES).map(({ label, skipped }) =>
    html('div', 'card-note', `${word}${label}: skips ${names(skipped, 'nothing')}`),
  );
}

/** Most reasons begin with the state itself. */
function outcomeLine({ state, because }: WhatIfEnd): HTMLElement {
  const why = because.startsWith(`${state}: `) ? because.slice(state.length + 2) : because;
  return html('div', `card-outcome state-${state}`, html('b', '', state), ` · ${why}`);
}

function kinds({ kind, mapped, isSensor, branch }: TaskView): string[] {
  return [
    ...(kind === 'work' ? [] : [kind]),
    ...(mapped ? ['mapped'] : []),
    ...(isSensor ? ['sensor'] : []),
    ...(branch ? [branch.kind === 'branch' ? 'branch' : 'short circuit'] : []),
  ];
}

function rows(values: Readonly<Record<string, string | undefined>>): HTMLElement {
  const list = html('dl', 'card-rows');
  for (const [name, value] of Object.entries(values))
    if (value !== undefined) list.append(html('dt', '', name), html('dd', '', value));
  return list;
}

function findingList(indexes: readonly number[], findings: readonly FindingView[]): HTMLElement | undefined {
  const shown = [...new Set(indexes)].flatMap((index) => findings[index] ?? []);
  if (shown.length === 0) return undefined;
  return html(
    'ul',
    'card-findings',
    ...shown.map(({ severity, message }) => html('li', `severity-${severity}`, message)),
  );
}

function names(all: readonly string[], none: string): string {
  if (all.length === 0) return none;
  const rest = all.length > MOST_NAMES ? ` and ${all.length - MOST_NAMES} more` : '';
  return [...new Set(all)].slice(0, MOST_NAMES).join(', ') + rest;
}

export function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
