// The engine `airflow`: the Airflow that the chosen interpreter has, in a home of its own, with one warm process for all runs.

import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { RunEvent } from '../../../core/runs';
import { dagFromWire, raisedFrom } from '../builtin/fromWire';
import type { ProductFolders } from '../builtin/loading';
import type { Engine, Loaded, LocalRun, RunRequest, RunSettings } from '../engine';
import { EventQueue } from '../eventQueue';
import { AirflowProcess } from './airflowProcess';
import { airflowEnvironment, dagsFolderOf } from './environment';
import { eventFromWire } from './events';
import { type FoundAirflow, findAirflow } from './findAirflow';
import type { FromAirflow, LoadMessage, RunMessage, ToAirflow, WireEvent, WireLoaded, WireLocalRun } from './messages';

const MAX_LOG_BYTES = 32 * 1024 * 1024;
/** The Python process ends a stopped run within this time; else it is ended itself. */
const STOPPED_WITHIN_MS = 1900;

/**
 * Runs DAGs with real operators, hooks and connections. Never touches the database or the settings file of the user's Airflow.
 * @param folders where the product's own files lie
 */
export function createAirflowEngine(settings: RunSettings, folders: ProductFolders): Engine {
  return new AirflowEngine(settings, folders);
}

/** A request that the process has been asked for, and not ended. */
interface Asked {
  hear(event: WireEvent | WireLoaded): void;
  /** The process has ended, or is about to. */
  fail(because: string, stopped: boolean): void;
  note(message: string): void;
  over(): void;
}

class AirflowEngine implements Engine {
  readonly id = 'airflow';
  private found: Promise<FoundAirflow | string> | undefined;
  private warm: AirflowProcess | undefined;
  private readonly asked = new Map<number, Asked>();
  private nextId = 1;

  constructor(
    private readonly settings: RunSettings,
    private readonly folders: ProductFolders,
  ) {}

  async unavailable(): Promise<string | undefined> {
    const found = await this.find();
    return typeof found === 'string' ? found : undefined;
  }

  async load(file: string, note: (message: string) => void = () => {}): Promise<Loaded> {
    const found = await this.find();
    if (typeof found === 'string') return notLoaded(found);
    return new Promise((resolve) => {
      this.ask(found, (id) => loadMessage(id, file, this.settings), {
        hear: (event) => {
          if (event.kind === 'loaded') resolve({ dags: event.dags.map(dagFromWire), notes: [] });
          if (event.kind === 'ended')
            resolve(event.raised ? { raised: raisedFrom(event.raised) } : notLoaded(event.because ?? ''));
        },
        fail: (because) => resolve(notLoaded(because)),
        note,
        over: () => {},
      });
    });
  }

  async *run(request: RunRequest, signal: AbortSignal): AsyncIterable<RunEvent> {
    const found = await this.find();
    if (typeof found === 'string' || signal.aborted) {
      yield notRun(typeof found === 'string' ? found : 'stopped', signal.aborted);
      return;
    }
    const events = new EventQueue<RunEvent>();
    const id = this.ask(found, (number) => runMessage(number, request, this.settings), asEvents(events));
    const onAbort = () => this.stop(id);
    signal.addEventListener('abort', onAbort);
    try {
      yield* inOrder(events);
    } finally {
      signal.removeEventListener('abort', onAbort);
      if (this.asked.has(id)) onAbort();
    }
  }

  async dispose(): Promise<void> {
    const { warm } = this;
    this.warm = undefined;
    await warm?.end();
  }

  private find(): Promise<FoundAirflow | string> {
    this.found ??= findAirflow(this.settings);
    return this.found;
  }

  private ask(found: FoundAirflow, message: (id: number) => ToAirflow, asked: Asked): number {
    const id = this.nextId++;
    this.asked.set(id, asked);
    if (!this.warm?.isAlive) this.warm = this.start(found);
    this.warm.setIdle(false);
    this.warm.send(message(id));
    return id;
  }

  private start(found: FoundAirflow): AirflowProcess {
    const { settings, folders } = this;
    const home = path.join(folders.cache, homeName(found));
    mkdirSync(home, { recursive: true });
    const environment = airflowEnvironment(settings, home);
    const process: AirflowProcess = AirflowProcess.start(
      { found, python: folders.python, home, cwd: settings.root, environment },
      (message) => this.hear(message),
      (because) => this.lost(process, because),
    );
    return process;
  }

  private hear(message: FromAirflow): void {
    if (message.kind === 'event') this.asked.get(message.id)?.hear(message.event);
    else if (message.kind === 'over') this.over(message.id);
    else if (message.kind === 'preparing')
      for (const one of this.asked.values())
        one.note(`The database of Airflow ${message.version} is made. This happens once and takes a while.`);
    else if (message.kind === 'broken')
      for (const [id, one] of this.asked) {
        one.fail(`Airflow does not work here: ${message.message}`, false);
        this.over(id);
      }
  }

  private over(id: number): void {
    this.asked.get(id)?.over();
    this.asked.delete(id);
    if (this.asked.size === 0) this.warm?.setIdle(true);
  }

  /** The process has ended: so have its runs. */
  private lost(process: AirflowProcess, because: string): void {
    if (this.warm === process) this.warm = undefined;
    for (const [id, one] of this.asked) {
      one.fail(because, false);
      this.over(id);
    }
  }

  private stop(id: number): void {
    const { warm } = this;
    warm?.send({ kind: 'stop', id });
    const timer = setTimeout(() => {
      if (!this.asked.has(id)) return;
      this.asked.get(id)?.fail('stopped', true);
      this.over(id);
      warm?.kill();
    }, STOPPED_WITHIN_MS);
    timer.unref();
  }
}

function asEvents(events: EventQueue<RunEvent>): Asked {
  return {
    hear: (event) => {
      if (event.kind !== 'loaded') events.push(eventFromWire(event));
    },
    fail: (because, stopped) => events.push(notRun(because, stopped)),
    note: (message) => events.push({ kind: 'note', level: 'info', message }),
    over: () => events.close(),
  };
}

function notLoaded(message: string): Loaded {
  return { raised: { type: 'DagLens', message, frames: [] } };
}

/** Notes that come before the run has begun are told after its beginning. Ends when nothing of the run is left. */
async function* inOrder(events: AsyncIterable<RunEvent>): AsyncIterable<RunEvent> {
  const early: RunEvent[] = [];
  let hasBegun = false;
  for await (const event of events) {
    if (!hasBegun && event.kind === 'note') {
      early.push(event);
      continue;
    }
    if (event.kind === 'ended') yield* early.splice(0);
    yield event;
    hasBegun = true;
    yield* early.splice(0);
  }
}

function notRun(because: string, stopped: boolean): RunEvent {
  const at = new Date().toISOString();
  return { kind: 'ended', state: 'failed', because, raised: undefined, stopped, at };
}

function homeName({ version, executable }: FoundAirflow): string {
  const place = createHash('sha256').update(executable).digest('hex').slice(0, 12);
  return `airflow-${version}-${place}`;
}

function loadMessage(id: number, file: string, settings: RunSettings): LoadMessage {
  return {
    ...{ kind: 'load', id, file, dags_folder: dagsFolderOf(file, settings), import_roots: settings.importRoots },
    variables_file: settings.variablesFile ?? null,
    connections_file: settings.connectionsFile ?? null,
  };
}

function runMessage(id: number, request: RunRequest, settings: RunSettings): RunMessage {
  const { xcoms, tasks, marks, debug, previous, localRuns = [] } = request;
  return {
    ...loadMessage(id, request.file, settings),
    ...{ kind: 'run', run_id: request.runId, dag_id: request.dagId ?? null },
    ...{ run_type: request.runType, logical_date: request.logicalDate ?? null, conf: request.conf },
    tasks: tasks ? [...tasks] : null,
    xcoms: xcoms.map(({ taskId, mapIndex, key, stored }) => ({ task_id: taskId, map_index: mapIndex, key, stored })),
    marks: Object.fromEntries(marks),
    ...{ dry_run: request.dryRun, parallelism: request.parallelism, folder: request.folder },
    debug: debug ? { task_id: debug.taskId, debugpy_folder: debug.debugpyFolder ?? null } : null,
    max_log_bytes: MAX_LOG_BYTES,
    pools: Object.fromEntries(settings.pools ?? []),
    previous: previous
      ? { ...wireRun(previous), data_interval: previous.dataInterval, start: previous.start, end: previous.end }
      : null,
    local_runs: localRuns.map(wireRun),
  };
}

function wireRun({ dagId, runId, logicalDate, state, states }: LocalRun): WireLocalRun {
  return { dag_id: dagId, run_id: runId, logical_date: logicalDate, state, states };
}
