// Whether a cron expression names many moments between two dates: by counting days, without looking for the moments themselves.

import type { CronSchedule } from './cronExpression';
import type { Instant } from './zones';

const DAY_MS = 86_400_000;

/**
 * True if certainly more than `limit` ticks lie between the two instants. Whole days between them are counted only, so the
 * time zone does not matter; of expressions with `L`, `#`, `W`, a year or `R` nothing is said.
 */
export function hasMoreTicks(cron: CronSchedule, from: Instant, to: Instant, limit: number): boolean {
  const isPlain = cron.nthWeekdays.size === 0 && cron.nearestWeekday === undefined && !cron.random;
  if (!isPlain || cron.dayOfMonth.includes('l') || !cron.year.includes('*')) return false;
  const daily = cron.hours.length * cron.minutes.length * cron.seconds.length;
  let ticks = 0;
  for (let day = from + 2 * DAY_MS; day < to - DAY_MS && ticks <= limit; day += DAY_MS)
    if (isDue(cron, new Date(day))) ticks += daily;
  return ticks > limit;
}

/** Of day of month and day of week, one is enough where both are given. */
function isDue({ month, dayOfMonth, dayOfWeek }: CronSchedule, day: Date): boolean {
  if (!month.includes('*') && !month.includes(day.getUTCMonth() + 1)) return false;
  const [anyDay, anyWeekday] = [dayOfMonth.includes('*'), dayOfWeek.includes('*')];
  const [byDay, byWeekday] = [dayOfMonth.includes(day.getUTCDate()), dayOfWeek.includes(day.getUTCDay())];
  if (anyDay) return anyWeekday || byWeekday;
  return anyWeekday ? byDay : byDay || byWeekday;
}
