// Runs a DAG once and keeps what became of it.

import type { TaskId } from '../../../../core/ir/dag';
import { applyEvent, emptyRecord, type RunEvent, type RunnableDag, type RunRecord } from '../../../../core/runs';
import type { Engine, RunRequest } from '../../../../runner/src/engine';
import { type History, type NewRun, runIdFor, xcomsOf } from '../../../../runner/src/history';
import { TriggeredRuns } from '../../../../runner/src/triggeredRuns';
import type { RunOptions } from './runOptions';
import type { StaticRun } from './staticTasks';

export interface RunPlan {
  readonly engine: Engine;
  readonly history: History;
  readonly file: string;
  readonly dag: RunnableDag;
  readonly tasks: ReadonlySet<TaskId> | undefined;
  readonly options: RunOptions;
  /** Of Airflow. */
  readonly version: string;
  /** Is told what became of the runs that a run started. */
  onTriggered(records: readonly RunRecord[]): void;
  /** What the text of the file alone says. */
  known(): Promise<readonly StaticRun[]>;
}

/** The present moment as a logical date. */
export function now(): string {
  return new Date().toISOString().replace('Z', '+00:00');
}

/** Is told what happens, with what is known after it. */
export type OnEvent = (event: RunEvent, record: RunRecord) => void;

/**
 * Runs to the end; a dry run is not kept.
 * @param logicalDate ISO with offset
 */
export async function runOnce(
  plan: RunPlan,
  runType: RunRequest['runType'],
  logicalDate: string,
  signal: AbortSignal,
  onEvent: OnEvent,
): Promise<RunRecord> {
  const { engine, history, dag, options } = plan;
  const place = history.begin(dag.dagId);
  try {
    const request = requestFor(plan, runType, logicalDate, place.folder);
    if (options.dryRun) return await toTheEnd(engine, request, signal, onEvent);
    const others = new TriggeredRuns(history, (...other) => kept(plan, ...other));
    const record = await kept(plan, place, { ...request, startOther: others.startsFor(request) }, signal, onEvent);
    plan.onTriggered(await others.whenOver());
    return record;
  } finally {
    if (options.dryRun) history.remove(place.id);
  }
}

async function kept(
  { engine, history }: RunPlan,
  place: NewRun,
  request: RunRequest,
  signal: AbortSignal,
  onEvent: OnEvent = () => {},
): Promise<RunRecord> {
  const record = await toTheEnd(engine, request, signal, onEvent);
  history.save(place.id, record);
  return record;
}

async function toTheEnd(
  engine: Engine,
  request: RunRequest,
  signal: AbortSignal,
  onEvent: OnEvent,
): Promise<RunRecord> {
  let record = emptyRecord(engine.id, request.runId);
  for await (const event of engine.run(request, signal)) {
    record = applyEvent(record, event);
    onEvent(event, record);
  }
  return record;
}

function requestFor(
  { history, dag, file, tasks, options }: RunPlan,
  runType: RunRequest['runType'],
  logicalDate: string,
  folder: string,
): RunRequest {
  const latest = tasks && history.list({ file, dagId: dag.dagId })[0];
  const record = latest && history.read(latest.id);
  return {
    ...{ file, dagId: dag.dagId, runId: runIdFor(runType, logicalDate), runType, tasks, folder },
    ...{ xcoms: record && tasks ? xcomsOf(record, tasks) : [], logicalDate, conf: options.conf, marks: options.marks },
    ...{ dryRun: options.dryRun, debug: undefined, parallelism: options.parallelism },
    ...{ previous: history.previous(dag.dagId, logicalDate), localRuns: history.localRuns() },
  };
}
