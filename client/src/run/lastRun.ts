// The last run of a DAG: of this window, or kept by an earlier one.

import type { RunState } from '../../../core/runs';
import type { RunSummary } from '../../../runner/src/history';
import type { BookedRun } from './runBook';

export interface LastRun {
  readonly state: RunState | 'stopped';
  readonly isLive: boolean;
  readonly start: string | undefined;
  readonly end: string | undefined;
  /** Undefined where it is not kept in the list. */
  readonly because: string | undefined;
}

/** Names a DAG of a file among others. */
export function keyOf(file: string, dagId: string): string {
  return `${file}\n${dagId}`;
}

/** The last run of each DAG, by `keyOf`. @param runs latest first */
export function lastRuns(runs: readonly RunSummary[]): Map<string, LastRun> {
  const last = new Map<string, LastRun>();
  for (const { file, dagId, state, stopped, start, end } of runs) {
    const key = keyOf(file, dagId);
    const run = { state: stopped ? 'stopped' : state, isLive: false, start, end, because: undefined } as const;
    if (!last.has(key)) last.set(key, run);
  }
  return last;
}

/** The later of a run of this window and one that is kept. */
export function lastRunOf(own: BookedRun | undefined, kept: LastRun | undefined): LastRun | undefined {
  if (!own) return kept;
  const { state, stopped, start, end, because } = own.record;
  const isLater = own.isLive || kept === undefined || (start ?? '') >= (kept.start ?? '');
  return isLater ? { state: stopped ? 'stopped' : state, isLive: own.isLive, start, end, because } : kept;
}
