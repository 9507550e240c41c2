// Which tasks a branch or a short circuit skips when it has run.

import type { TaskId } from '../ir/dag';
import { atLeast } from '../text/version';
import type { TaskGraph } from './taskGraph';

/**
 * What a branch skips: the tasks directly downstream that it does not follow, and that do not come after one it follows.
 * From `skip_all_except` of 1.10.15 to 3.3.2.
 * @param followed the ids that it returned; of a task group, the ids of its first tasks
 */
export function skippedByBranch(graph: TaskGraph, branch: TaskId, followed: readonly TaskId[]): TaskId[] {
  const kept = new Set(followed.flatMap((id) => [id, ...graph.descendants(id)]));
  return graph.downstream(branch).filter((id) => !kept.has(id));
}

/**
 * What a short circuit skips: all tasks downstream, whatever their rule, but (from 2.7 on) the teardowns.
 * @param onlyDirect `ignore_downstream_trigger_rules=False`
 */
export function skippedByShortCircuit(graph: TaskGraph, id: TaskId, onlyDirect: boolean, version: string): TaskId[] {
  const below = onlyDirect ? graph.downstream(id) : [...graph.descendants(id)];
  return below.filter((one) => !atLeast(version, 2, 7) || !graph.isKind(one, 'teardown'));
}
