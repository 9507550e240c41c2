// Days of the proleptic Gregorian calendar, counted from 1970-01-01.

export const DAY_SECONDS = 86_400;
export const DAY_MICROS = DAY_SECONDS * 1_000_000;

export interface Civil {
  readonly year: number;
  /** 1..12 */
  readonly month: number;
  readonly day: number;
}

/** Days since 1970-01-01. */
export function daysOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

/** The date of a day. */
export function civilOf(days: number): Civil {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const ofEra = z - era * 146_097;
  const year =
    Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365) +
    era * 400;
  const ofYear =
    ofEra - (365 * (year - era * 400) + Math.floor((year - era * 400) / 4) - Math.floor((year - era * 400) / 100));
  const index = Math.floor((5 * ofYear + 2) / 153);
  const month = index < 10 ? index + 3 : index - 9;
  return { year: month <= 2 ? year + 1 : year, month, day: ofYear - Math.floor((153 * index + 2) / 5) + 1 };
}

export function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** 0 is Monday. */
export function weekday(days: number): number {
  return (((days + 3) % 7) + 7) % 7;
}

/** 1 is January 1st. */
export function dayOfYear(days: number): number {
  return days - daysOf(civilOf(days).year, 1, 1) + 1;
}

/** ISO year, week and weekday (1 is Monday). */
export function isoCalendar(days: number): readonly [year: number, week: number, weekday: number] {
  const thursday = days - weekday(days) + 3;
  const { year } = civilOf(thursday);
  return [year, Math.floor((thursday - daysOf(year, 1, 1)) / 7) + 1, weekday(days) + 1];
}

/** True for dates that Python's `date` accepts. */
export function isValidDate(year: number, month: number, day: number): boolean {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The first and last day Python knows. */
export const FIRST_DAY = daysOf(1, 1, 1);
export const LAST_DAY = daysOf(9999, 12, 31);
