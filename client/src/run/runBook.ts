// The runs of this window: those that are live, and the last of each DAG.

import { applyEvent, emptyRecord, type RunEvent, type RunRecord } from '../../../core/runs';
import type { Engine, RunRequest } from '../../../runner/src/engine';

/** A run that this window began, or one of the history. */
export interface BookedRun {
  /** Names the run in the history: run ids are those of Airflow, and come again. */
  readonly id: string;
  /** Path of the DAG file. */
  readonly file: string;
  readonly dagId: string;
  /** Undefined for a run of the history. */
  readonly request: RunRequest | undefined;
  readonly record: RunRecord;
  readonly isLive: boolean;
}

export type RunListener = (run: BookedRun, event: RunEvent | undefined) => void;

interface Entry extends BookedRun {
  record: RunRecord;
  isLive: boolean;
}

export class RunBook {
  private readonly entries = new Map<string, Entry>();
  private readonly listeners = new Set<RunListener>();
  private readonly stops = new Map<string, AbortController>();

  /**
   * Calls the listener after every event of a run, and once without an event when it is over.
   * @returns a function that ends it
   */
  listen(listener: RunListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Begins a run, and follows it to its end. @returns the run when it is over */
  async follow(id: string, engine: Engine, request: RunRequest, dagId: string): Promise<BookedRun> {
    const { runId, file } = request;
    const stop = new AbortController();
    const entry: Entry = { id, file, dagId, request, record: emptyRecord(engine.id, runId), isLive: true };
    this.entries.set(id, entry);
    this.stops.set(id, stop);
    this.tell(entry, undefined);
    for await (const event of engine.run(request, stop.signal)) {
      entry.record = applyEvent(entry.record, event);
      this.tell(entry, event);
    }
    entry.isLive = false;
    this.stops.delete(id);
    this.forgetOlder(entry);
    this.tell(entry, undefined);
    return entry;
  }

  /** Takes a run of the history as the last one of its DAG, unless there is one. */
  remember(id: string, record: RunRecord, file: string, dagId: string): BookedRun {
    const known = this.entries.get(id);
    if (known) return known;
    const entry: Entry = { id, file, dagId, request: undefined, record, isLive: false };
    this.entries.set(id, entry);
    return entry;
  }

  /** Asks a run to stop; undefined: all. */
  stop(id?: string): void {
    for (const [each, stop] of this.stops) if (id === undefined || id === each) stop.abort();
  }

  get live(): readonly BookedRun[] {
    return [...this.entries.values()].filter(({ isLive }) => isLive);
  }

  byId(id: string): BookedRun | undefined {
    return this.entries.get(id);
  }

  /** The last run of a DAG that began. */
  latest(file: string, dagId: string): BookedRun | undefined {
    return this.runsOf(file, dagId).sort(byStart).at(-1);
  }

  private runsOf(file: string, dagId: string): Entry[] {
    return [...this.entries.values()].filter((each) => each.file === file && each.dagId === dagId);
  }

  /** Only the last run of a DAG is kept in memory: the others are in the history. */
  private forgetOlder(entry: Entry): void {
    for (const other of this.runsOf(entry.file, entry.dagId))
      if (other !== entry && !other.isLive) this.entries.delete(other.id);
  }

  private tell(run: BookedRun, event: RunEvent | undefined): void {
    // Who begins to listen while this is told has not missed it.
    for (const listener of [...this.listeners]) listener(run, event);
  }
}

function byStart(a: BookedRun, b: BookedRun): number {
  if (a.isLive !== b.isLive) return a.isLive ? 1 : -1;
  return (a.record.start ?? '').localeCompare(b.record.start ?? '');
}
