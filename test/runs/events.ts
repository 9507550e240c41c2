// Events of runs, in few words.

import type { RunEvent, RunnableDag, RunnableTask, TaskInstanceState } from '../../core/runs';

/** So many seconds after the start. */
export function at(second: number): string {
  return `2026-01-01T00:${String(Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}Z`;
}

/** A DAG of tasks without dependencies. */
export function runnableDag(...ids: readonly string[]): RunnableDag {
  return {
    ...{ dagId: 'shop', file: '/dags/shop.py', mappedGroups: [], failFast: false, maxActiveRuns: 16 },
    ...{ maxActiveTasks: 16, catchup: false, schedule: null, startDate: null, endDate: null },
    ...{ dagrunTimeoutSeconds: null, params: [] },
    tasks: ids.map((id) => runnableTask(id)),
  };
}

/** A task, as most are. */
export function runnableTask(id: string, other: Partial<RunnableTask> = {}): RunnableTask {
  return {
    ...{ id, operator: 'BashOperator', triggerRule: 'all_success', kind: 'work', failsRun: true, upstream: [] },
    ...{ mapped: false, mappedGroup: null, group: null, isSensor: false, isEmpty: false, simulated: null },
    ...{ retries: 0, retryDelaySeconds: 300, retryBackoff: 0, maxRetryDelaySeconds: null, dependsOnPast: false },
    ...{ waitForDownstream: false, pool: 'default_pool', poolSlots: 1, maxActiveTis: null, maxActiveTisPerRun: null },
    ...{ priorityWeight: 1, templates: {}, line: null },
    ...other,
  };
}

export function startedWith(dag: RunnableDag): RunEvent {
  return {
    ...{ kind: 'started', engine: 'builtin', runId: 'r', version: '3.3.2' },
    ...{ logicalDate: '2026-01-01T00:00:00+00:00', dataInterval: null, conf: {}, at: at(0) },
    dag,
  };
}

export function started(...ids: readonly string[]): RunEvent {
  return startedWith(runnableDag(...ids));
}

export function state(
  taskId: string,
  mapIndex: number,
  next: TaskInstanceState,
  tryNumber: number,
  second: number,
  because?: string,
): RunEvent {
  return { kind: 'state', taskId, mapIndex, state: next, tryNumber, at: at(second), because, until: undefined };
}

export function ended(next: 'success' | 'failed', second: number, because?: string): RunEvent {
  return { kind: 'ended', state: next, because, raised: undefined, stopped: false, at: at(second) };
}
