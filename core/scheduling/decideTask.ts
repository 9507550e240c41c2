// What the scheduler does with a task of a DAG: its trigger rule, the setups it lies within, and what a teardown waits for.

import type { TaskId } from '../ir/dag';
import { atLeast } from '../text/version';
import { type Decision, decideByRule, runsAtOnce } from './decide';
import { countStates, type TaskState } from './states';
import type { TaskGraph } from './taskGraph';

/** The states of those instances of an upstream task that count for the task that is decided about. */
export type StatesOf = (id: TaskId) => readonly TaskState[];

/**
 * Decides about one task, or one instance of a mapped one.
 * @param statesOf the states of another task now: one for each instance that counts
 */
export function decideTask(graph: TaskGraph, id: TaskId, statesOf: StatesOf, version: string): Decision {
  const { rule, kind } = graph.tasks.get(id)!;
  const above = graph.upstream(id);
  if (above.length === 0 || runsAtOnce(rule)) return 'run';
  const upstream = above.flatMap((one) => {
    const isSetup = graph.isKind(one, 'setup');
    return statesOf(one).map((state) => ({ state, isSetup }));
  });
  const byRule = decideByRule(rule, countStates(upstream), version);
  if (kind === 'teardown') return byRule === 'run' && !scopeIsDone(graph, id, statesOf, version) ? 'wait' : byRule;
  const bySetups = decideSetups(graph.indirectSetups(id).flatMap(statesOf));
  if (bySetups === 'wait') return byRule === 'run' ? 'wait' : byRule;
  return bySetups === 'run' ? byRule : bySetups;
}

/** What the setups that a task lies within, but does not directly follow, say (2.7 to 3.3). */
export function decideSetups(states: readonly TaskState[]): Decision {
  if (states.some((state) => state === 'failed' || state === 'upstream_failed')) return 'upstream_failed';
  if (states.includes('skipped')) return 'skip';
  return states.every((state) => state === 'success') ? 'run' : 'wait';
}

/** From 3.2 on, a teardown waits for all tasks between its setups and itself, not only for those directly before it. */
function scopeIsDone(graph: TaskGraph, id: TaskId, statesOf: StatesOf, version: string): boolean {
  if (!atLeast(version, 3, 2)) return true;
  const above = graph.ancestors(id);
  return graph
    .upstream(id)
    .filter((one) => graph.isKind(one, 'setup'))
    .flatMap((setup) => [...graph.descendants(setup)])
    .every((one) => !above.has(one) || !statesOf(one).includes('unfinished'));
}
