// Where cron-parser starts to look: it walks day by day with luxon, 40 to 100 times slower for monthly and yearly schedules than from here.
import type { CronDayOfMonth, CronDayOfWeek, CronFieldCollection } from 'cron-parser';
import { daysInMonth } from './cronDays';
import type { Direction, WallTime } from './wallTime';

const DAY_MS = 86_400_000;

/** A time between `from` and the next tick of the fields in the given direction, often a day's edge. It only saves work: the tick stays the same. */
export function headStart(fields: CronFieldCollection, from: WallTime, direction: Direction): WallTime {
  const today = Math.floor(from / DAY_MS) * DAY_MS;
  if (!isOver(fields, from - today, direction) && mayHold(fields, new Date(today))) return from;
  let date = new Date(today + direction * DAY_MS);
  while (!mayHold(fields, date)) date = nextDate(fields, date, direction);
  return direction > 0 ? date.getTime() - 1 : date.getTime() + DAY_MS - 1;
}

/** True if the day has no more times; `time` is in milliseconds after midnight. */
function isOver({ hour, minute, second }: CronFieldCollection, time: number, direction: Direction): boolean {
  const at = direction > 0 ? -1 : 0;
  const edge = (hour.values.at(at)! * 60 + minute.values.at(at)!) * 60_000 + second.values.at(at)! * 1000;
  return direction > 0 ? time >= edge : time <= edge;
}

function nextDate(fields: CronFieldCollection, date: Date, direction: Direction): Date {
  if (holdsMonth(fields, date)) return new Date(date.getTime() + direction * DAY_MS);
  const next = new Date(date);
  if (direction > 0) next.setUTCMonth(date.getUTCMonth() + 1, 1);
  else next.setUTCDate(0);
  return next;
}

function mayHold(fields: CronFieldCollection, date: Date): boolean {
  if (!holdsMonth(fields, date)) return false;
  const { dayOfMonth, dayOfWeek } = fields;
  if (dayOfMonth.isWildcard) return dayOfWeek.isWildcard || holdsWeekday(dayOfWeek, date);
  return holdsDay(dayOfMonth, date) || (!dayOfWeek.isWildcard && holdsWeekday(dayOfWeek, date));
}

function holdsDay({ values, hasLastChar }: CronDayOfMonth, date: Date): boolean {
  return includes(values, date.getUTCDate()) || (hasLastChar && daysLeft(date) === 0);
}

function holdsWeekday({ values, nthDay, hasLastChar }: CronDayOfWeek, date: Date): boolean {
  const weekday = date.getUTCDay();
  if (hasLastChar) return includes(values, `${weekday}L`) && daysLeft(date) < 7;
  return includes(values, weekday) && (nthDay === 0 || Math.ceil(date.getUTCDate() / 7) === nthDay);
}

function daysLeft(date: Date): number {
  return daysInMonth(date.getUTCFullYear(), date.getUTCMonth() + 1) - date.getUTCDate();
}

function holdsMonth({ month }: CronFieldCollection, date: Date): boolean {
  return includes(month.values, date.getUTCMonth() + 1);
}

function includes(values: readonly (number | string)[], value: number | string): boolean {
  return values.includes(value);
}
