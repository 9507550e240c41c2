// The engine `airflow`: the Airflow that the chosen interpreter has, in a home of its own, with one warm process for all runs.

import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { RunEvent } from '../../../core/runs';
import type { Engine, RunRequest, RunSettings } from '../engine';
import { EventQueue } from '../eventQueue';
import { AirflowProcess } from './airflowProcess';
import { airflowEnvironment } from './environment';
import { eventFromWire } from './events';
import { type FoundAirflow, findAirflow } from './findAirflow';
import type { FromAirflow, RunMessage } from './messages';

/** Where the engine finds and keeps its things. Absolute paths. */
export interface AirflowPlaces {
  /** The folder that holds the package `daglens_airflow`. */
  readonly python: string;
  /** A folder that outlives runs, for Airflow's homes: one for each interpreter and version. */
  readonly cache: string;
}

const MAX_LOG_BYTES = 32 * 1024 * 1024;
/** The Python process ends a stopped run within this time; else it is ended itself. */
const STOPPED_WITHIN_MS = 1900;

/**
 * Runs DAGs with real operators, hooks and connections. Never touches the database or the settings file of the user's Airflow.
 * @see Engine for what it promises
 */
export function createAirflowEngine(settings: RunSettings, places: AirflowPlaces): Engine {
  return new AirflowEngine(settings, places);
}

/** A run that the process knows of. */
interface Following {
  hear(event: RunEvent): void;
  over(): void;
}

class AirflowEngine implements Engine {
  readonly id = 'airflow';
  private found: Promise<FoundAirflow | string> | undefined;
  private warm: { readonly process: AirflowProcess; readonly folder: string } | undefined;
  private readonly runs = new Map<string, Following>();

  constructor(
    private readonly settings: RunSettings,
    private readonly places: AirflowPlaces,
  ) {}

  async unavailable(): Promise<string | undefined> {
    const found = await this.find();
    return typeof found === 'string' ? found : undefined;
  }

  async *run(request: RunRequest, signal: AbortSignal): AsyncIterable<RunEvent> {
    const found = await this.find();
    if (typeof found === 'string' || signal.aborted) {
      yield notRun(typeof found === 'string' ? found : 'stopped', signal.aborted);
      return;
    }
    const events = new EventQueue<RunEvent>();
    const onAbort = () => this.stop(request.runId);
    this.begin(found, request, events);
    signal.addEventListener('abort', onAbort);
    try {
      yield* inOrder(events);
    } finally {
      signal.removeEventListener('abort', onAbort);
      if (this.runs.has(request.runId)) onAbort();
    }
  }

  async dispose(): Promise<void> {
    const { warm } = this;
    this.warm = undefined;
    await warm?.process.end();
  }

  private find(): Promise<FoundAirflow | string> {
    this.found ??= findAirflow(this.settings);
    return this.found;
  }

  private begin(found: FoundAirflow, request: RunRequest, events: EventQueue<RunEvent>): void {
    this.runs.set(request.runId, {
      hear: (event) => events.push(event),
      over: () => events.close(),
    });
    const process = this.warmProcess(found, request.file);
    process.setIdle(false);
    process.send(runMessage(request, this.settings));
  }

  /** The process that runs DAGs of this folder; it is started where there is none. */
  private warmProcess(found: FoundAirflow, file: string): AirflowProcess {
    const home = path.join(this.places.cache, homeName(found));
    const environment = airflowEnvironment(this.settings, home, file);
    const folder = environment.AIRFLOW__CORE__DAGS_FOLDER ?? '';
    if (this.warm?.process.isAlive && this.warm.folder === folder) return this.warm.process;
    if (this.warm && this.runs.size === 1) void this.warm.process.end();
    mkdirSync(home, { recursive: true });
    const start = { found, python: this.places.python, home, cwd: this.settings.root, environment };
    const process: AirflowProcess = AirflowProcess.start(
      start,
      (message) => this.hear(message),
      (because) => this.lost(process, because),
    );
    this.warm = { process, folder };
    return process;
  }

  private hear(message: FromAirflow): void {
    if (message.kind === 'preparing') {
      const words = `The database of Airflow ${message.version} is made. This happens once and takes a while.`;
      for (const run of this.runs.values()) run.hear({ kind: 'note', level: 'info', message: words });
    } else if (message.kind === 'broken') {
      for (const run of this.runs.values()) run.hear(notRun(`Airflow does not work here: ${message.message}`, false));
    } else if (message.kind === 'event') {
      this.runs.get(message.run_id)?.hear(eventFromWire(message.event));
    } else if (message.kind === 'over') this.over(message.run_id);
  }

  private over(runId: string): void {
    this.runs.get(runId)?.over();
    this.runs.delete(runId);
    if (this.runs.size === 0) this.warm?.process.setIdle(true);
  }

  /** The process has ended: so have its runs. */
  private lost(process: AirflowProcess, because: string): void {
    if (this.warm?.process !== process) return;
    this.warm = undefined;
    for (const [runId, run] of this.runs) {
      run.hear(notRun(because, false));
      this.over(runId);
    }
  }

  private stop(runId: string): void {
    const process = this.warm?.process;
    process?.send({ kind: 'stop', run_id: runId });
    const run = this.runs.get(runId);
    const timer = setTimeout(() => {
      if (run === undefined || this.runs.get(runId) !== run) return;
      run.hear(notRun('stopped', true));
      this.over(runId);
      process?.kill();
    }, STOPPED_WITHIN_MS);
    timer.unref();
  }
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

function runMessage(request: RunRequest, settings: RunSettings): RunMessage {
  const { xcoms, tasks, marks } = request;
  return {
    ...{ kind: 'run', run_id: request.runId, file: request.file, dag_id: request.dagId ?? null },
    ...{ run_type: request.runType, logical_date: request.logicalDate ?? null, conf: request.conf },
    tasks: tasks ? [...tasks] : null,
    xcoms: xcoms.map(({ taskId, mapIndex, key, stored }) => ({ task_id: taskId, map_index: mapIndex, key, stored })),
    marks: Object.fromEntries(marks),
    ...{ dry_run: request.dryRun, parallelism: request.parallelism, folder: request.folder },
    ...{ max_log_bytes: MAX_LOG_BYTES, import_roots: settings.importRoots },
    variables_file: settings.variablesFile ?? null,
    connections_file: settings.connectionsFile ?? null,
  };
}
