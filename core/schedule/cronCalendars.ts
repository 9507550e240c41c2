// What cron-parser is asked: croniter's expanded fields in its own notation, and a check of the days it has no notation for.
import { CronExpressionParser, type CronFieldCollection } from 'cron-parser';
import { type CalendarDay, daysInMonth, matchesDayOfMonth, nearestWeekdayTo } from './cronDays';
import type { CronSchedule } from './cronExpression';
import type { CronValue } from './fields';

/** Times of a cron expression: the union of what cron-parser finds, where `accepts` takes the day. */
export interface CronCalendar {
  readonly fields: readonly CronFieldCollection[];
  accepts(day: CalendarDay): boolean;
}

/** The two day fields, of which both must agree. */
interface DaySide {
  readonly dayOfMonth: readonly CronValue[];
  readonly dayOfWeek: readonly CronValue[];
}

const EVERY: readonly CronValue[] = ['*'];
const LEAP_YEAR = 2000;

/**
 * The calendars whose union are the times of the expression; none if no month is long enough for its days.
 * The year field is left to the caller: cron-parser 5.10.5 has none. Ignores `random`.
 */
export function cronCalendars(cron: CronSchedule): readonly CronCalendar[] {
  if (isBeyondEveryMonth(cron)) return [];
  const { dayOfMonth, dayOfWeek } = cron;
  if (cron.nthWeekdays.size > 0 || cron.nearestWeekday !== undefined)
    return sides(cron).map((side) => calendarOf(cron, side));
  return [{ fields: [fieldsOf(cron, daysText(dayOfMonth), daysText(dayOfWeek))], accepts: () => true }];
}

/** croniter 7.0.0 keeps `#`, `L5` and `W` in both sides of cron's OR, where cron-parser ORs them too: so each side is asked alone. */
function sides({ dayOfMonth, dayOfWeek }: CronSchedule): readonly DaySide[] {
  if (dayOfMonth[0] === '*' || dayOfWeek[0] === '*') return [{ dayOfMonth, dayOfWeek }];
  return [
    { dayOfMonth, dayOfWeek: EVERY },
    { dayOfMonth: EVERY, dayOfWeek },
  ];
}

function calendarOf(cron: CronSchedule, side: DaySide): CronCalendar {
  const nearest = cron.nearestWeekday;
  return {
    fields: weekdayTexts(cron, side).map((weekday) =>
      fieldsOf(cron, weekday === '*' ? daysNear(nearest) : '*', weekday),
    ),
    accepts: (day) =>
      nearest === undefined ? matchesDayOfMonth(side.dayOfMonth, day) : day.day === nearestWeekdayTo(nearest, day),
  };
}

/** The days that `nW` can fall on: a day past the end of a month counts from its last. */
function daysNear(nearest: number | undefined): string {
  return nearest === undefined ? '*' : `${Math.max(1, Math.min(nearest, 28) - 2)}-${Math.min(31, nearest + 2)}`;
}

/**
 * One text for each `#` and each last weekday: cron-parser takes only one of them at a time. Those that fall on none of the
 * days of the month are left out, as a search for them goes through all of its years.
 */
function weekdayTexts({ nthWeekdays, nearestWeekday }: CronSchedule, side: DaySide): readonly string[] {
  if (nthWeekdays.size === 0) return [daysText(side.dayOfWeek)];
  return [...nthWeekdays].flatMap(([weekday, which]) =>
    [...which]
      .filter((nth) => nearestWeekday !== undefined || side.dayOfMonth.some((day) => mayFallOn(nth, day)))
      .map((nth) => (nth === 'l' ? `${weekday}L` : `${weekday}#${nth}`)),
  );
}

function mayFallOn(nth: number | 'l', day: CronValue): boolean {
  if (day === '*') return true;
  if (nth === 'l') return day === 'l' || day >= 22;
  return day === 'l' ? nth >= 4 : Math.ceil(day / 7) === nth;
}

function fieldsOf(cron: CronSchedule, dayOfMonth: string, dayOfWeek: string): CronFieldCollection {
  const { seconds, minutes, hours, month } = cron;
  const texts = [seconds.join(), minutes.join(), hours.join(), dayOfMonth, daysText(month), dayOfWeek];
  return CronExpressionParser.parse(texts.join(' ')).fields;
}

/** To cron-parser too, only a lone `*` is no restriction. */
function daysText(values: readonly CronValue[]): string {
  return values[0] === '*' ? '*' : values.map((value) => (value === 'l' ? 'L' : value)).join();
}

/** 30 February and the like, which cron-parser refuses to read and croniter accepts. */
function isBeyondEveryMonth({ dayOfMonth, dayOfWeek, month }: CronSchedule): boolean {
  const [first] = dayOfMonth;
  if (typeof first !== 'number' || dayOfMonth.includes('l') || dayOfWeek[0] !== '*') return false;
  return month.every((value) => typeof value === 'number' && first > daysInMonth(LEAP_YEAR, value));
}
