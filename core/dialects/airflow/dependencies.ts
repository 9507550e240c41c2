// `>>`, `<<`, set_upstream, set_downstream: how Airflow turns them into edges between tasks.
// Read from airflow.sdk 3.3.2 (bases/operator.py, definitions/taskgroup.py, definitions/edges.py) and 2.11.2, 2.3.4, 1.10.15.

import type { Interpreter } from '../../eval/interpreter';
import type { Unknown, Value } from '../../eval/values';
import type { Origin } from '../../text/span';
import { atLeast } from '../../text/version';
import { checkEnd } from './checks/dependencyEnds';
import { checkTiedGroup } from './checks/mappedGroups';
import { findLeaves, leavesOf, rootsOf } from './groupEnds';
import { addTask } from './membership';
import {
  actual,
  type DagModel,
  type DependencyNode,
  GroupModel,
  type LabelModel,
  nodeOf,
  TaskModel,
  XComModel,
} from './model';
import { report, stateOf } from './state';

/** What an edge costs of the evaluation's budget: it holds memory, not only time. */
const EDGE_STEPS = 12;

/** Which side of the first node the others are put on. */
export type Direction = 'upstream' | 'downstream';

/** `node.set_upstream(other)` or `node.set_downstream(other)`. */
export function setRelatives(
  I: Interpreter,
  node: DependencyNode,
  other: Value,
  direction: Direction,
  at: Origin,
): void {
  if (stateOf(I).probing) return;
  checkEnd(I, other, at);
  const { nodes, unknown } = nodesIn(I, other);
  if (unknown) unknownEnd(I, node, unknown, direction, at);
  connect(I, node, nodes, direction, at, undefined);
}

/** Connects a node with others, in the direction seen from the node. */
export function connect(
  I: Interpreter,
  node: DependencyNode,
  others: readonly DependencyNode[],
  direction: Direction,
  at: Origin,
  label: LabelModel | undefined,
): void {
  if (node instanceof TaskModel) connectTask(I, node, others, direction, at, label);
  else if (node instanceof GroupModel) connectGroup(I, node, others, direction, at, label);
  else if (node instanceof XComModel) for (const task of node.tasks) connectTask(I, task, others, direction, at, label);
  else connectLabel(I, node, others, direction, at);
}

interface Ends {
  readonly nodes: readonly DependencyNode[];
  readonly unknown: Unknown | undefined;
}

/** The nodes of one side: a node, or a list of them. */
function nodesIn(I: Interpreter, value: Value): Ends {
  const node = nodeOf(value);
  if (node) return { nodes: [node], unknown: undefined };
  if (value.kind === 'unknown') return fromOptions(I, value);
  if (value.kind !== 'list' && value.kind !== 'tuple' && value.kind !== 'set' && value.kind !== 'iterator')
    return { nodes: [], unknown: undefined };
  const items = value.kind === 'set' ? [...value.items.values()] : value.items;
  const ends = items.map((item) => nodesIn(I, item));
  return { nodes: ends.flatMap((end) => end.nodes), unknown: value.open ?? ends.find((end) => end.unknown)?.unknown };
}

/** One of a few nodes: all of them, since each may be the one. */
function fromOptions(I: Interpreter, value: Unknown): Ends {
  const ends = (value.options ?? []).map((option) => nodesIn(I, option));
  const nodes = ends.flatMap((end) => end.nodes);
  return { nodes, unknown: nodes.length && !ends.some((end) => end.unknown) ? undefined : value };
}

function unknownEnd(I: Interpreter, node: DependencyNode, unknown: Unknown, direction: Direction, at: Origin): void {
  I.effects++;
  I.gap(
    `an edge leads ${direction === 'upstream' ? 'from' : 'to'} something that is not known: ${unknown.because}`,
    at,
  );
  for (const task of node instanceof TaskModel ? [node] : node instanceof XComModel ? node.tasks : []) {
    task.lacksDag = false;
    if (task.dag) task.dag.incomplete ??= unknown.because;
  }
  if (node instanceof GroupModel && node.dag) node.dag.incomplete ??= unknown.because;
}

function connectTask(
  I: Interpreter,
  task: TaskModel,
  others: readonly DependencyNode[],
  direction: Direction,
  at: Origin,
  label: LabelModel | undefined,
): void {
  const relatives: TaskModel[] = [];
  for (const other of others) {
    updateRelative(I, other, task, direction, at);
    relatives.push(...(direction === 'upstream' ? endsOf(I, other, 'leaves') : endsOf(I, other, 'roots')));
  }
  if (!sameDag(I, task, relatives, direction, at)) return;
  for (const relative of relatives) {
    if (direction === 'upstream') link(I, relative, task, at, label);
    else link(I, task, relative, at, label);
  }
}

/** The first or last tasks of a node, seen from outside. */
function endsOf(I: Interpreter, node: DependencyNode, which: 'roots' | 'leaves'): readonly TaskModel[] {
  if (node instanceof TaskModel) return [node];
  if (node instanceof XComModel) return node.tasks;
  if (node instanceof GroupModel) return groupEnds(I, node, which);
  return (which === 'roots' ? node.downstream : node.upstream).flatMap((inner) =>
    inner instanceof TaskModel ? [inner] : [],
  );
}

function groupEnds(I: Interpreter, group: GroupModel, which: 'roots' | 'leaves'): readonly TaskModel[] {
  checkTiedGroup(I, group);
  let size = 0;
  for (const task of group.tasks()) size += 1 + task.downstream.size;
  I.spend(size);
  return which === 'roots' ? rootsOf(group) : leavesOf(group);
}

/** What a node notes when it is the other side of a relation. */
function updateRelative(
  I: Interpreter,
  node: DependencyNode,
  other: DependencyNode,
  direction: Direction,
  at: Origin,
): void {
  if (node instanceof GroupModel) noteOnGroup(I, node, other, direction);
  else if (!(node instanceof TaskModel) && !(node instanceof XComModel)) {
    // Seen from the label, the other node stands on the opposite side.
    connectLabel(I, node, [other], direction === 'downstream' ? 'upstream' : 'downstream', at);
  }
}

function noteOnGroup(I: Interpreter, group: GroupModel, other: DependencyNode, direction: Direction): void {
  if (other instanceof GroupModel) return;
  for (const task of endsOf(I, other, 'roots')) {
    if (direction === 'downstream') group.upstreamTasks.add(task);
    else group.downstreamTasks.add(task);
  }
}

function connectGroup(
  I: Interpreter,
  group: GroupModel,
  others: readonly DependencyNode[],
  direction: Direction,
  at: Origin,
  label: LabelModel | undefined,
): void {
  checkTiedGroup(I, group);
  const leaves = direction === 'downstream' ? findLeaves(group, stateOf(I).version) : [];
  for (const other of others) noteOnGroup(I, group, other, direction === 'upstream' ? 'downstream' : 'upstream');
  for (const other of others)
    if (!(other instanceof TaskModel) && !(other instanceof XComModel)) updateRelative(I, other, group, direction, at);
  const ends = direction === 'upstream' ? groupEnds(I, group, 'roots') : leaves;
  for (const task of ends) connectTask(I, task, others, direction, at, label);
}

/** Holds the nodes; once both sides are there, they are connected under the label. */
function connectLabel(
  I: Interpreter,
  label: LabelModel,
  others: readonly DependencyNode[],
  direction: Direction,
  at: Origin,
): void {
  const mine = direction === 'upstream' ? label.upstream : label.downstream;
  for (const other of others) mine.push(other);
  if (atLeast(stateOf(I).version, 2, 5) && label.upstream.length && label.downstream.length) toGroups(label);
  const opposite = direction === 'upstream' ? [...label.downstream] : [...label.upstream];
  for (const node of opposite) connect(I, node, others, direction, at, label);
}

/** Since 2.5: if the two sides lie in different groups, tasks and groups are replaced by the groups they lie in. */
function toGroups(label: LabelModel): void {
  const around = new Set([...label.upstream, ...label.downstream].map(groupAround));
  if (around.size === 1) return;
  const convert = (node: DependencyNode) => {
    const group = node instanceof XComModel ? undefined : groupAround(node);
    return group && !group.isRoot ? group : node;
  };
  label.upstream = label.upstream.map(convert);
  label.downstream = label.downstream.map(convert);
}

/** The group a node lies in; of a group, the one around it. */
function groupAround(node: DependencyNode): GroupModel | undefined {
  if (node instanceof TaskModel) return node.group;
  if (node instanceof GroupModel) return node.parent;
  return node instanceof XComModel ? node.tasks[0]?.group : undefined;
}

/** All tasks of a relation must lie in one DAG; tasks without one join it. False: Airflow refuses. */
function sameDag(
  I: Interpreter,
  task: TaskModel,
  relatives: readonly TaskModel[],
  direction: Direction,
  at: Origin,
): boolean {
  const dags = new Set<DagModel>();
  for (const one of [task, ...relatives]) if (one.dag) dags.add(one.dag);
  if (dags.size > 1) {
    crossDagEdge(I, task, relatives, direction, at);
    return false;
  }
  const [dag] = dags;
  if (dag) for (const one of [task, ...relatives]) if (!one.dag) addTask(I, dag, one, at);
  if (!dag) noDag(I, [task, ...relatives], at);
  return true;
}

/** Tasks without a DAG can only be tied to tasks with one. */
function noDag(I: Interpreter, tasks: readonly TaskModel[], at: Origin): void {
  if (tasks.length < 2 || !tasks.every((task) => task.lacksDag) || I.unknownManagers > 0) return;
  for (const task of tasks) task.lacksDag = false;
  report(I, { kind: 'edge-without-dag', tasks: tasks.map((task) => task.id) }, at, { refuses: 'file' });
}

function crossDagEdge(
  I: Interpreter,
  task: TaskModel,
  relatives: readonly TaskModel[],
  direction: Direction,
  at: Origin,
): void {
  const other = relatives.find((relative) => relative.dag && relative.dag !== task.dag);
  if (!other?.dag || !task.dag) return;
  const [upstream, downstream] = direction === 'upstream' ? [other, task] : [task, other];
  const ids = [upstream, downstream].map((one) => (one.dag?.idValue.kind === 'str' ? one.dag.idValue.value : '?')) as [
    string,
    string,
  ];
  report(I, { kind: 'cross-dag-edge', upstream: upstream.id, downstream: downstream.id, dags: ids }, at, {
    dag: task.dag,
    refuses: 'file',
  });
}

/** Adds an edge. */
function link(I: Interpreter, from: TaskModel, to: TaskModel, at: Origin, label: LabelModel | undefined): void {
  I.spend(EDGE_STEPS);
  const [upstream, downstream] = [actual(from), actual(to)];
  I.effects++;
  const known = upstream.downstream.get(downstream);
  if (known && known.conditional === undefined && (label?.label === undefined || known.label !== undefined)) return;
  const place = at.uri === I.entry ? at : (I.placeInEntry(at) ?? at);
  const edge = {
    number: known?.number ?? stateOf(I).nextEdge(),
    at: known?.at ?? place,
    label: label?.label ?? known?.label,
    conditional: known ? known.conditional && I.doubt : I.doubt,
  };
  upstream.downstream.set(downstream, edge);
  downstream.upstream.set(upstream, edge);
}
