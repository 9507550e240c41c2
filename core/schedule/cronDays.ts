// Days of the month that cron-parser has no notation for.
import type { CronValue } from './fields';

/** A day of the Gregorian calendar. */
export interface CalendarDay {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

/** Days in a month of 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** True if the day-of-month field names the day; `l` is the last one of its month. */
export function matchesDayOfMonth(values: readonly CronValue[], { year, month, day }: CalendarDay): boolean {
  return values.includes('*') || values.includes(day) || (values.includes('l') && day === daysInMonth(year, month));
}

/** Saturday goes to Friday, Sunday to Monday, but never into another month; a day past the end means the last day. */
export function nearestWeekdayTo(wanted: number, { year, month }: CalendarDay): number {
  const last = daysInMonth(year, month);
  const day = Math.min(wanted, last);
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  if (weekday === 6) return day > 1 ? day - 1 : day + 2;
  if (weekday === 0) return day < last ? day + 1 : day - 2;
  return day;
}
