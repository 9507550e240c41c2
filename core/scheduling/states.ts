// The states of task instances, as far as they matter to the tasks after them.

/** A state that does not change any more. */
export type FinalState = 'success' | 'failed' | 'skipped' | 'upstream_failed' | 'removed';

/** `unfinished`: whatever comes before: no state yet, scheduled, queued, running, waiting for a retry. */
export type TaskState = FinalState | 'unfinished';

/** How many of a task's direct upstream tasks are in which state. */
export interface UpstreamCounts {
  readonly total: number;
  readonly success: number;
  readonly failed: number;
  readonly skipped: number;
  readonly upstreamFailed: number;
  readonly removed: number;
  /** Setups among them, and how many of those are in which state. */
  readonly setups: number;
  readonly setupsSuccess: number;
  readonly setupsSkipped: number;
}

/** An upstream task, as a trigger rule sees it. */
export interface UpstreamState {
  readonly state: TaskState;
  readonly isSetup: boolean;
}

/** Counts states. */
export function countStates(upstream: readonly UpstreamState[]): UpstreamCounts {
  const all = (state: TaskState) => upstream.filter((one) => one.state === state).length;
  const setups = upstream.filter(({ isSetup }) => isSetup);
  return {
    total: upstream.length,
    success: all('success'),
    failed: all('failed'),
    skipped: all('skipped'),
    upstreamFailed: all('upstream_failed'),
    removed: all('removed'),
    setups: setups.length,
    setupsSuccess: setups.filter(({ state }) => state === 'success').length,
    setupsSkipped: setups.filter(({ state }) => state === 'skipped').length,
  };
}
