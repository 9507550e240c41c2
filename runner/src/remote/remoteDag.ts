// A DAG as an Airflow elsewhere tells it, as one to run.

import type { RunnableDag, RunnableTask } from '../../../core/runs';
import type { RemoteDagDetails, RemoteTask } from './airflowApi';

export function runnableFrom(details: RemoteDagDetails, tasks: readonly RemoteTask[]): RunnableDag {
  const upstream = upstreamOf(tasks);
  return {
    ...{ dagId: details.dag_id, file: details.fileloc, mappedGroups: [], failFast: false, dagrunTimeoutSeconds: null },
    tasks: tasks
      .map((task) => runnableTask(task, upstream.get(task.task_id) ?? []))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    ...{ maxActiveRuns: details.max_active_runs ?? 16, maxActiveTasks: details.max_active_tasks ?? 16 },
    ...{ catchup: details.catchup ?? false, schedule: scheduleOf(details) },
    ...{ startDate: details.start_date ?? null, endDate: details.end_date ?? null },
    params: Object.entries(details.params ?? {}).map(([name, { value, description, schema }]) => ({
      ...{ name, value, description: description ?? null, schema: schema ?? {} },
    })),
  };
}

/** The schedule as its author wrote it; null: none. */
export function scheduleOf({ timetable_summary, schedule_interval }: RemoteDagDetails): string | null {
  const words = timetable_summary ?? schedule_interval?.value ?? deltaOf(schedule_interval);
  return words === 'None' ? null : words;
}

function deltaOf(interval: RemoteDagDetails['schedule_interval']): string | null {
  const { days, seconds } = interval ?? {};
  return days === undefined || seconds === undefined ? null : pythonDelta(days * 86_400 + seconds);
}

/** `str(timedelta)` of Python for whole seconds. */
export function pythonDelta(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  const rest = seconds - days * 86_400;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const time = `${Math.floor(rest / 3600)}:${two((rest % 3600) / 60)}:${two(rest % 60)}`;
  return days === 0 ? time : `${days} day${days === 1 ? '' : 's'}, ${time}`;
}

/** The tasks directly upstream of each, sorted. */
function upstreamOf(tasks: readonly RemoteTask[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { task_id, downstream_task_ids } of tasks)
    for (const below of downstream_task_ids) found.set(below, [...(found.get(below) ?? []), task_id].sort());
  return found;
}

function runnableTask(task: RemoteTask, upstream: readonly string[]): RunnableTask {
  const delay = task.retry_delay;
  return {
    ...{ id: task.task_id, operator: task.operator_name ?? task.class_ref?.class_name ?? 'task', upstream },
    ...{ triggerRule: task.trigger_rule, kind: 'work', failsRun: true, mapped: task.is_mapped ?? false },
    ...{ mappedGroup: null, group: groupOf(task.task_id), isSensor: false, isEmpty: false, simulated: null },
    ...{ retries: task.retries ?? 0, retryDelaySeconds: delay ? delay.days * 86_400 + delay.seconds : 0 },
    ...{ retryBackoff: 0, maxRetryDelaySeconds: null, templates: {}, line: null },
    ...{ dependsOnPast: task.depends_on_past ?? false, waitForDownstream: task.wait_for_downstream ?? false },
    ...{
      pool: task.pool ?? 'default_pool',
      poolSlots: task.pool_slots ?? 1,
      priorityWeight: task.priority_weight ?? 1,
    },
    ...{ maxActiveTis: null, maxActiveTisPerRun: null },
  };
}

/** The API does not tell groups: the id does, where they prefix it. */
function groupOf(taskId: string): string | null {
  const dot = taskId.lastIndexOf('.');
  return dot < 0 ? null : taskId.slice(0, dot);
}
