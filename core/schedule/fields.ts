// The seven fields of a cron expression as croniter orders them: seconds and year come last.

/** One allowed value of a field: a number, `*` for every value, `l` for the last day of the month. */
export type CronValue = number | '*' | 'l';

export interface CronFieldKind {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** How many distinct values make croniter read the list as `*`. */
  readonly all: number;
  readonly words: ReadonlyMap<string, CronValue>;
}

const numbered = (names: string, first: number): ReadonlyMap<string, CronValue> =>
  new Map(names.split(' ').map((name, index) => [name, index + first]));

const noWords: ReadonlyMap<string, CronValue> = new Map();

export const MINUTE = 0;
export const HOUR = 1;
export const DAY_OF_MONTH = 2;
export const MONTH = 3;
export const DAY_OF_WEEK = 4;
export const SECOND = 5;
export const YEAR = 6;

/** Limits and names of each field (croniter 7.0.0: RANGES, LEN_MEANS_ALL, ALPHACONV). */
export const CRON_FIELDS: readonly CronFieldKind[] = [
  { name: 'minute', min: 0, max: 59, all: 60, words: noWords },
  { name: 'hour', min: 0, max: 23, all: 24, words: noWords },
  { name: 'day of month', min: 1, max: 31, all: 31, words: new Map([['l', 'l']]) },
  { name: 'month', min: 1, max: 12, all: 12, words: numbered('jan feb mar apr may jun jul aug sep oct nov dec', 1) },
  { name: 'day of week', min: 0, max: 6, all: 7, words: numbered('sun mon tue wed thu fri sat', 0) },
  { name: 'second', min: 0, max: 59, all: 60, words: noWords },
  { name: 'year', min: 1970, max: 2099, all: 130, words: noWords },
];

/** 7 is Sunday too, but only in the day of week. */
export function aliasOf(value: number, field: number): number {
  return field === DAY_OF_WEEK && value === 7 ? 0 : value;
}
