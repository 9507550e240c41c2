// Moving dates by calendar units.

import { civilOf, daysInMonth, daysOf } from './calendarMath';
import { carry, DateTimeData, instantOf, offsetAt, zoneData } from './moments';

/** The day so many months later; the end of the month where that month is shorter. */
export function addMonths(days: number, months: number): number {
  const { year, month, day } = civilOf(days);
  const total = year * 12 + (month - 1) + months;
  const [y, m] = [Math.floor(total / 12), (total % 12) + 1];
  return daysOf(y, m, Math.min(day, daysInMonth(y, m)));
}

/** Calendar units; hours and smaller ones are given in microseconds. */
export interface Shift {
  readonly months: number;
  readonly days: number;
  readonly micros: number;
}

/** Months, then days on the calendar, then hours on the clock of the world (as pendulum adds). */
export function shiftMoment(moment: DateTimeData, shift: Shift): DateTimeData {
  const day = addMonths(moment.days, shift.months) + shift.days;
  const local = new DateTimeData(day, moment.micros, moment.zone);
  if (shift.micros === 0) return local;
  const zone = zoneData(moment.zone);
  const utc = instantOf(local);
  if (!zone || !utc) return plus(local, shift.micros);
  const later = carry(utc.days, utc.micros + shift.micros);
  const offset = offsetAt(zone, later.days, later.micros);
  return plus(new DateTimeData(later.days, later.micros, moment.zone), offset * 1e6);
}

function plus(moment: DateTimeData, micros: number): DateTimeData {
  const sum = carry(moment.days, moment.micros + micros);
  return new DateTimeData(sum.days, sum.micros, moment.zone);
}
