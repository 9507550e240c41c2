// A whole cron expression: text in, a normalized schedule or croniter's refusal out.
import { type CronSource, CronSyntaxError } from './cronError';
import { type NthWeekdays, type ParsedField, parseField } from './cronField';
import { isRandomField } from './cronRandom';
import { CRON_FIELDS, type CronValue, DAY_OF_MONTH, DAY_OF_WEEK, HOUR, MINUTE, MONTH, SECOND, YEAR } from './fields';
import { expandPreset, looksLikePreset } from './presets';

/** A cron expression with every field expanded to its values, as croniter holds it. */
export interface CronSchedule {
  /** As written; a preset stays a preset. */
  readonly text: string;
  /** The 5, 6 or 7 fields in lower case, presets expanded. */
  readonly fields: readonly string[];
  readonly dayOfMonth: readonly CronValue[];
  readonly month: readonly CronValue[];
  readonly dayOfWeek: readonly CronValue[];
  /** `['*']` unless a seventh field restricts it. */
  readonly year: readonly CronValue[];
  /** Hours, minutes and seconds of the day, ascending. Without a sixth field the only second is 0. */
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly seconds: readonly number[];
  readonly nthWeekdays: NthWeekdays;
  readonly nearestWeekday?: number;
  /** True if there is a sixth field, so runs fall on seconds. */
  readonly hasSeconds: boolean;
  /** True if the hour field is exactly `*` after expanding: Airflow then counts real elapsed time across DST changes. */
  readonly coversEveryHour: boolean;
  /** True if a field is `R`: croniter draws it anew each time, so no time can be foretold. */
  readonly random: boolean;
}

export type CronParse =
  | { readonly ok: true; readonly schedule: CronSchedule }
  /** `error` is croniter 7.0.0's message, which Airflow 2.11.2 and 3.3.2 show as AirflowTimetableInvalid. */
  | { readonly ok: false; readonly kind: 'invalid-preset' | 'invalid-cron'; readonly error: string };

/** Reads a cron expression or a cron preset the way Airflow does (through croniter 7.0.0). Never throws, whatever the text. */
export function parseCron(text: string): CronParse {
  try {
    return { ok: true, schedule: readExpression(text) };
  } catch (error) {
    if (!(error instanceof CronSyntaxError)) throw error;
    return { ok: false, kind: looksLikePreset(text) ? 'invalid-preset' : 'invalid-cron', error: error.message };
  }
}

function readExpression(text: string): CronSchedule {
  // croniter splits on ASCII blanks only: a no-break space is part of a field, and then an error.
  const fields =
    expandPreset(text)
      .toLowerCase()
      .match(/[^ \t\n\r\f\v]+/g) ?? [];
  if (fields.length < 5 || fields.length > 7)
    throw new CronSyntaxError('Exactly 5, 6 or 7 columns has to be specified for iterator expression.');
  const source: CronSource = { text, fields };
  const parsed = fields.map((field, index) => parseField(field, index, source));
  const values = parsed.map((field, index) => wholeFieldAsStar(field.values, index, fields));
  checkNthNotMixed(values[DAY_OF_WEEK]!, parsed[DAY_OF_WEEK]!.nth, source);
  return { ...daysOf(values, parsed), ...timesOf(values), text, fields, random: fields.some(isRandomField) };
}

function daysOf(values: readonly (readonly CronValue[])[], parsed: readonly ParsedField[]) {
  const nearestWeekday = parsed[DAY_OF_MONTH]!.nearestWeekday;
  return {
    dayOfMonth: values[DAY_OF_MONTH]!,
    month: values[MONTH]!,
    dayOfWeek: values[DAY_OF_WEEK]!,
    year: values[YEAR] ?? ['*' as const],
    nthWeekdays: parsed[DAY_OF_WEEK]!.nth,
    ...(nearestWeekday === undefined ? {} : { nearestWeekday }),
  };
}

function timesOf(values: readonly (readonly CronValue[])[]) {
  const hour = values[HOUR]!;
  return {
    hours: numbersOf(hour, HOUR),
    minutes: numbersOf(values[MINUTE]!, MINUTE),
    seconds: numbersOf(values[SECOND] ?? [0], SECOND),
    hasSeconds: values.length > SECOND,
    coversEveryHour: hour.length === 1 && hour[0] === '*',
  };
}

function numbersOf(values: readonly CronValue[], field: number): readonly number[] {
  const { min, max } = CRON_FIELDS[field]!;
  if (!values.includes('*')) return values.filter((value) => typeof value === 'number');
  return Array.from({ length: max - min + 1 }, (_, index) => min + index);
}

/** A list of every value is `*`, but a day field only turns into `*` (and so out of the OR) beside a `*` in the other day field. */
function wholeFieldAsStar(
  values: readonly CronValue[],
  field: number,
  fields: readonly string[],
): readonly CronValue[] {
  if (values.length !== CRON_FIELDS[field]!.all) return values;
  if (field === DAY_OF_MONTH && !fields[DAY_OF_WEEK]!.includes('*')) return values;
  if (field === DAY_OF_WEEK && !fields[DAY_OF_MONTH]!.includes('*')) return values;
  return ['*'];
}

function checkNthNotMixed(values: readonly CronValue[], nth: NthWeekdays, source: CronSource): void {
  if (nth.size === 0 || values.length === CRON_FIELDS[DAY_OF_WEEK]!.all) return;
  const plain = values.filter((value) => typeof value === 'number' && !nth.has(value));
  if (plain.length === 0) return;
  const nthText = [...nth].map(([day, which]) => `${day}: {${[...which].sort().map(pythonRepr).join(', ')}}`);
  throw new CronSyntaxError(
    'day-of-week field does not support mixing literal values and nth day of week syntax.' +
      `  Cron: '${source.text}'    dow={${plain.join(', ')}} vs nth={${nthText.join(', ')}}`,
  );
}

function pythonRepr(value: number | 'l'): string {
  return value === 'l' ? "'l'" : String(value);
}
