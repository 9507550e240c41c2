// A run as JSON: see `daglens run --format json`.

import type { TaskId } from '../../../../core/ir/dag';
import type { InstanceRecord, RunRecord } from '../../../../core/runs';

export interface JsonOptions {
  /** Of a part of a DAG, its tasks; undefined: all. */
  readonly tasks: ReadonlySet<TaskId> | undefined;
  readonly isDryRun: boolean;
  /** A path as the reader sees it. */
  readonly print: (file: string) => string;
}

/** One run. */
export function runJson(record: RunRecord, options: JsonOptions): string {
  return `${JSON.stringify(runRecordJson(record, options), undefined, 2)}\n`;
}

/** The runs of a backfill. */
export function runsJson(records: readonly RunRecord[], options: JsonOptions): string {
  return `${JSON.stringify({ version: 1, runs: records.map((one) => runRecordJson(one, options)) }, undefined, 2)}\n`;
}

/** One run as plain data. */
export function runRecordJson(record: RunRecord, { tasks, isDryRun, print }: JsonOptions) {
  const { dag, engine, airflowVersion, runId, state, because, logicalDate, dataInterval, start, end } = record;
  const instances = Object.values(record.instances).filter(({ taskId }) => !tasks || tasks.has(taskId));
  return {
    ...{ version: 1, dag_id: dag?.dagId ?? null, engine, airflow_version: airflowVersion, run_id: runId },
    ...{ state, because: because ?? null, stopped: record.stopped, dry_run: isDryRun },
    ...{ logical_date: logicalDate, data_interval: dataInterval, start: start ?? null, end: end ?? null },
    task_instances: instances.sort(byId).map((one) => instanceJson(one, print)),
    notes: record.notes,
    raised: record.raised ?? null,
  };
}

function instanceJson(one: InstanceRecord, print: JsonOptions['print']) {
  const last = one.tries.find(({ number }) => number === one.tryNumber);
  return {
    ...{ task_id: one.taskId, map_index: one.mapIndex, state: one.state === 'none' ? null : one.state },
    ...{ try_number: one.tryNumber, because: one.because ?? null, rendered: one.rendered ?? {} },
    ...{ rendered_map_index: one.name ?? null, simulated: one.simulated ?? null },
    xcom: Object.fromEntries(Object.entries(one.xcoms).map(([key, { value }]) => [key, value])),
    ...{ start: one.start ?? null, end: one.end ?? null, log: last?.log === undefined ? null : print(last.log) },
    raised: last?.raised ?? null,
  };
}

function byId(a: InstanceRecord, b: InstanceRecord): number {
  return a.taskId < b.taskId ? -1 : a.taskId > b.taskId ? 1 : a.mapIndex - b.mapIndex;
}
