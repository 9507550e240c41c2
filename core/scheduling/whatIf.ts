// What a run would come to if some tasks failed, were skipped, or chose one way: every task's final state, and why.
// Works on what a picture of a DAG holds. A mapped task stands for all its instances.

import type { TaskId } from '../ir/dag';
import type { BranchView, DagView, TaskView } from '../ir/dagView';
import { reasonFor } from './reasons';
import { type Cause, decidedBy, type Outcome, settle } from './settle';
import { skippedByBranch, skippedByShortCircuit } from './skips';
import type { TaskState } from './states';
import { type ScheduledTask, TaskGraph } from './taskGraph';
import { doubtsAbout, RULE_UNKNOWN } from './whatIfDoubts';

/** How a task is to end if it is run; a task without a setting succeeds. */
export interface Setting {
  readonly state: 'success' | 'failed' | 'skipped';
  /** What a branch follows, as in `BranchView.choices`; of a short circuit: nothing if it stops. */
  readonly follows?: readonly TaskId[];
}

export type Settings = ReadonlyMap<TaskId, Setting>;

export interface WhatIfEnd {
  /** `unfinished`: it waits for ever. `unknown`: it depends on what is not known or not said. */
  readonly state: TaskState | 'unknown';
  /** In words that stand for themselves: `skipped: 'choose' did not choose it`. */
  readonly because: string;
}

export type WhatIfEnds = ReadonlyMap<TaskId, WhatIfEnd>;

/** What is needed of a picture. */
export type WhatIfDag = Pick<DagView, 'version' | 'tasks' | 'edges' | 'failFast'>;

/** More ways than these to decide what is left open are not tried. */
const MOST_CASES = 32;

/**
 * How every task ends. A branch of which nothing is said may choose anything: what then depends on it is unknown, as is
 * what depends on tasks and edges that may not be there. Short circuits of which nothing is said, and
 * branches that follow all or nothing, go on.
 */
export function whatIf(dag: WhatIfDag, settings: Settings): WhatIfEnds {
  const ends = endsOf(dag, settings);
  const sure = certainPart(dag);
  if (sure.tasks.length === dag.tasks.length && sure.edges.length === dag.edges.length) return ends;
  const without = endsOf(sure, settings);
  return new Map(
    [...ends].map(([id, end]) => {
      const other = without.get(id) ?? end;
      if (other.state === end.state || end.state === 'unknown') return [id, end];
      const both = `${wordOf(end.state)} with them, ${wordOf(other.state)} without`;
      return [id, { state: 'unknown', because: `depends on tasks or dependencies that may not be there: ${both}` }];
    }),
  );
}

/** The DAG without what may not be there. */
function certainPart(dag: WhatIfDag): WhatIfDag {
  const tasks = dag.tasks.filter(({ conditional }) => conditional === undefined);
  const ids = new Set(tasks.map(({ id }) => id));
  const edges = dag.edges.filter(
    ({ conditional, upstream, downstream }) => conditional === undefined && ids.has(upstream) && ids.has(downstream),
  );
  return { ...dag, tasks, edges };
}

function endsOf(dag: WhatIfDag, settings: Settings): WhatIfEnds {
  const graph = graphOf(dag);
  const { cases, beyond } = casesOf(dag, settings, graph);
  const ends = cases.map((one) => endsIn(dag, graph, one.settings, settings));
  const doubts = doubtsAbout(dag, graph, settings, beyond);
  return new Map(
    dag.tasks.map(({ id }) => {
      const doubt = doubts.get(id);
      if (doubt !== undefined) return [id, { state: 'unknown', because: doubt }];
      return [id, together(ends.map((end, index) => ({ end: end.get(id)!, label: cases[index]!.label })))];
    }),
  );
}

/** The graph of a picture. A task whose rule is not known runs at once: what is said of it holds. */
export function graphOf({ tasks, edges }: Pick<DagView, 'tasks' | 'edges'>): TaskGraph {
  const scheduled = tasks.map(({ id, kind, triggerRule = 'always' }): [TaskId, ScheduledTask] => [
    id,
    { id, kind, rule: triggerRule },
  ]);
  return new TaskGraph(new Map(scheduled), edges);
}

interface Case {
  readonly settings: Settings;
  /** What is chosen in it, as in "if 'choose' chooses 'a'"; undefined: nothing was left open. */
  readonly label: string | undefined;
}

/** Every way to choose for the branches of which nothing is said. `beyond`: the branches for which that cannot be tried. */
function casesOf(
  { tasks }: WhatIfDag,
  settings: Settings,
  graph: TaskGraph,
): { cases: readonly Case[]; beyond: readonly TaskId[] } {
  let cases: readonly Case[] = [{ settings, label: undefined }];
  const beyond: TaskId[] = [];
  for (const task of tasks) {
    if (!isOpen(task, settings, graph)) continue;
    const { choices, isWhole } = task.branch;
    if (!isWhole || choices.length === 0 || cases.length * choices.length > MOST_CASES) beyond.push(task.id);
    else cases = cases.flatMap((one) => choices.map((choice) => withChoice(one, task.id, choice)));
  }
  return { cases, beyond };
}

/** True for a branch that ends well, and of which it is not said what it chooses. */
function isOpen(
  task: TaskView,
  settings: Settings,
  graph: TaskGraph,
): task is TaskView & { readonly branch: BranchView } {
  const setting = settings.get(task.id);
  if (task.branch?.kind !== 'branch' || setting?.follows !== undefined || isGate(task.id, task.branch, graph))
    return false;
  return (setting?.state ?? 'success') === 'success';
}

/** True for a branch that lets everything through or nothing, as a short circuit does: a LatestOnlyOperator, for one. */
function isGate(id: TaskId, { choices: [all, nothing, ...more], isWhole }: BranchView, graph: TaskGraph): boolean {
  if (!isWhole || !all || nothing?.ids.length !== 0 || more.length > 0) return false;
  return graph.downstream(id).every((one) => all.ids.includes(one));
}

function withChoice({ settings, label }: Case, id: TaskId, choice: BranchView['choices'][number]): Case {
  const words = `'${id}' chooses ${choice.label}`;
  return {
    settings: new Map(settings).set(id, { state: 'success', follows: choice.ids }),
    label: label === undefined ? words : `${label} and ${words}`,
  };
}

/** How every task ends in one case. `given`: what was said, without what the case adds. */
function endsIn(dag: WhatIfDag, graph: TaskGraph, settings: Settings, given: Settings): Map<TaskId, WhatIfEnd> {
  const outcomes = new Map([...settings].map(([id, setting]) => [id, outcomeOf(dag, graph, id, setting)]));
  const causes = new Map<TaskId, Cause>();
  const states = settle(graph, outcomes, dag.version, (id, cause) => causes.set(id, cause));
  const tasks = new Map(dag.tasks.map((task) => [task.id, task]));
  return new Map(
    [...states].map(([id, state]) => {
      const cause = causes.get(id) ?? decidedBy(graph, id, 'wait', (one) => states.get(one)!);
      if ('skippedBy' in cause) {
        const { skippedBy: by } = cause;
        return [id, { state, because: whySkipped(tasks.get(by)!, settings.get(by)!) }];
      }
      const task = tasks.get(id)!;
      const reason = task.triggerRule === undefined ? RULE_UNKNOWN : reasonFor(graph.tasks.get(id)!, cause);
      return [id, { state, because: said(task, cause.decision === 'run' ? given.get(id) : undefined, reason) }];
    }),
  );
}

function outcomeOf(dag: WhatIfDag, graph: TaskGraph, id: TaskId, { state, follows }: Setting): Outcome {
  const branch = dag.tasks.find((task) => task.id === id)?.branch;
  if (state === 'failed' && dag.failFast)
    return { state, skips: [...graph.tasks.keys()].filter((one) => !graph.isKind(one, 'teardown')) };
  if (state !== 'success' || follows === undefined) return { state };
  if (branch?.kind !== 'shortCircuit') return { state, skips: skippedByBranch(graph, id, follows) };
  if (follows.length > 0) return { state };
  return { state, skips: skippedByShortCircuit(graph, id, branch.ignoresTriggerRules !== true, dag.version) };
}

function whySkipped({ id, branch }: TaskView, { state }: Setting): string {
  if (state === 'failed') return `skipped: '${id}' failed, and the DAG stops at the first failure`;
  if (branch?.kind === 'shortCircuit') return `skipped: '${id}' stops the run here`;
  return `skipped: '${id}' did not choose it`;
}

/** What was said of a task that runs, before the reason for which it does. */
function said({ branch }: TaskView, setting: Setting | undefined, because: string): string {
  if (setting === undefined) return because;
  const { state, follows } = setting;
  if (state !== 'success') return `set to be ${state}; ${because}`;
  if (follows === undefined) return because;
  if (branch?.kind === 'shortCircuit') return `${follows.length > 0 ? 'goes on' : 'stops'}; ${because}`;
  return `chooses ${labelOf(branch, follows)}; ${because}`;
}

function labelOf(branch: BranchView | undefined, follows: readonly TaskId[]): string {
  const known = branch?.choices.find(
    ({ ids }) => ids.length === follows.length && ids.every((id) => follows.includes(id)),
  );
  return known?.label ?? (follows.length > 0 ? follows.map((id) => `'${id}'`).join(', ') : 'nothing');
}

interface InCase {
  readonly end: WhatIfEnd;
  readonly label: string | undefined;
}

/** The ends of one task in all cases as one. */
function together(ends: readonly InCase[]): WhatIfEnd {
  const [first] = ends;
  if (ends.every(({ end }) => end.because === first!.end.because && end.state === first!.end.state)) return first!.end;
  if (ends.every(({ end }) => end.state === first!.end.state))
    return { state: first!.end.state, because: `whatever is chosen: ${first!.end.because}` };
  const states = [...new Set(ends.map(({ end }) => end.state))];
  const words = states.map((state) => `${wordOf(state)} if ${ends.find(({ end }) => end.state === state)!.label}`);
  return { state: 'unknown', because: `depends on the branches: ${words.join('; ')}` };
}

function wordOf(state: WhatIfEnd['state']): string {
  return state === 'unfinished' ? 'waits for ever' : state;
}

/** What one choice of a branch, or of a short circuit, comes to. */
export interface ChoiceEffect {
  readonly label: string;
  /** The tasks that it skips itself. */
  readonly skips: readonly TaskId[];
  /** The tasks after those that end skipped because of their trigger rules. */
  readonly thenSkipped: readonly TaskId[];
}

/** What each choice of a task comes to where everything else goes as said; none for a task that skips no other. */
export function choiceEffects(dag: WhatIfDag, id: TaskId, settings: Settings): ChoiceEffect[] {
  const graph = graphOf(dag);
  const choices = dag.tasks.find((task) => task.id === id)?.branch?.choices ?? [];
  return choices.map(({ label, ids }) => {
    const setting: Setting = { state: 'success', follows: ids };
    const { skips = [] } = outcomeOf(dag, graph, id, setting);
    const ends = whatIf(dag, new Map(settings).set(id, setting));
    const isSkipped = (one: TaskId) => ends.get(one)!.state === 'skipped' && !skips.includes(one);
    return { label, skips, thenSkipped: [...graph.descendants(id)].filter(isSkipped) };
  });
}
