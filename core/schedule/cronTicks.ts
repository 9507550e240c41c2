// The next and the previous time of a cron expression, on wall-clock numbers without a zone.
import { type CalendarDay, type DayRule, dayRules, matchesDay, matchesMonth } from './cronDays';
import type { CronSchedule } from './cronExpression';

/** Wall-clock time written as milliseconds since 1970 as if it were UTC. */
export type WallTime = number;

type Direction = 1 | -1;

const DAY_MS = 86_400_000;
/** croniter gives up when no time lies within this many years (CroniterBadDateError). */
const MAX_YEARS = 50;

/** The first time after `wall`; undefined where croniter 7.0.0 raises CroniterBadDateError. Ignores `random`. */
export function nextTick(cron: CronSchedule, wall: WallTime): WallTime | undefined {
  return nearest(cron, wall, 1);
}

/** The last time before `wall`; undefined where croniter 7.0.0 raises CroniterBadDateError. Ignores `random`. */
export function previousTick(cron: CronSchedule, wall: WallTime): WallTime | undefined {
  return nearest(cron, wall, -1);
}

/**
 * True if the expression names no date at all, such as 30 February; Airflow accepts it and never starts a run.
 * With `after` given: true if nothing follows that wall-clock time (a year field that has passed).
 */
export function neverFires(cron: CronSchedule, after?: WallTime): boolean {
  if (cron.random) return false;
  if (after !== undefined) return nextTick(cron, after) === undefined;
  const years = cron.year.filter((year) => typeof year === 'number');
  const starts = years.length > 0 && !cron.year.includes('*') ? years : [2000];
  return starts.every((year) => nextTick(cron, Date.UTC(year, 0, 1) - 1) === undefined);
}

function nearest(cron: CronSchedule, wall: WallTime, direction: Direction): WallTime | undefined {
  const rules = dayRules(cron);
  const found = rules.map((rule) => search(cron, rule, wall, direction));
  // croniter lets one side of the OR be empty only if neither `#`, `L5` nor `W` is in play.
  const eachSideMayBeEmpty = cron.nthWeekdays.size === 0 && cron.nearestWeekday === undefined;
  if (!eachSideMayBeEmpty && found.includes(undefined)) return undefined;
  const times = found.filter((time) => time !== undefined);
  if (times.length === 0) return undefined;
  return direction > 0 ? Math.min(...times) : Math.max(...times);
}

function search(cron: CronSchedule, rule: DayRule, wall: WallTime, direction: Direction): WallTime | undefined {
  const unit = cron.hasSeconds ? 1000 : 60_000;
  const start = direction > 0 ? (Math.floor(wall / unit) + 1) * unit : (Math.ceil(wall / unit) - 1) * unit;
  const firstYear = new Date(start).getUTCFullYear();
  let limit = start;
  for (;;) {
    const midnight = Math.floor(limit / DAY_MS) * DAY_MS;
    const date = calendarDay(midnight);
    if (Math.abs(date.year - firstYear) > MAX_YEARS) return undefined;
    if (!matchesMonth(cron, date)) {
      limit = direction > 0 ? Date.UTC(date.year, date.month, 1) : Date.UTC(date.year, date.month - 1, 1) - 1;
      continue;
    }
    const time = matchesDay(cron, rule, date) ? timeOfDay(cron, limit - midnight, direction) : undefined;
    if (time !== undefined) return midnight + time;
    limit = direction > 0 ? midnight + DAY_MS : midnight - 1;
  }
}

function calendarDay(midnight: number): CalendarDay {
  const date = new Date(midnight);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
  };
}

/** The first matching time of a day at or beyond `limit` (milliseconds after midnight) in the given direction. */
function timeOfDay(cron: CronSchedule, limit: number, direction: Direction): number | undefined {
  const beyond = (from: number, length: number) => (direction > 0 ? from + length > limit : from <= limit);
  for (const hour of ordered(cron.hours, direction)) {
    if (!beyond(hour * 3_600_000, 3_600_000)) continue;
    for (const minute of ordered(cron.minutes, direction)) {
      const start = hour * 3_600_000 + minute * 60_000;
      if (!beyond(start, 60_000)) continue;
      const second = ordered(cron.seconds, direction).find((value) => beyond(start + value * 1000, 1));
      if (second !== undefined) return start + second * 1000;
    }
  }
  return undefined;
}

function ordered(values: readonly number[], direction: Direction): readonly number[] {
  return direction > 0 ? values : values.toReversed();
}
