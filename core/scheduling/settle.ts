// How a run ends: the state of every task once nothing changes any more, given how some of the tasks end.

import type { TaskId } from '../ir/dag';
import type { Decision } from './decide';
import { decideTask } from './decideTask';
import type { FinalState, TaskState } from './states';
import type { TaskGraph } from './taskGraph';

/** How a task ends if it is run. */
export interface Outcome {
  readonly state: 'success' | 'failed' | 'skipped';
  /** What it skips then: see `skippedByBranch` and `skippedByShortCircuit`. */
  readonly skips?: readonly TaskId[];
}

/** How a task came to its state: a decision about what stands before it at that moment, or another task skipped it. */
export type Cause = Decided | { readonly skippedBy: TaskId };

export interface Decided {
  readonly decision: Decision;
  /** The states directly upstream. */
  readonly upstream: ReadonlyMap<TaskId, TaskState>;
  /** The states of the setups that the task lies within beside those. */
  readonly setups: ReadonlyMap<TaskId, TaskState>;
}

const SUCCESS: Outcome = { state: 'success' };

/**
 * The final state of every task. Tasks that can run at the same time end at the same time; a task that was started is not
 * skipped by others.
 * @param outcomes of tasks that do not just succeed
 * @param note is told how each task came to its state
 * @returns `unfinished`: the task waits for ever, and the run fails as deadlocked
 */
export function settle(
  graph: TaskGraph,
  outcomes: ReadonlyMap<TaskId, Outcome>,
  version: string,
  note: (id: TaskId, cause: Cause) => void = () => undefined,
): Map<TaskId, TaskState> {
  const states = new Map<TaskId, TaskState>([...graph.tasks.keys()].map((id) => [id, 'unfinished']));
  const stateOf = (id: TaskId) => states.get(id) ?? 'unfinished';
  let candidates: Iterable<TaskId> = graph.tasks.keys();
  for (;;) {
    const ended = decideRound(graph, candidates, outcomes, version, stateOf);
    if (ended.size === 0) return states;
    for (const [id, { cause }] of ended) note(id, cause);
    for (const [id, { state }] of ended) states.set(id, state);
    const changed = [...ended.keys()];
    for (const [by, { skips = [] }] of ended) {
      for (const id of skips) {
        if (!canBeSkipped(stateOf(id))) continue;
        states.set(id, 'skipped');
        note(id, { skippedBy: by });
        changed.push(id);
      }
    }
    candidates = concernedBy(graph, changed);
  }
}

/** A task that was not started is skipped even if it was upstream_failed already (`ti_skip_downstream` of 3.3.2, SkipMixin of 2.11.2). */
function canBeSkipped(state: TaskState): boolean {
  return state === 'unfinished' || state === 'upstream_failed';
}

/** The tasks about which these may change the decision. Setups and teardowns look further than one step. */
function concernedBy(graph: TaskGraph, changed: readonly TaskId[]): Iterable<TaskId> {
  return graph.hasSetups ? graph.tasks.keys() : new Set(changed.flatMap((id) => graph.downstream(id)));
}

interface Ended {
  readonly state: FinalState;
  readonly skips?: readonly TaskId[];
  readonly cause: Cause;
}

/** Those of the candidates that end in this round. */
function decideRound(
  graph: TaskGraph,
  candidates: Iterable<TaskId>,
  outcomes: ReadonlyMap<TaskId, Outcome>,
  version: string,
  stateOf: (id: TaskId) => TaskState,
): Map<TaskId, Ended> {
  const ended = new Map<TaskId, Ended>();
  for (const id of candidates) {
    if (stateOf(id) !== 'unfinished') continue;
    const decision = decideTask(graph, id, (one) => [stateOf(one)], version);
    if (decision === 'wait') continue;
    ended.set(id, { ...endOf(decision, outcomes.get(id)), cause: decidedBy(graph, id, decision, stateOf) });
  }
  return ended;
}

/** A decision with the states that it rests on. */
export function decidedBy(
  graph: TaskGraph,
  id: TaskId,
  decision: Decision,
  stateOf: (id: TaskId) => TaskState,
): Decided {
  const statesOf = (ids: readonly TaskId[]) => new Map(ids.map((one) => [one, stateOf(one)]));
  return { decision, upstream: statesOf(graph.upstream(id)), setups: statesOf(graph.indirectSetups(id)) };
}

function endOf(decision: Exclude<Decision, 'wait'>, outcome: Outcome = SUCCESS): Omit<Ended, 'cause'> {
  if (decision === 'run') return outcome;
  return { state: decision === 'skip' ? 'skipped' : decision };
}
