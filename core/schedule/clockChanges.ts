// Runs around clock changes: a time that comes twice, a time that is left out, an offset that moves; and times as text.

import type { CronSchedule } from './cronExpression';
import { nextTick } from './cronTicks';
import { type Instant, wallClock, type Zone } from './zones';

const HOUR_MS = 3_600_000;
/** No clock has been moved by more. */
const LONGEST_CHANGE = 3 * HOUR_MS;

/** An instant on the clock of a zone: `2026-03-29T03:30:00+02:00`. */
export function zonedText(at: Instant, zone: Zone): string {
  const shown = new Date(wallClock(at, zone)).toISOString().slice(0, 19);
  return `${shown}${offsetText(at, zone)}`;
}

function offsetText(at: Instant, zone: Zone): string {
  const minutes = Math.round((wallClock(at, zone) - at) / 60_000);
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
}

/**
 * What a clock change of the zone does to a run, as a sentence; undefined: nothing.
 * @param before the run before, if there is one
 * @param crons the expressions that ask for it, if it is one of a cron
 */
export function clockChangeAt(
  at: Instant,
  before: Instant | undefined,
  zone: Zone,
  crons: readonly CronSchedule[],
): string | undefined {
  const wall = wallClock(at, zone);
  const time = new Date(wall).toISOString().slice(11, 16);
  const missing = missingTime(at, zone, crons);
  if (missing) return `The clock skips ${missing} that day, so it runs at ${time}.`;
  if (isRepeated(at, zone))
    return `The clock shows ${time} twice that day; it runs at the ${isSecond(at, zone) ? 'second' : 'first'}.`;
  if (before === undefined || wall - at === wallClock(before, zone) - before) return undefined;
  return `The clock has changed since the run before: from ${offsetText(before, zone)} to ${offsetText(at, zone)}.`;
}

function isRepeated(at: Instant, zone: Zone): boolean {
  return isSecond(at, zone) || twins(at, zone).some((twin) => twin > at);
}

function isSecond(at: Instant, zone: Zone): boolean {
  return twins(at, zone).some((twin) => twin < at);
}

/** Other instants at which the clock shows the same. */
function twins(at: Instant, zone: Zone): Instant[] {
  const wall = wallClock(at, zone);
  const offsets = [at - LONGEST_CHANGE, at + LONGEST_CHANGE].map((one) => wallClock(one, zone) - one);
  return offsets.map((offset) => wall - offset).filter((one) => one !== at && wallClock(one, zone) === wall);
}

/** The wall-clock time that a cron names, where the clock skips it and the run comes later for it. */
function missingTime(at: Instant, zone: Zone, crons: readonly CronSchedule[]): string | undefined {
  const wall = wallClock(at, zone);
  const gap = wall - at - (wallClock(at - LONGEST_CHANGE, zone) - (at - LONGEST_CHANGE));
  if (gap <= 0 || crons.some((cron) => isTick(cron, wall)) || !crons.some((cron) => isTick(cron, wall - gap)))
    return undefined;
  return new Date(wall - gap).toISOString().slice(11, 16);
}

function isTick(cron: CronSchedule, wall: number): boolean {
  return nextTick(cron, wall - 1) === wall;
}
