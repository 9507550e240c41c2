// Is what runs there what is seen here? Where a deployed DAG differs from the one of the file.

import type { DagJson, ScheduleJson } from '../../../core/ir/dagJson';
import type { RemoteDagDetails, RemoteTask } from './airflowApi';
import { pythonDelta, scheduleOf } from './remoteDag';

export interface Difference {
  readonly about: 'task' | 'edge' | 'trigger rule' | 'mapping' | 'schedule';
  /** What differs, in one sentence. */
  readonly message: string;
  /** The task that it is about, if it is about one that the file has. */
  readonly taskId: string | undefined;
}

const UNKNOWN = '?';

/** Presets in cron's words, as the timetables of 2.11.2 and 3.3.2 spell them. */
const PRESETS: Readonly<Record<string, string>> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@quarterly': '0 0 1 */3 *',
  '@yearly': '0 0 1 1 *',
};

/**
 * What differs, in the order of tasks, edges and the schedule. What the file does not tell for certain (`"?"`) is not compared.
 * @param here DAG JSON of the file
 */
export function differences(here: DagJson, there: RemoteDagDetails, tasks: readonly RemoteTask[]): Difference[] {
  return [...ofTasks(here, tasks), ...ofEdges(here, tasks), ...ofSchedule(here.schedule, there)];
}

function ofTasks(here: DagJson, there: readonly RemoteTask[]): Difference[] {
  const deployed = new Map(there.map((task) => [task.task_id, task]));
  const written = new Set(here.tasks.map(({ task_id }) => task_id));
  const hasUnknown = [...written].some((id) => id.startsWith(UNKNOWN));
  const missing = here.tasks.filter(({ task_id }) => !task_id.startsWith(UNKNOWN) && !deployed.has(task_id));
  const extra = hasUnknown ? [] : there.filter(({ task_id }) => !written.has(task_id));
  return [
    ...missing.map(({ task_id }) => about('task', `'${task_id}' is in the file, but not deployed.`, task_id)),
    ...extra.map(({ task_id }) => about('task', `'${task_id}' is deployed, but not in the file.`, undefined)),
    ...here.tasks.flatMap((task) => ofTask(task, deployed.get(task.task_id))),
  ];
}

function ofTask(
  { task_id, trigger_rule, mapped }: DagJson['tasks'][number],
  there: RemoteTask | undefined,
): Difference[] {
  if (!there) return [];
  const found: Difference[] = [];
  if (trigger_rule !== UNKNOWN && trigger_rule !== there.trigger_rule) {
    const words = `'${task_id}' has the trigger rule ${trigger_rule} in the file, and ${there.trigger_rule} where it is deployed.`;
    found.push(about('trigger rule', words, task_id));
  }
  if (typeof there.is_mapped === 'boolean' && there.is_mapped !== mapped) {
    const [inFile, deployed] = mapped ? ['mapped', 'not'] : ['not mapped', 'mapped'];
    found.push(
      about('mapping', `'${task_id}' is ${inFile} in the file, and ${deployed} where it is deployed.`, task_id),
    );
  }
  return found;
}

function ofEdges(here: DagJson, tasks: readonly RemoteTask[]): Difference[] {
  const both = new Set(
    tasks.map(({ task_id }) => task_id).filter((id) => here.tasks.some((one) => one.task_id === id)),
  );
  const within = (edges: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] =>
    edges.filter((edge) => edge.every((id) => both.has(id)));
  const written = within(here.edges);
  const deployed = within(
    tasks.flatMap(({ task_id, downstream_task_ids }) => downstream_task_ids.map((id) => [task_id, id] as const)),
  );
  return [
    ...without(written, deployed).map(([up, down]) => edge(up, down, 'in the file, but not deployed')),
    ...without(deployed, written).map(([up, down]) => edge(up, down, 'deployed, but not in the file')),
  ];
}

type Edges = readonly (readonly [string, string])[];

function without(some: Edges, others: Edges): Edges {
  const known = new Set(others.map((one) => one.join('\0')));
  return some.filter((one) => !known.has(one.join('\0')));
}

function edge(up: string, down: string, where: string): Difference {
  return about('edge', `The dependency '${up}' → '${down}' is ${where}.`, down);
}

function ofSchedule(here: ScheduleJson, details: RemoteDagDetails): Difference[] {
  const there = scheduleOf(details);
  const written = inWords(here);
  const deployed = there === null ? 'none' : (PRESETS[there] ?? there);
  const isSame =
    written === undefined || written === deployed || (written === 'assets' && /^(Asset|Dataset)/.test(deployed));
  if (isSame) return [];
  return [
    about('schedule', `The schedule is ${written} in the file, and ${deployed} where it is deployed.`, undefined),
  ];
}

/** The schedule as Airflow sums it up; undefined: it is not known, or not told in words. */
function inWords(schedule: ScheduleJson): string | undefined {
  if (schedule === null) return 'none';
  if (schedule === UNKNOWN) return undefined;
  if (typeof schedule === 'string') return PRESETS[schedule] ?? schedule;
  if ('assets' in schedule) return 'assets';
  return 'timedelta_seconds' in schedule ? pythonDelta(schedule.timedelta_seconds) : undefined;
}

function about(kind: Difference['about'], message: string, taskId: string | undefined): Difference {
  return { about: kind, message, taskId };
}
