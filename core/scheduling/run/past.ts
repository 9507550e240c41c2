// What the run before says: depends_on_past and wait_for_downstream (PrevDagrunDep of 2.11.2 and 3.3.2).

import type { TaskId } from '../../ir/dag';
import type { RunnableTask, TaskInstanceState } from '../../runs';

/** The states of the task instances of the run before, by task; undefined: there was none. */
export type PastStates = ReadonlyMap<TaskId, readonly TaskInstanceState[]> | undefined;

/** Why a task has to wait for the run before; undefined: it does not. */
export function heldByPast(task: RunnableTask, downstream: readonly TaskId[], past: PastStates): string | undefined {
  if (!past || !(task.dependsOnPast || task.waitForDownstream)) return undefined;
  if (!wentWell(past.get(task.id))) return `depends_on_past: it did not succeed in the run before`;
  const failed = task.waitForDownstream ? downstream.find((id) => !wentWell(past.get(id))) : undefined;
  return failed && `wait_for_downstream: '${failed}' did not succeed in the run before`;
}

/** A task that the run before did not have holds nobody. */
function wentWell(states: readonly TaskInstanceState[] = []): boolean {
  return states.every((state) => state === 'success' || state === 'skipped');
}
