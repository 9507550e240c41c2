// Python's timedelta and dateutil's relativedelta, as far as a schedule uses them.
import { daysInMonth } from './cronDays';
import { type Instant, instantOf, UTC, wallClock, type Zone } from './zones';

/** A length of real time. */
export interface Timedelta {
  readonly kind: 'timedelta';
  readonly microseconds: number;
}

/**
 * Calendar months (years count 12) and a length of real time; years and months are shifted first, on the calendar.
 * dateutil's absolute arguments (`day=1`, `hour=6`, `weekday=MO`) and `leapdays`, `yearday` and `nlyearday` are not modelled:
 * when such a delta runs is unknown, so make none of it.
 */
export interface Relativedelta {
  readonly kind: 'relativedelta';
  readonly months: number;
  readonly microseconds: number;
}

export type Delta = Timedelta | Relativedelta;

/** The relative arguments of `timedelta(…)` and `relativedelta(…)`; relativedelta alone has months and years. */
export interface DeltaParts {
  readonly years?: number;
  readonly months?: number;
  readonly weeks?: number;
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
  readonly milliseconds?: number;
  readonly microseconds?: number;
}

export const DAY_US = 86_400_000_000;
export const ZERO: Timedelta = { kind: 'timedelta', microseconds: 0 };

const LENGTHS: readonly (readonly [keyof DeltaParts, number])[] = [
  ['weeks', 7 * DAY_US],
  ['days', DAY_US],
  ['hours', 3_600_000_000],
  ['minutes', 60_000_000],
  ['seconds', 1_000_000],
  ['milliseconds', 1000],
  ['microseconds', 1],
];

/** `timedelta(…)`; fractions are allowed, as in Python. */
export function timedelta(parts: DeltaParts): Timedelta {
  return { kind: 'timedelta', microseconds: microsecondsOf(parts) };
}

/** `relativedelta(…)` of relative arguments only, see `Relativedelta`. */
export function relativedelta(parts: DeltaParts): Relativedelta {
  const months = (parts.years ?? 0) * 12 + (parts.months ?? 0);
  return { kind: 'relativedelta', months, microseconds: microsecondsOf(parts) };
}

function microsecondsOf(parts: DeltaParts): number {
  return Math.round(LENGTHS.reduce((sum, [name, length]) => sum + (parts[name] ?? 0) * length, 0));
}

/**
 * The instant `sign` times the delta away. Months are shifted on the wall clock of `zone` and clamped to the end of the month;
 * all else is real time, also days (pendulum 3.3.0).
 */
export function shift(at: Instant, delta: Delta, sign: 1 | -1, zone: Zone = UTC): Instant {
  const months = delta.kind === 'relativedelta' ? delta.months : 0;
  const start = months === 0 ? at : instantOf(shiftMonths(wallClock(at, zone), sign * months), zone);
  return start + (sign * delta.microseconds) / 1000;
}

function shiftMonths(wall: number, months: number): number {
  const date = new Date(wall);
  const index = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12;
  const day = Math.min(date.getUTCDate(), daysInMonth(year, month + 1));
  return Date.UTC(year, month, day) + (wall - Math.floor(wall / 86_400_000) * 86_400_000);
}

/** True if the delta leads forward, seen from 1 January 2001 (only a mix of signs depends on the day). */
export function isPositive(delta: Delta): boolean {
  const start = Date.UTC(2001, 0, 1);
  return shift(start, delta, 1) > start;
}
