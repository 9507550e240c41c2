// The runs of the past, in a folder: each in a folder of its own, the oldest ones removed when there are too many.

import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TaskId } from '../../core/ir/dag';
import type { RunRecord, RunState, TaskInstanceState, TriggeredBy } from '../../core/runs';
import type { KeptXCom, LocalRun, PreviousRun, RunType } from './engine';
import { isRunning } from './isRunning';

/** What a list shows of a run. */
export interface RunSummary {
  /** Names the run in this history. */
  readonly id: string;
  readonly dagId: string;
  /** Absolute path of the DAG file. */
  readonly file: string;
  readonly runId: string;
  readonly engine: RunRecord['engine'];
  readonly state: RunState;
  readonly stopped: boolean;
  readonly logicalDate: string | null;
  readonly dataInterval: readonly [string, string] | null;
  readonly start: string | undefined;
  readonly end: string | undefined;
  readonly states: Readonly<Record<TaskId, readonly TaskInstanceState[]>>;
  readonly bytes: number;
  /** Left out: a person asked for the run. */
  readonly triggeredBy?: TriggeredBy;
}

export interface HistoryLimits {
  readonly runs: number;
  readonly bytes: number;
}

/** A run that is about to begin. */
export interface NewRun {
  readonly id: string;
  /** An existing folder of this run alone. */
  readonly folder: string;
}

const RECORD = 'record.json';
const SUMMARY = 'summary.json';
/** Says which process the run belongs to as long as it has no record. */
const OWNER = 'pid';
const LIMITS: HistoryLimits = { runs: 100, bytes: 500_000_000 };

export class History {
  /** @param folder is made if it is not there */
  constructor(
    private readonly folder: string,
    private readonly limits: HistoryLimits = LIMITS,
  ) {}

  /** A folder for a run. What a process has left that died in a run is removed. @throws Error if it cannot be made */
  begin(dagId: string): NewRun {
    mkdirSync(this.folder, { recursive: true });
    this.sweep();
    const id = `${dagId.replace(/[^\w.-]/g, '_').slice(0, 80)}.${Date.now().toString(36)}.${randomBytes(4).toString('hex')}`;
    const folder = path.join(this.folder, id);
    mkdirSync(folder);
    writeFileSync(path.join(folder, OWNER), String(process.pid));
    return { id, folder };
  }

  /** Keeps what is known of a run that has ended, and removes the oldest runs if there are too many. */
  save(id: string, record: RunRecord): void {
    const folder = path.join(this.folder, id);
    mkdirSync(folder, { recursive: true });
    writeWhole(path.join(folder, RECORD), JSON.stringify(record));
    writeWhole(path.join(folder, SUMMARY), JSON.stringify(summaryOf(id, record, sizeOf(folder))));
    rmSync(path.join(folder, OWNER), { force: true });
    this.trim();
  }

  /** The runs, latest first; of a file or a DAG if that is asked for. */
  list(of: { readonly file?: string; readonly dagId?: string } = {}): RunSummary[] {
    const all = this.ids().flatMap((id) => read<RunSummary>(path.join(this.folder, id, SUMMARY)) ?? []);
    const wanted = all.filter(
      ({ file, dagId }) =>
        (of.file === undefined || of.file === file) && (of.dagId === undefined || of.dagId === dagId),
    );
    return wanted.sort((a, b) => (b.start ?? '').localeCompare(a.start ?? ''));
  }

  /** All that is known of a run; undefined: it is not kept. */
  read(id: string): RunRecord | undefined {
    return read(path.join(this.folder, id, RECORD));
  }

  /** Removes a run with its logs. */
  remove(id: string): void {
    rmSync(path.join(this.folder, id), { recursive: true, force: true });
  }

  /** The run of a DAG before a logical date: the last one there is, whatever its state. */
  previous(dagId: string, logicalDate: string): PreviousRun | undefined {
    const before = this.list({ dagId })
      .filter(isWhole)
      .filter((run) => Date.parse(run.logicalDate) < Date.parse(logicalDate));
    return before.sort((a, b) => Date.parse(b.logicalDate) - Date.parse(a.logicalDate))[0];
  }

  /** The runs that sensors may look for. */
  localRuns(): LocalRun[] {
    return this.list().filter(isWhole);
  }

  private ids(): string[] {
    try {
      return readdirSync(this.folder);
    } catch {
      return [];
    }
  }

  private sweep(): void {
    for (const id of this.ids()) {
      const owner = Number(read<number>(path.join(this.folder, id, OWNER)) ?? Number.NaN);
      if (!Number.isNaN(owner) && !isRunning(owner)) this.remove(id);
    }
  }

  private trim(): void {
    let bytes = 0;
    for (const [index, run] of this.list().entries()) {
      bytes += run.bytes;
      if (index >= this.limits.runs || (index > 0 && bytes > this.limits.bytes)) this.remove(run.id);
    }
  }
}

/** The results of a run that tasks of another one may pull, if those tasks are not run anew. */
export function xcomsOf(record: RunRecord, runAnew: ReadonlySet<TaskId>): KeptXCom[] {
  return Object.values(record.instances).flatMap(({ taskId, mapIndex, xcoms }) =>
    Object.entries(xcoms).flatMap(([key, { stored }]) =>
      stored === undefined || runAnew.has(taskId) ? [] : [{ taskId, mapIndex, key, stored }],
    ),
  );
}

/** The id that Airflow gives to a run: `manual__2026-01-01T00:00:00+00:00`. */
export function runIdFor(runType: RunType, logicalDate: string): string {
  return `${runType}__${logicalDate}`;
}

/** A run that began and ended. */
type Whole = RunSummary & PreviousRun;

function isWhole(run: RunSummary): run is Whole {
  const { logicalDate, dataInterval, start, end, state } = run;
  const isOver = state === 'success' || state === 'failed';
  return isOver && logicalDate !== null && dataInterval !== null && start !== undefined && end !== undefined;
}

function summaryOf(id: string, record: RunRecord, bytes: number): RunSummary {
  const { dag, runId, engine, state, stopped, logicalDate, dataInterval, start, end, instances, triggeredBy } = record;
  const states: Record<TaskId, TaskInstanceState[]> = {};
  for (const { taskId, state: each } of Object.values(instances)) states[taskId] = [...(states[taskId] ?? []), each];
  const named = { id, dagId: dag?.dagId ?? '', file: dag?.file ?? '', runId, engine };
  return {
    ...named,
    state,
    stopped,
    logicalDate,
    dataInterval,
    start,
    end,
    states,
    bytes,
    ...(triggeredBy && { triggeredBy }),
  };
}

/** Other readers see the file as it was, or whole. */
function writeWhole(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
}

function read<Content>(file: string): Content | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Content;
  } catch {
    return undefined;
  }
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true }).reduce(
    (sum: number, name) => sum + (statSync(path.join(folder, String(name)), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}
