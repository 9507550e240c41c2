// The tasks that decide how a run ends.

import type { TaskId } from '../ir/dag';
import type { TaskGraph } from './taskGraph';

/**
 * The tasks that nothing comes after (`_tis_for_dagrun_state` of 2.11.2 and 3.3.2).
 * @param counting all tasks but the teardowns whose failure does not count; what comes before those counts instead. Where none
 *   is left, the DAG has nothing but teardowns, and the last of them decide
 */
export function leaves(graph: TaskGraph, counting: ReadonlySet<TaskId>): TaskId[] {
  const counted = counting.size > 0 ? counting : new Set(graph.tasks.keys());
  return [...counted].filter((id) => !graph.downstream(id).some((one) => counted.has(one)));
}
