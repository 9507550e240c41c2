// How often, and how soon, a server that ended by itself is started again.

export interface RestartPolicy {
  /** Milliseconds to wait before the next start; undefined: it ended too often, leave it. */
  afterEnd(now: number): number | undefined;
  /** The user starts it by hand: what was before does not count. */
  reset(): void;
}

const WINDOW_MS = 3 * 60_000;
const FIRST_WAIT_MS = 500;
const MOST_RESTARTS = 5;

/** Five starts within three minutes, each after twice the wait of the one before: 0.5 s, 1 s … 8 s. */
export function restartPolicy(): RestartPolicy {
  let ends: number[] = [];
  return {
    afterEnd: (now) => {
      ends = [...ends.filter((end) => now - end < WINDOW_MS), now];
      return ends.length > MOST_RESTARTS ? undefined : FIRST_WAIT_MS * 2 ** (ends.length - 1);
    },
    reset: () => {
      ends = [];
    },
  };
}
