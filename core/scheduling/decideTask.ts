// What the scheduler does with a task of a DAG: its trigger rule, the setups it lies within, and what a teardown waits for.

import type { TaskId } from '../ir/dag';
import { atLeast } from '../text/version';
import { type Decision, decide, runsAtOnce } from './decide';
import { countStates, type TaskState } from './states';
import type { TaskGraph } from './taskGraph';

/**
 * Decides about one task.
 * @param stateOf the state of each task now
 */
export function decideTask(
  graph: TaskGraph,
  id: TaskId,
  stateOf: (id: TaskId) => TaskState,
  version: string,
): Decision {
  const { rule, kind } = graph.tasks.get(id)!;
  const upstream = graph.upstream(id).map((one) => ({ state: stateOf(one), isSetup: graph.isKind(one, 'setup') }));
  const byRule = decide(rule, countStates(upstream), version);
  if (upstream.length === 0 || runsAtOnce(rule)) return byRule;
  if (kind === 'teardown') return byRule === 'run' && !scopeIsDone(graph, id, stateOf, version) ? 'wait' : byRule;
  const bySetups = decideSetups(graph.indirectSetups(id).map(stateOf));
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
function scopeIsDone(graph: TaskGraph, id: TaskId, stateOf: (id: TaskId) => TaskState, version: string): boolean {
  if (!atLeast(version, 3, 2)) return true;
  const above = graph.ancestors(id);
  return graph
    .upstream(id)
    .filter((one) => graph.isKind(one, 'setup'))
    .flatMap((setup) => [...graph.descendants(setup)])
    .every((one) => !above.has(one) || stateOf(one) !== 'unfinished');
}
