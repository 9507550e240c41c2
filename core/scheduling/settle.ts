// How a run ends: the state of every task once nothing changes any more, given how some of the tasks end.

import type { TaskId } from '../ir/dag';
import { decideTask } from './decideTask';
import type { FinalState, TaskState } from './states';
import type { TaskGraph } from './taskGraph';

/** How a task ends if it is run. */
export interface Outcome {
  readonly state: 'success' | 'failed' | 'skipped';
  /** What it skips then: see `skippedByBranch` and `skippedByShortCircuit`. */
  readonly skips?: readonly TaskId[];
}

const SUCCESS: Outcome = { state: 'success' };

/**
 * The final state of every task. Tasks that can run at the same time end at the same time; a task that was started is not
 * skipped by others.
 * @param outcomes of tasks that do not just succeed
 * @returns `unfinished`: the task waits for ever, and the run fails as deadlocked
 */
export function settle(
  graph: TaskGraph,
  outcomes: ReadonlyMap<TaskId, Outcome>,
  version: string,
): Map<TaskId, TaskState> {
  const states = new Map<TaskId, TaskState>([...graph.tasks.keys()].map((id) => [id, 'unfinished']));
  const stateOf = (id: TaskId) => states.get(id) ?? 'unfinished';
  for (;;) {
    const ended = decideRound(graph, outcomes, version, stateOf);
    if (ended.size === 0) return states;
    for (const [id, { state }] of ended) states.set(id, state);
    for (const { skips = [] } of ended.values())
      for (const id of skips) if (stateOf(id) === 'unfinished') states.set(id, 'skipped');
  }
}

interface Ended {
  readonly state: FinalState;
  readonly skips?: readonly TaskId[];
}

/** The tasks that end in this round. */
function decideRound(
  graph: TaskGraph,
  outcomes: ReadonlyMap<TaskId, Outcome>,
  version: string,
  stateOf: (id: TaskId) => TaskState,
): Map<TaskId, Ended> {
  const ended = new Map<TaskId, Ended>();
  for (const id of graph.tasks.keys()) {
    if (stateOf(id) !== 'unfinished') continue;
    const decision = decideTask(graph, id, stateOf, version);
    if (decision === 'run') ended.set(id, outcomes.get(id) ?? SUCCESS);
    else if (decision === 'skip') ended.set(id, { state: 'skipped' });
    else if (decision === 'upstream_failed') ended.set(id, { state: 'upstream_failed' });
  }
  return ended;
}
