// How far the tasks of a run are: a mapped task has many instances, and is shown as one.

import type { TaskId } from '../ir/dag';
import type { InstanceRecord, RunRecord } from './runRecord';
import { isFinal, type TaskInstanceState } from './states';

export interface TaskProgress {
  /** Of several instances the one that matters most. */
  readonly state: TaskInstanceState;
  /** Instances that have ended, of all; both 1 at most for a task that is not mapped. */
  readonly done: number;
  readonly count: number;
  /** Why it is in this state, of an instance that is. */
  readonly because: string | undefined;
  readonly simulated: string | undefined;
  readonly tryNumber: number;
  readonly start: string | undefined;
  /** Undefined while an instance has not ended. */
  readonly end: string | undefined;
}

/** What matters most comes first, as Airflow's own grid has it (`state_priority`, 3.3.2). */
const BY_WEIGHT: readonly TaskInstanceState[] = [
  ...(['failed', 'upstream_failed', 'up_for_retry', 'up_for_reschedule', 'running', 'restarting'] as const),
  ...(['deferred', 'queued', 'scheduled', 'none', 'success', 'skipped', 'removed'] as const),
];

/** The state that stands for several. Of none: `none`. */
export function weightiest(states: Iterable<TaskInstanceState>): TaskInstanceState {
  const present = new Set(states);
  return BY_WEIGHT.find((state) => present.has(state)) ?? 'none';
}

/** The progress of every task of a run. */
export function taskProgress({ instances }: RunRecord): Map<TaskId, TaskProgress> {
  const byTask = new Map<TaskId, InstanceRecord[]>();
  for (const instance of Object.values(instances)) {
    const known = byTask.get(instance.taskId);
    if (known) known.push(instance);
    else byTask.set(instance.taskId, [instance]);
  }
  return new Map([...byTask].map(([task, own]) => [task, progressOf(own)]));
}

function progressOf(instances: readonly InstanceRecord[]): TaskProgress {
  const state = weightiest(instances.map((each) => each.state));
  const shown = instances.find((each) => each.state === state);
  const done = instances.filter((each) => isFinal(each.state)).length;
  const starts = instances.flatMap(({ start }) => start ?? []).sort();
  const ends = instances.flatMap(({ end }) => end ?? []).sort();
  return {
    ...{ state, done, count: instances.length, because: shown?.because },
    simulated: instances.find(({ simulated }) => simulated !== undefined)?.simulated,
    tryNumber: Math.max(...instances.map(({ tryNumber }) => tryNumber)),
    start: starts[0],
    end: done === instances.length ? ends.at(-1) : undefined,
  };
}
