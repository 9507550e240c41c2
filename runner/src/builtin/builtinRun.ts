// One run of the builtin engine, from the file to its end.

import { createHash } from 'node:crypto';
import type { RunEvent, RunnableDag, TaskInstanceState } from '../../../core/runs';
import { DagRun, type EndOfRun, type PastStates } from '../../../core/scheduling/run';
import { atLeast } from '../../../core/text/version';
import type { LocalRun, RunRequest, RunSettings } from '../engine';
import { answerAsked } from './askedRuns';
import { datesOf, type RunDates } from './dataInterval';
import { dryRun } from './dryRun';
import { Execution, type Finish } from './execution';
import { raisedFrom, raisedInWords } from './fromWire';
import type { LoadedFile, Loading } from './loading';
import { runBefore } from './runBefore';
import type { WorkerProcess } from './workerProcess';

export class BuiltinRun {
  constructor(
    private readonly loading: Loading,
    private readonly settings: RunSettings,
    private readonly request: RunRequest,
    private readonly tell: (event: RunEvent) => void,
  ) {}

  /** Runs, and tells all but an error that keeps the run from beginning. @throws LoadError or Error then */
  async run(signal: AbortSignal): Promise<void> {
    const loaded = await this.loading.load(this.request.file, signal);
    try {
      const dag = chosen(loaded.dags, this.request);
      const started = await this.start(loaded, dag);
      if (!started) return;
      for (const message of loaded.notes) this.tell({ kind: 'note', level: 'warning', message });
      if (this.request.dryRun) await dryRun(loaded.worker, dag, this.request, this.tell, signal);
      else await this.execute(loaded.worker, dag, started, signal);
    } finally {
      loaded.release();
    }
  }

  /** @returns undefined if the run was refused */
  private async start({ worker }: LoadedFile, dag: RunnableDag): Promise<RunDates | undefined> {
    const { request, settings } = this;
    const dates = datesOf(dag, request, settings.version, Date.now());
    const answer = await worker.ask({
      ...{ kind: 'start_run', run_id: request.runId, dag_id: dag.dagId, run_type: request.runType },
      ...{ logical_date: dates.logicalDate, data_interval: dates.dataInterval, conf: request.conf },
      ...{ folder: request.folder, previous: previousOf(request), local_runs: localRuns(request) },
      xcoms: request.xcoms.map(({ taskId, mapIndex, key, stored }) => ({
        ...{ task_id: taskId, map_index: mapIndex, key, stored },
      })),
    });
    if (answer.kind === 'run_refused') {
      const raised = raisedFrom(answer.raised);
      this.end({ state: 'failed', because: raisedInWords(raised), raised, stopped: false });
      return undefined;
    }
    if (answer.kind !== 'run_started') throw new Error(`the worker answered ${answer.kind}`);
    const { logical_date: logicalDate, data_interval: dataInterval } = answer;
    this.tell({
      ...{ kind: 'started', engine: 'builtin', runId: request.runId, dag, version: settings.version },
      ...{ logicalDate, dataInterval, conf: request.conf, at: new Date().toISOString() },
      triggeredBy: request.triggeredBy,
    });
    return { logicalDate: logicalDate ?? dates.logicalDate, dataInterval };
  }

  private async execute(worker: WorkerProcess, dag: RunnableDag, dates: RunDates, signal: AbortSignal): Promise<void> {
    const { request, settings } = this;
    const run = new DagRun({
      ...{ dag, version: settings.version, tasks: request.tasks, marked: new Set(request.marks.keys()) },
      ...{
        past: pastOf(runBefore(dag, request, dates.logicalDate)),
        logicalDate: dates.logicalDate,
        startedAt: Date.now(),
      },
      ...{ parallelism: Math.max(1, request.parallelism), pools: settings.pools ?? new Map() },
      sha1: (text) => createHash('sha1').update(text).digest('hex'),
    });
    const { loading, tell } = this;
    const asker = { loading, request, tell, signal, dagId: dag.dagId, version: settings.version };
    const execution = new Execution(worker, run, dag, request, tell, (asked, taskId) => {
      void answerAsked(asker, asked, taskId);
    });
    const finish = await execution.whole(signal);
    if (finish.kind === 'whole') await this.callBack(worker, finish.end, signal);
    this.end(endOf(finish));
  }

  /** The callbacks of the DAG; that the worker dies of them changes no state. */
  private async callBack(
    worker: WorkerProcess,
    { state, reason, about }: EndOfRun,
    signal: AbortSignal,
  ): Promise<void> {
    const kill = (): void => worker.kill();
    signal.addEventListener('abort', kill);
    try {
      const { runId: run_id } = this.request;
      await worker.ask({ kind: 'end_run', run_id, state, task_id: this.aboutTask(about), reason });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.tell({ kind: 'note', level: 'error', message: `The callbacks of the DAG did not end: ${message}` });
    } finally {
      signal.removeEventListener('abort', kill);
    }
  }

  /** Before 3 the callbacks are about the last task of the file (`fetch_callback` of 2.11.2), which the worker knows. */
  private aboutTask(about: EndOfRun['about']): string | null {
    return atLeast(this.settings.version, 3) ? (about?.taskId ?? null) : null;
  }

  private end(end: Omit<Extract<RunEvent, { kind: 'ended' }>, 'kind' | 'at'>): void {
    this.tell({ kind: 'ended', at: new Date().toISOString(), ...end });
  }
}

function endOf(finish: Finish) {
  switch (finish.kind) {
    case 'whole':
      return { state: finish.end.state, because: finish.end.because, raised: undefined, stopped: false };
    case 'stopped':
      return { state: 'failed', because: 'stopped', raised: undefined, stopped: true } as const;
    case 'died':
      return { state: 'failed', because: finish.because, raised: undefined, stopped: false } as const;
  }
}

/** The DAG that is asked for. @throws Error if there is none, or it is not said which */
function chosen(dags: readonly RunnableDag[], { dagId, file }: RunRequest): RunnableDag {
  const names = dags.map((dag) => `'${dag.dagId}'`).join(', ');
  if (dags.length === 0) throw new Error(`${file} has no DAG.`);
  if (dagId === undefined) {
    if (dags.length > 1) throw new Error(`${file} has ${dags.length} DAGs: say which of them, ${names}.`);
    return dags[0]!;
  }
  const dag = dags.find((one) => one.dagId === dagId);
  if (!dag) throw new Error(`${file} has no DAG '${dagId}', but ${names}.`);
  return dag;
}

function pastOf(before: LocalRun | undefined): PastStates {
  return before && new Map<string, readonly TaskInstanceState[]>(Object.entries(before.states));
}

function previousOf({ previous }: RunRequest) {
  if (previous?.state !== 'success') return null;
  const { logicalDate: logical_date, dataInterval: data_interval, start, end } = previous;
  return { logical_date, data_interval, start, end };
}

function localRuns({ localRuns = [] }: RunRequest) {
  return localRuns.map(({ dagId: dag_id, runId: run_id, logicalDate: logical_date, state, states }) => ({
    ...{ dag_id, run_id, logical_date, state, states },
  }));
}
