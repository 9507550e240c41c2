// Whether two cron schedules ever tick at the same moment.

import { type CronSchedule, nextTick, wallClock, zoneNamed } from '../../schedule';

/** A leap year and the three after it hold every day that a cron expression names. */
const FROM = Date.UTC(2024, 0, 1) - 1;
const UNTIL = Date.UTC(2028, 0, 1);

/** Each round jumps to the next tick of one schedule that is not before one of the other. */
const MAX_ROUNDS = 1500;

/** Two ticks next to each other, as milliseconds of a wall clock. */
export interface TickPair {
  /** The first tick that is looked for. */
  readonly wanted: number;
  /** The tick of the other schedule that follows it. */
  readonly offered: number;
}

/**
 * The proof that no tick of `asking`, moved back by `shiftMs`, is a tick of `offering`: the first ticks that miss each
 * other. Undefined if some meet, or where a schedule has no ticks. Both are of one time zone.
 */
export function neverMeet(asking: CronSchedule, offering: CronSchedule, shiftMs: number): TickPair | undefined {
  let first: TickPair | undefined;
  let from = FROM;
  for (let round = 0; round < MAX_ROUNDS && from < UNTIL; round++) {
    const wanted = nextTick(asking, from + shiftMs);
    if (wanted === undefined) return undefined;
    const offered = nextTick(offering, wanted - shiftMs - 1);
    if (offered === undefined || offered === wanted - shiftMs) return undefined;
    first ??= { wanted: wanted - shiftMs, offered };
    from = offered - 1;
  }
  return first;
}

const SAMPLE_MS = 6 * 3_600_000;

/**
 * By how much the clocks of one zone can be ahead of those of another, in milliseconds: each difference that a year has, but
 * for the hours of a clock change. None where a zone is not known.
 */
export function zoneDifferences(here: string, there: string): number[] {
  const [a, b] = [zoneNamed(here), zoneNamed(there)];
  if (!a || !b) return [];
  const found = new Set<number>();
  for (let at = Date.UTC(2025, 0, 1); at < Date.UTC(2026, 0, 1); at += SAMPLE_MS)
    found.add(wallClock(at, a) - wallClock(at, b));
  return [...found];
}
