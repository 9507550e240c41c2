// The next and the previous time of a cron expression, found by cron-parser on wall-clock numbers without a zone.
import { CronExpression, type CronFieldCollection } from 'cron-parser';
import { type CronCalendar, cronCalendars } from './cronCalendars';
import type { CalendarDay } from './cronDays';
import type { CronSchedule } from './cronExpression';
import { headStart } from './cronHeadStart';
import type { CronValue } from './fields';
import type { Direction, WallTime } from './wallTime';

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

/** Reading the fields takes cron-parser longer than finding a time. */
const calendarsOf = new WeakMap<CronSchedule, readonly CronCalendar[]>();

function nearest(cron: CronSchedule, wall: WallTime, direction: Direction): WallTime | undefined {
  const calendars = calendarsOf.get(cron) ?? cronCalendars(cron);
  calendarsOf.set(cron, calendars);
  const ticks: WallTime[] = [];
  for (const calendar of calendars) {
    const tick = search(cron, calendar, wall, direction);
    // croniter finds nothing if one of the calendars has nothing.
    if (tick === undefined) return undefined;
    ticks.push(tick);
  }
  return closest(ticks, direction);
}

function search(
  cron: CronSchedule,
  calendar: CronCalendar,
  wall: WallTime,
  direction: Direction,
): WallTime | undefined {
  const firstYear = new Date(firstCandidate(cron, wall, direction)).getUTCFullYear();
  for (let from = wall; ; ) {
    const tick = closest(
      calendar.fields.map((fields) => ask(fields, from, direction)),
      direction,
    );
    if (tick === undefined) return undefined;
    const day = calendarDay(tick);
    const year = nearestYear(cron.year, day.year, direction);
    if (year === undefined || Math.abs(day.year - firstYear) > MAX_YEARS) return undefined;
    if (year === day.year && calendar.accepts(day)) return tick;
    from = year === day.year ? edgeOfDay(tick, direction) : edgeOfYear(year, direction);
  }
}

/** Always in UTC: where the clock changes, the zones of cron-parser 5.10.5 are not Airflow's (see `cronSteps`). */
function ask(fields: CronFieldCollection, from: WallTime, direction: Direction): WallTime {
  const expression = new CronExpression(fields, { currentDate: headStart(fields, from, direction), tz: 'UTC' });
  return (direction > 0 ? expression.next() : expression.prev()).getTime();
}

function firstCandidate(cron: CronSchedule, wall: WallTime, direction: Direction): WallTime {
  const unit = cron.hasSeconds ? 1000 : 60_000;
  return direction > 0 ? (Math.floor(wall / unit) + 1) * unit : (Math.ceil(wall / unit) - 1) * unit;
}

function closest(times: readonly WallTime[], direction: Direction): WallTime | undefined {
  if (times.length === 0) return undefined;
  return direction > 0 ? Math.min(...times) : Math.max(...times);
}

function nearestYear(years: readonly CronValue[], year: number, direction: Direction): number | undefined {
  if (years.includes('*')) return year;
  const numbers = years.filter((value) => typeof value === 'number');
  return direction > 0 ? numbers.find((value) => value >= year) : numbers.findLast((value) => value <= year);
}

/** Where the search goes on, so that the first time of the year still counts (backwards its last). */
function edgeOfYear(year: number, direction: Direction): WallTime {
  return direction > 0 ? Date.UTC(year, 0, 1) - 1 : Date.UTC(year + 1, 0, 1);
}

/** Where the search goes on, so that no time of the tick's day counts any more. */
function edgeOfDay(tick: WallTime, direction: Direction): WallTime {
  const midnight = Math.floor(tick / DAY_MS) * DAY_MS;
  return direction > 0 ? midnight + DAY_MS - 1 : midnight;
}

function calendarDay(tick: WallTime): CalendarDay {
  const date = new Date(tick);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
