// One field of a cron expression, expanded to its values the way croniter does it.
import { type CronSource, CronSyntaxError, notAcceptable, unknownWord } from './cronError';
import { withoutRandom } from './cronRandom';
import { expandRange } from './cronRange';
import { aliasOf, CRON_FIELDS, type CronValue, DAY_OF_MONTH, DAY_OF_WEEK } from './fields';

/** Which weekdays of the month count: `1#2` is the second Monday, `L5` the last Friday. */
export type NthWeekdays = ReadonlyMap<number, ReadonlySet<number | 'l'>>;

export interface ParsedField {
  readonly values: readonly CronValue[];
  readonly nth: NthWeekdays;
  /** The n of `nW` or `Wn`: the weekday nearest to that day of the month. */
  readonly nearestWeekday?: number;
}

const WEEKDAY = 'sun|mon|tue|wed|thu|fri|sat';
const MONTH_NAME = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const NTH = new RegExp(
  `^(?:(?<day>(?:${WEEKDAY})(?:-(?:${WEEKDAY}))?|(?:${MONTH_NAME})(?:-(?:${MONTH_NAME}))?|\\w+)#|l)(?<number>\\d+)$`,
);
const NEAREST_WEEKDAY = /^(?:(\d+)w|w(\d+))$/;

/**
 * Expands one field; `field` is its place (0 minute … 4 day of week, 5 second, 6 year).
 * Works through the list from its end, as croniter 7.0.0 does, so the first error found is the same one. Throws CronSyntaxError.
 */
export function parseField(text: string, field: number, source: CronSource): ParsedField {
  const values = new Set<CronValue>();
  const nth = new Map<number, Set<number | 'l'>>();
  const tokens = withoutQuestionMark(withoutRandom(text, field), field, source).split(',');
  for (let token = tokens.pop(); token !== undefined; token = tokens.pop()) {
    const nearest = field === DAY_OF_MONTH ? nearestWeekday(token, source) : undefined;
    if (nearest !== undefined) {
      if (tokens.length > 0 || values.size > 0) throw notAcceptable(source, W_ALONE);
      return { values: [nearest], nth, nearestWeekday: nearest };
    }
    const { day, which } = field === DAY_OF_WEEK ? splitNth(token, source) : { day: token, which: undefined };
    const range = expandRange(day, field, source);
    if (range) tokens.push(...range.map((value) => (which === undefined ? `${value}` : `${value}#${which}`)));
    else addValue(values, nth, singleValue(day, field, source), which);
  }
  return { values: [...values].sort(byCroniterOrder), nth };
}

const W_ALONE = ". 'W' can only be used with a single day value, not in a list or range";

function addValue(
  values: Set<CronValue>,
  nth: Map<number, Set<number | 'l'>>,
  value: CronValue,
  which: number | 'l' | undefined,
): void {
  values.add(value);
  if (which === undefined || typeof value !== 'number') return;
  nth.set(value, (nth.get(value) ?? new Set()).add(which));
}

function withoutQuestionMark(text: string, field: number, source: CronSource): string {
  if (!text.includes('?')) return text;
  if (text !== '?') throw notAcceptable(source, '. Question mark can not used with other characters');
  if (field !== DAY_OF_MONTH && field !== DAY_OF_WEEK)
    throw notAcceptable(source, '. Question mark can only used in day_of_month or day_of_week');
  return '*';
}

function splitNth(token: string, source: CronSource): { day: string; which: number | 'l' | undefined } {
  const groups = NTH.exec(token)?.groups;
  if (!groups) return { day: token, which: undefined };
  if (groups.day === undefined) return { day: groups.number!, which: 'l' };
  const which = Number(groups.number);
  if (which < 1 || which > 5) throw notAcceptable(source, `. Invalid day_of_week value: '${groups.number}'`);
  return { day: groups.day, which };
}

function nearestWeekday(token: string, source: CronSource): number | undefined {
  const match = NEAREST_WEEKDAY.exec(token);
  if (!match) return undefined;
  const digits = (match[1] ?? match[2])!.replace(/^0+(?=\d)/, '');
  const day = Number(digits);
  if (day >= 1 && day <= 31) return day;
  throw new CronSyntaxError(`[${source.text}] is not acceptable, nearest weekday day value '${digits}' out of range`);
}

function singleValue(token: string, field: number, source: CronSource): CronValue {
  if (token.startsWith('-')) throw notAcceptable(source, ', negative numbers not allowed');
  if (token === '*') return token;
  const word = /^\d+$/.test(token) ? Number(token) : CRON_FIELDS[field]!.words.get(token);
  if (word === undefined) throw unknownWord(source);
  if (typeof word !== 'number') return word;
  const value = aliasOf(word, field);
  const { min, max } = CRON_FIELDS[field]!;
  if (value < min || value > max) throw notAcceptable(source, ', out of range');
  return value;
}

/** `*` first, then the numbers, `l` last: croniter only looks at the first value to see whether a field is restricted. */
function byCroniterOrder(a: CronValue, b: CronValue): number {
  return rank(a) - rank(b);
}

function rank(value: CronValue): number {
  if (value === '*') return -1;
  return value === 'l' ? Number.MAX_SAFE_INTEGER : value;
}
