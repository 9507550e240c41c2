// The tasks that no run ever runs: every choice of the branches is tried, with every way that tasks can end.

import type { Dag, Task, TaskId } from '../../ir/dag';
import { certain } from '../../ir/fact';
import {
  isMany,
  isTriggerRule,
  meetingPoints,
  type TaskGraph,
  TriggerTable,
  taskGraph,
  tasksInOrder,
} from '../../scheduling';
import type { RuleInput } from '../rule';
import type { Choice } from './branchChoices';
import { completeDags } from './completeDags';
import { dagShape } from './dagShape';
import { onceAFile, onceAVersion } from './once';
import { type Case, RunCases } from './runCases';

/** Upstream tasks whose ends are told apart, so that what follows from one of them is seen together. */
const MOST_PIVOTS = 3;

export interface NeverRun {
  readonly dag: Dag;
  readonly graph: TaskGraph;
  readonly task: Task;
  /** The cases in which it does not run. */
  readonly cases: readonly Case[];
  /** The branches because of which it does not; none: it would not either if they returned what they like. */
  readonly branches: readonly TaskId[];
  /** Set if it runs in other cases: a choice that names the task, and leaves it skipped. */
  readonly chosenBy: { readonly branch: TaskId; readonly choice: Choice } | undefined;
}

/** What never runs in the DAGs of a file; of tasks that come after each other only the first one. */
export function neverRun(input: RuleInput): readonly NeverRun[] {
  return onceAFile(input, 'neverRun', () => [...search(input)]);
}

function* search(input: RuleInput): Iterable<NeverRun> {
  const { version } = input.file;
  const table = onceAVersion(input, 'triggerTable', () => new TriggerTable(version));
  const sound = onceAVersion(input, 'soundShapes', () => new Set<string>());
  for (const dag of completeDags(input.file)) {
    if (![...dag.tasks.values()].some((task) => task.branch !== undefined || hasOwnRule(task))) continue;
    const graph = taskGraph(dag);
    const order = graph && tasksInOrder(graph);
    if (!order) continue;
    const runs = new RunCases(dag, graph, order, version, table);
    const runAnyway = runs.runAnyway();
    if (order.every((id) => runAnyway.has(id))) continue;
    const shape = dagShape(dag, graph, runs.choices, runs.behaviours);
    if (!sound.has(shape)) yield* noting(sound, shape, neverRunIn(dag, graph, order, runs, runAnyway));
  }
}

/** So many shapes of DAGs in which every task runs are remembered: mostly a keystroke leaves the shape as it was. */
const MOST_KEPT = 200;

function* noting(sound: Set<string>, shape: string, found: Iterable<NeverRun>): Iterable<NeverRun> {
  let isSound = true;
  for (const one of found) {
    isSound = false;
    yield one;
  }
  if (!isSound) return;
  if (sound.size >= MOST_KEPT) sound.clear();
  sound.add(shape);
}

function* neverRunIn(
  dag: Dag,
  graph: TaskGraph,
  order: readonly TaskId[],
  runs: RunCases,
  runAnyway: ReadonlySet<TaskId>,
): Iterable<NeverRun> {
  const found = new Set<TaskId>();
  for (const id of order) {
    const task = dag.tasks.get(id)!;
    if (runAnyway.has(id) || task.kind === 'teardown') continue;
    const upstream = graph.upstream(id);
    if (upstream.length === 0 || (upstream.length === 1 && !hasOwnRule(task))) continue;
    const above = graph.ancestors(id);
    if ([...above].some((one) => found.has(one)) || !isSure(dag, id, above)) continue;
    const one = judge(dag, graph, task, above, runs);
    if (!one) continue;
    found.add(id);
    yield one;
  }
}

function judge(
  dag: Dag,
  graph: TaskGraph,
  task: Task,
  above: ReadonlySet<TaskId>,
  runs: RunCases,
): NeverRun | undefined {
  const points = meetingPoints(graph, task.id, above, runs.position);
  const isApart = (id: TaskId) => points.get(id) === task.id;
  const branches = [...above].filter((id) => runs.choices.has(id) && isApart(id));
  const pivots = pivotsOf(dag, graph, above, isApart);
  if (branches.length === 0 && pivots.length === 0 && !hasOwnRule(task)) return undefined;
  if (!isChosen(graph, task.id, runs) && runsIn(task.id, runs.of(task.id, branches, pivots))) return undefined;
  const cases = [...runs.of(task.id, branches, pivots)];
  if (cases.length === 0) return undefined;
  const without = cases.filter(({ endOf }) => !endOf(task.id).runs);
  if (without.length === cases.length) {
    const runsFreely = runsIn(task.id, runs.of(task.id, [], pivots));
    return { dag, graph, task, cases, branches: runsFreely ? branches : [], chosenBy: undefined };
  }
  const chosenBy = chosenInVain(graph, task.id, runs, cases);
  if (!chosenBy) return undefined;
  const those = cases.filter(({ choices }) => choices.get(chosenBy.branch) === chosenBy.choice);
  return { dag, graph, task, cases: those, branches: [chosenBy.branch], chosenBy };
}

/** True if the task runs in one of the cases; the rest is not looked at. */
function runsIn(id: TaskId, cases: Iterable<Case>): boolean {
  for (const { endOf } of cases) if (endOf(id).runs) return true;
  return false;
}

/** True if a branch right before the task has a choice that names it. */
function isChosen(graph: TaskGraph, id: TaskId, { choices }: RunCases): boolean {
  return graph.upstream(id).some((branch) => choices.get(branch)?.some(({ follows }) => follows.includes(id)));
}

/** A choice that names the task, with which it is never run all the same. */
function chosenInVain(graph: TaskGraph, id: TaskId, runs: RunCases, cases: readonly Case[]): NeverRun['chosenBy'] {
  for (const branch of graph.upstream(id)) {
    for (const choice of runs.choices.get(branch) ?? []) {
      if (!choice.follows.includes(id)) continue;
      const those = cases.filter(({ choices }) => choices.get(branch) === choice);
      if (those.length > 0 && those.every(({ endOf }) => !endOf(id).runs)) return { branch, choice };
    }
  }
  return undefined;
}

/** Tasks that others before this one react to, which come together with them only here. */
function pivotsOf(dag: Dag, graph: TaskGraph, above: ReadonlySet<TaskId>, isApart: (id: TaskId) => boolean): TaskId[] {
  const reacting = [...above].filter((one) => hasOwnRule(dag.tasks.get(one)!));
  const pivots = new Set(reacting.flatMap((one) => graph.upstream(one)));
  return [...pivots].filter((id) => isApart(id) && !isMany(dag, dag.tasks.get(id)!)).slice(0, MOST_PIVOTS);
}

/** True if the task, those before it and the edges between them are certainly what they seem. */
function isSure(dag: Dag, id: TaskId, above: ReadonlySet<TaskId>): boolean {
  const isPart = (one: TaskId) => one === id || above.has(one);
  const tasks = [id, ...above].map((one) => dag.tasks.get(one)!);
  return (
    tasks.every(
      ({ conditional, kindDoubt, triggerRule }) =>
        conditional === undefined && kindDoubt === undefined && isTriggerRule(certain(triggerRule) ?? ''),
    ) && dag.edges.every(({ conditional, downstream }) => conditional === undefined || !isPart(downstream))
  );
}

function hasOwnRule(task: Task): boolean {
  return certain(task.triggerRule) !== 'all_success';
}

/** Trigger rules that skip a task because one of its upstream tasks is skipped. */
const SKIPPED_BY_ONE: ReadonlySet<string> = new Set(['all_success', 'none_skipped', 'all_done_min_one_success']);

/** True if no end of its upstream tasks meets the rule of the task. That a branch never returns a task is no such case. */
export function isNeverMet(found: NeverRun): boolean {
  const { graph, task, branches, cases, chosenBy } = found;
  if (chosenBy !== undefined || isJoinSkipped(found)) return false;
  if (branches.length === 0) return true;
  const upstream = graph.upstream(task.id);
  if (upstream.some((id) => branches.includes(id))) return false;
  return cases.some(({ endOf }) => upstream.some((id) => endOf(id).runs));
}

/** True if the ways of a branch meet in the task, and that not all of them are taken skips it. */
export function isJoinSkipped({ graph, task, branches, cases, chosenBy }: NeverRun): boolean {
  if (branches.length === 0 || !SKIPPED_BY_ONE.has(certain(task.triggerRule) ?? '')) return false;
  const upstream = graph.upstream(task.id);
  const isReached = cases.some(({ endOf }) => upstream.some((id) => !branches.includes(id) && endOf(id).runs));
  return upstream.length > 1 && (chosenBy !== undefined || isReached);
}
