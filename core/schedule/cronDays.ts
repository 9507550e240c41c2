// Which calendar days a cron expression names.
import type { CronSchedule } from './cronExpression';
import type { CronValue } from './fields';

/** A day of the Gregorian calendar; `weekday` 0 is Sunday. */
export interface CalendarDay {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
}

/** One way of choosing days: its two day fields must both agree. */
export interface DayRule {
  readonly dayOfMonth: readonly CronValue[];
  readonly dayOfWeek: readonly CronValue[];
}

const EVERY: readonly CronValue[] = ['*'];

/**
 * The rules whose union gives the days: one rule, or two when day of month and day of week are both restricted (cron's OR).
 * croniter 7.0.0 keeps `#`, `L5` and `W` in both of the two, so with these each rule is an intersection.
 */
export function dayRules(cron: CronSchedule): readonly DayRule[] {
  const { dayOfMonth, dayOfWeek } = cron;
  if (dayOfMonth[0] === '*' || dayOfWeek[0] === '*') return [{ dayOfMonth, dayOfWeek }];
  return [
    { dayOfMonth, dayOfWeek: EVERY },
    { dayOfMonth: EVERY, dayOfWeek },
  ];
}

/** True if the year and month of the day are among those of the expression. */
export function matchesMonth(cron: CronSchedule, date: CalendarDay): boolean {
  return includes(cron.month, date.month) && includes(cron.year, date.year);
}

/** True if the day, in a month that matches, is chosen by the rule. */
export function matchesDay(cron: CronSchedule, rule: DayRule, date: CalendarDay): boolean {
  const byMonth =
    cron.nearestWeekday === undefined
      ? matchesDayOfMonth(rule.dayOfMonth, date)
      : date.day === nearestWeekdayTo(cron.nearestWeekday, date);
  if (!byMonth) return false;
  return cron.nthWeekdays.size > 0 ? matchesNthWeekday(cron, date) : includes(rule.dayOfWeek, date.weekday);
}

/** Days in a month of 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function includes(values: readonly CronValue[], value: number): boolean {
  return values.includes('*') || values.includes(value);
}

function matchesDayOfMonth(values: readonly CronValue[], date: CalendarDay): boolean {
  return includes(values, date.day) || (values.includes('l') && date.day === daysInMonth(date.year, date.month));
}

function matchesNthWeekday(cron: CronSchedule, date: CalendarDay): boolean {
  const which = cron.nthWeekdays.get(date.weekday);
  if (!which) return false;
  const isLast = date.day + 7 > daysInMonth(date.year, date.month);
  return which.has(Math.ceil(date.day / 7)) || (isLast && which.has('l'));
}

/** Saturday goes to Friday, Sunday to Monday, but never into another month; a day past the end means the last day. */
function nearestWeekdayTo(wanted: number, { year, month }: CalendarDay): number {
  const last = daysInMonth(year, month);
  const day = Math.min(wanted, last);
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  if (weekday === 6) return day > 1 ? day - 1 : day + 2;
  if (weekday === 0) return day < last ? day + 1 : day - 2;
  return day;
}
