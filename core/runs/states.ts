// The states of task instances and runs, spelled as Airflow spells them.

/** States of a task instance (`TaskInstanceState` of 2.11.2 and 3.3.2). `none`: nothing was decided yet, Airflow's `None`. */
export const TASK_INSTANCE_STATES = [
  ...([
    'none',
    'scheduled',
    'queued',
    'running',
    'deferred',
    'up_for_retry',
    'up_for_reschedule',
    'restarting',
  ] as const),
  ...(['success', 'failed', 'skipped', 'upstream_failed', 'removed'] as const),
] as const;

export type TaskInstanceState = (typeof TASK_INSTANCE_STATES)[number];

/** States of a run (`DagRunState`). */
export type RunState = 'queued' | 'running' | 'success' | 'failed';

const FINAL: ReadonlySet<TaskInstanceState> = new Set(['success', 'failed', 'skipped', 'upstream_failed', 'removed']);

/** Does the state stay as it is, unless somebody clears the task instance? */
export function isFinal(state: TaskInstanceState): boolean {
  return FINAL.has(state);
}
