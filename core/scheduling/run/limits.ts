// What may run at the same time: pools, and the limits of a DAG and of its tasks.

import type { TaskId } from '../../ir/dag';
import type { RunnableDag, RunnableTask } from '../../runs';
import type { Instance } from './instances';

/** Slots of `default_pool` unless Airflow is told otherwise (`default_pool_task_slot_count`). */
const DEFAULT_POOL_SLOTS = 128;

export interface Capacity {
  /** Most task instances at the same time. */
  readonly parallelism: number;
  /** Slots by pool; a pool that is not named has as many as are asked for, but the default one. */
  readonly pools: ReadonlyMap<string, number>;
}

/** Those of the ready instances that can start beside the running ones; those of more weight go first. */
export function startable(
  { tasks, maxActiveTasks }: Pick<RunnableDag, 'tasks' | 'maxActiveTasks'>,
  { parallelism, pools }: Capacity,
  ready: readonly Instance[],
  running: readonly Instance[],
): Instance[] {
  const taskOf = new Map(tasks.map((task) => [task.id, task]));
  const taken = new Map<string, number>();
  const active = new Map<TaskId, number>();
  const take = ({ taskId }: Instance): void => {
    const { pool, poolSlots } = taskOf.get(taskId)!;
    taken.set(pool, (taken.get(pool) ?? 0) + poolSlots);
    active.set(taskId, (active.get(taskId) ?? 0) + 1);
  };
  const fits = ({ id, pool, poolSlots, maxActiveTis, maxActiveTisPerRun }: RunnableTask): boolean =>
    (taken.get(pool) ?? 0) + poolSlots <= slotsOf(pool, pools) &&
    (active.get(id) ?? 0) < Math.min(maxActiveTis ?? Infinity, maxActiveTisPerRun ?? Infinity);
  for (const one of running) take(one);
  let free = Math.min(parallelism, maxActiveTasks) - running.length;
  const started: Instance[] = [];
  for (const one of inOrder(ready, taskOf)) {
    if (free <= 0) break;
    if (!fits(taskOf.get(one.taskId)!)) continue;
    take(one);
    started.push(one);
    free--;
  }
  return started;
}

/** Slots that a pool has. */
export function slotsOf(pool: string, pools: Capacity['pools']): number {
  return pools.get(pool) ?? (pool === 'default_pool' ? DEFAULT_POOL_SLOTS : Infinity);
}

function inOrder(ready: readonly Instance[], taskOf: ReadonlyMap<TaskId, RunnableTask>): Instance[] {
  const weight = ({ taskId }: Instance): number => taskOf.get(taskId)!.priorityWeight;
  return [...ready].sort((a, b) => weight(b) - weight(a) || a.mapIndex - b.mapIndex);
}
