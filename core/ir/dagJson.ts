// DAG JSON, version 1: the DAG model as the command line prints it.

import type { Dag, DagFile, Schedule, Task } from './dag';
import type { Fact } from './fact';

/** What stands where a value cannot be known without running the file. */
const UNKNOWN = '?';

export type ScheduleJson =
  | null
  | string
  | { readonly timedelta_seconds: number }
  | { readonly relativedelta: Readonly<Record<string, number>> }
  | { readonly assets: readonly string[] }
  | { readonly timetable: string };

export interface TaskJson {
  readonly task_id: string;
  readonly operator: string;
  readonly trigger_rule: string;
  readonly mapped: boolean;
  readonly setup: boolean;
  readonly teardown: boolean;
}

export interface DagJson {
  readonly file: string;
  readonly dag_id: string;
  readonly orchestrator: string;
  readonly schedule: ScheduleJson;
  readonly tasks: readonly TaskJson[];
  readonly edges: readonly (readonly [upstream: string, downstream: string])[];
  readonly groups: readonly string[];
}

export interface RefusalJson {
  readonly file: string;
  readonly message: string;
}

export interface GraphJson {
  readonly version: 1;
  readonly dags: readonly DagJson[];
  readonly errors: readonly RefusalJson[];
}

/** Why the orchestrator refuses the file, or the DAG with this index in `DagFile.dags`. */
export interface Refusal {
  readonly refuses: 'file' | number;
  readonly message: string;
}

/**
 * One file's part of the DAG JSON: the DAGs that the orchestrator takes, and what it refuses.
 * `path` is the file as it is to be printed. DAGs that the orchestrator does not collect are left out.
 */
export function dagJson(
  file: DagFile | undefined,
  refusals: readonly Refusal[],
  path: string,
): { readonly dags: readonly DagJson[]; readonly errors: readonly RefusalJson[] } {
  const whole = refusals.find((refusal) => refusal.refuses === 'file');
  if (whole) return { dags: [], errors: [{ file: path, message: whole.message }] };
  const reasons = new Map<number | 'file', string>();
  for (const { refuses, message } of refusals) if (!reasons.has(refuses)) reasons.set(refuses, message);
  const dags: DagJson[] = [];
  const errors: RefusalJson[] = [];
  for (const [index, dag] of (file?.dags ?? []).entries()) {
    if (dag.notCollected !== undefined) continue;
    const message = reasons.get(index);
    if (message === undefined) dags.push(oneDag(dag, path, index));
    else errors.push({ file: path, message });
  }
  return { dags, errors };
}

function oneDag(dag: Dag, path: string, index: number): DagJson {
  return {
    file: path,
    dag_id: dag.id.known ? dag.id.value : `${UNKNOWN}${index + 1}`,
    orchestrator: dag.dialect,
    schedule: scheduleJson(dag.schedule),
    tasks: [...dag.tasks.values()].map(taskJson).sort((a, b) => compare(a.task_id, b.task_id)),
    edges: sortedEdges(dag),
    groups: [...dag.groups.keys()].sort(compare),
  };
}

function taskJson(task: Task): TaskJson {
  return {
    task_id: task.id,
    operator: task.operator,
    trigger_rule: task.triggerRule.known ? task.triggerRule.value : UNKNOWN,
    mapped: task.mapped,
    setup: task.kind === 'setup',
    teardown: task.kind === 'teardown',
  };
}

/** The schedule as DAG JSON writes it; `"?"` if it is not known. Assets are sorted and unique. */
export function scheduleJson(schedule: Fact<Schedule>): ScheduleJson {
  if (!schedule.known) return UNKNOWN;
  const value = schedule.value;
  switch (value.kind) {
    case 'manual':
      return null;
    case 'expression':
      return value.text;
    case 'timedelta':
      return { timedelta_seconds: value.seconds };
    case 'relativedelta':
      return { relativedelta: value.parts };
    case 'assets':
      return { assets: [...new Set(value.assets)].sort(compare) };
    case 'timetable':
      return { timetable: value.className };
  }
}

function sortedEdges(dag: Dag): (readonly [string, string])[] {
  const seen = new Map<string, readonly [string, string]>();
  for (const { upstream, downstream } of dag.edges)
    seen.set(JSON.stringify([upstream, downstream]), [upstream, downstream]);
  return [...seen.values()].sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
