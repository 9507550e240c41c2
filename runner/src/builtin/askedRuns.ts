// Runs of other DAGs that the tasks of a run ask for: finds the DAG, has the run started, and tells the task what became of it.

import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TaskId } from '../../../core/ir/dag';
import type { RunEvent, RunnableDag } from '../../../core/runs';
import { atLeast } from '../../../core/text/version';
import type { AskedRunAnswer, RunRequest } from '../engine';
import type { Loading } from './loading';
import type { TriggerAsked } from './workerMessages';

export interface Asker {
  readonly loading: Loading;
  readonly request: RunRequest;
  /** The DAG that is running. */
  readonly dagId: string;
  readonly version: string;
  readonly tell: (event: RunEvent) => void;
  /** Stops what is started, too. */
  readonly signal: AbortSignal;
}

/** Answers a task that asks for a run. Never throws. */
export async function answerAsked(asker: Asker, asked: TriggerAsked, taskId: TaskId): Promise<void> {
  const answer = await start(asker, asked, taskId);
  if (answer.kind === 'started') {
    const run = `a run of '${asked.dag_id}': ${answer.runId}`;
    asker.tell({ kind: 'note', level: 'info', message: `'${taskId}' started ${run}.` });
    void answer.ended.then((state) => write(`${asked.answer}.ended`, { state }));
    write(asked.answer, { kind: 'started', run_id: answer.runId, logical_date: answer.logicalDate });
  } else if (answer.kind === 'exists') write(asked.answer, { kind: 'exists', run_id: answer.runId });
  else if (answer.kind === 'not_found') write(asked.answer, answer);
  else {
    const run = `a run of '${asked.dag_id}' with conf ${JSON.stringify(asked.conf)}`;
    asker.tell({ kind: 'note', level: 'info', message: `'${taskId}' asks for ${run}. ${answer.because}` });
    const { run_id, logical_date } = asked;
    write(asked.answer, { kind: 'not_started', because: answer.because, run_id, logical_date });
  }
}

async function start(
  asker: Asker,
  asked: TriggerAsked,
  taskId: TaskId,
): Promise<AskedRunAnswer | { readonly kind: 'not_found' }> {
  const { request, signal, version, dagId } = asker;
  if (asked.files.length === 0) return { kind: 'not_found' };
  if (!request.startOther) return { kind: 'not_started', because: 'It was not started: run that DAG by itself.' };
  const found = await find(asker, asked);
  if (!found) return { kind: 'not_found' };
  const { run_id: runId, logical_date: logicalDate, conf, reset } = asked;
  const runType = atLeast(version, 3) ? 'operator_triggered' : 'manual';
  const by = { dagId, runId: request.runId, taskId };
  return request.startOther({ ...found, runId, runType, logicalDate, conf, reset, by }, signal);
}

/** The first of the files that really makes the DAG; one that cannot be loaded makes none. */
async function find(
  { loading, signal }: Asker,
  { files, dag_id }: TriggerAsked,
): Promise<{ readonly file: string; readonly dag: RunnableDag } | undefined> {
  for (const file of files) {
    try {
      const { dags, release } = await loading.load(file, signal);
      release();
      const dag = dags.find(({ dagId }) => dagId === dag_id);
      if (dag) return { file, dag };
    } catch {
      if (signal.aborted) return undefined;
    }
  }
  return undefined;
}

/** The task reads it as soon as it is there: it is there as a whole. */
function write(file: string, content: unknown): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(`${file}.part`, JSON.stringify(content));
    renameSync(`${file}.part`, file);
  } catch {
    // The run's folder was removed: nobody waits any more.
  }
}
