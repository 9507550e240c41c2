// Where runs begin: checks that they may, gets the engine ready, and keeps what happened.

import * as vscode from 'vscode';
import type { TaskId } from '../../../core/ir/dag';
import type { RunnableDag } from '../../../core/runs';
import type { Marks } from '../../../protocol/runPanel';
import type { DebugRequest, Engine, KeptXCom, RunRequest } from '../../../runner/src/engine';
import type { NewRun } from '../../../runner/src/history';
import { explain, explainError } from '../explain';
import type { Engines } from './engines';
import { loadRunner } from './loadRunner';
import { whileLoading } from './progress';
import { type BookedRun, RunBook } from './runBook';
import type { RunStore } from './runStore';
import { requireTrust } from './trust';

/** What is to be run. */
export interface RunOrder {
  readonly uri: vscode.Uri;
  readonly dagId: string;
  /** Only these tasks; undefined: all. */
  readonly tasks?: ReadonlySet<TaskId> | undefined;
  readonly xcoms?: readonly KeptXCom[];
  readonly conf?: Readonly<Record<string, unknown>>;
  readonly logicalDate?: string | undefined;
  readonly marks?: Marks;
  readonly debug?: DebugRequest | undefined;
  readonly runType?: RunRequest['runType'];
  /** A run of an Airflow elsewhere that is to go on: `tasks` or what failed is cleared. Other engines begin a new run. */
  readonly again?: { readonly runId: string } | undefined;
  /** Stops the run. */
  readonly signal?: AbortSignal | undefined;
}

export class RunDesk {
  readonly book = new RunBook();

  constructor(
    private readonly engines: Engines,
    readonly store: RunStore,
  ) {}

  /** Runs to the end. @returns the run; undefined: it could not begin, and the user was told why */
  async run(order: RunOrder): Promise<BookedRun | undefined> {
    const engine = await this.prepare(order.uri);
    if (!engine) return undefined;
    const history = await this.store.open();
    const place = history.begin(order.dagId);
    const request = goingOn(engine, await this.requestOf(order, place, false), order.again);
    const { TriggeredRuns } = await loadRunner();
    const others = new TriggeredRuns(history, async (other, asked, signal) => {
      const run = await this.keep(engine, other, asked, asked.dagId ?? '', signal);
      return run.record;
    });
    const startOther = others.startsFor(request);
    return this.keep(engine, place, { ...request, startOther }, order.dagId, order.signal);
  }

  /** Pauses a DAG where it is deployed, or lets its runs go on. @returns was it done? Else the user was told why not */
  async setPaused(uri: vscode.Uri, dagId: string, isPaused: boolean): Promise<boolean> {
    const engine = await this.prepare(uri);
    if (!engine) return false;
    if (!engine.setPaused)
      return Boolean(
        explain('Only an Airflow elsewhere pauses DAGs: choose `remote` in the setting daglens.run.engine.'),
      );
    try {
      await engine.setPaused(dagId, isPaused);
      return true;
    } catch (error) {
      return Boolean(explainError(error instanceof Error ? error.message : String(error)));
    }
  }

  /** Renders without executing; neither kept nor shown among the runs. */
  async dryRun(order: RunOrder): Promise<BookedRun | undefined> {
    const engine = await this.prepare(order.uri);
    if (!engine) return undefined;
    const history = await this.store.open();
    const place = history.begin(order.dagId);
    try {
      const request = await this.requestOf(order, place, true);
      return await this.follow(new RunBook(), place.id, engine, request, order.dagId, order.signal);
    } finally {
      history.remove(place.id);
    }
  }

  /** The DAG as the engine loads it; a text says why it cannot. Undefined: the user was told, or does not want to wait. */
  async load(uri: vscode.Uri, dagId: string): Promise<RunnableDag | string | undefined> {
    const engine = await this.prepare(uri);
    if (!engine) return undefined;
    const loaded = await whileLoading(dagId, (note) => engine.load(uri.fsPath, note));
    if (!loaded) return undefined;
    if ('raised' in loaded) return [loaded.raised.type, loaded.raised.message].filter(Boolean).join(': ');
    return loaded.dags.find((dag) => dag.dagId === dagId) ?? `The file makes no DAG '${dagId}' when it runs.`;
  }

  /** Runs to the end, and keeps the run in the history. */
  private async keep(
    engine: Engine,
    { id }: NewRun,
    request: RunRequest,
    dagId: string,
    signal: AbortSignal | undefined,
  ): Promise<BookedRun> {
    const run = await this.follow(this.book, id, engine, request, dagId, signal);
    const history = await this.store.open();
    history.save(id, run.record);
    this.store.told();
    return run;
  }

  private async follow(
    book: RunBook,
    id: string,
    engine: Engine,
    request: RunRequest,
    dagId: string,
    signal: AbortSignal | undefined,
  ): Promise<BookedRun> {
    const stop = (): void => book.stop(id);
    if (signal?.aborted) setImmediate(stop);
    signal?.addEventListener('abort', stop);
    try {
      return await book.follow(id, engine, request, dagId);
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  private async prepare(uri: vscode.Uri): Promise<Engine | undefined> {
    if (!(await requireTrust())) return undefined;
    if (uri.scheme !== 'file') {
      void vscode.window.showInformationMessage('Save the file in a folder first: Python runs files, not editors.');
      return undefined;
    }
    const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
    // Python reads the file: what is only in the editor would not run.
    if (document?.isDirty) await document.save();
    return this.engines.engineFor(uri);
  }

  private async requestOf(order: RunOrder, { folder }: NewRun, dryRun: boolean): Promise<RunRequest> {
    const { runIdFor } = await loadRunner();
    const history = await this.store.open();
    const logicalDate = order.logicalDate ?? new Date().toISOString().replace('Z', '+00:00');
    const runType = order.runType ?? 'manual';
    const parallelism = vscode.workspace.getConfiguration('daglens.run', order.uri).get('parallelism', 8);
    return {
      ...{ file: order.uri.fsPath, dagId: order.dagId, runId: runIdFor(runType, logicalDate), folder, runType },
      ...{ tasks: order.tasks, xcoms: order.xcoms ?? [], conf: order.conf ?? {}, logicalDate, debug: order.debug },
      ...{ marks: new Map(Object.entries(order.marks ?? {})), dryRun, parallelism },
      previous: history.previous(order.dagId, logicalDate),
      localRuns: history.localRuns(),
    };
  }
}

/** The request for a run that goes on, where the engine has such runs. */
function goingOn({ id }: Engine, request: RunRequest, again: RunOrder['again']): RunRequest {
  return id === 'remote' && again ? { ...request, runId: again.runId, again: true } : request;
}
