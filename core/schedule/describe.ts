// A schedule in words, for hovers and the command line.
import { toString as cronstrue } from 'cronstrue';
import { type CronSchedule, parseCron } from './cronExpression';
import { expandRange } from './cronRange';
import { describeDelta } from './deltaText';
import { CRON_FIELDS, DAY_OF_WEEK, SECOND, YEAR } from './fields';
import type { Timetable } from './timetable';

/** A cron expression or preset in words, "At 00:00"; undefined if Airflow refuses it. Two restricted day fields read "A (or) B", as in Airflow 3.3.2. */
export function describeCron(text: string): string | undefined {
  const parsed = parseCron(text);
  return parsed.ok ? describeSchedule(parsed.schedule) : undefined;
}

/** The words of a parsed expression. */
export function describeSchedule(cron: CronSchedule): string {
  if (cron.random) return `Drawn at random each time Airflow reads it: ${cron.fields.join(' ')}`;
  return [describeDays(cron), ...describeSeconds(cron), ...describeYears(cron)].join(', ');
}

/** Any timetable in words; those without a cron read as Airflow's own descriptions. */
export function describeTimetable(timetable: Timetable): string {
  switch (timetable.kind) {
    case 'NullTimetable':
      return 'Never, external triggers only';
    case 'OnceTimetable':
      return 'Once, as soon as possible';
    case 'ContinuousTimetable':
      return 'As frequently as possible, but only one run at a time.';
    case 'AssetTriggeredTimetable':
      return 'Triggered by assets';
    case 'DatasetTriggeredTimetable':
      return 'Triggered by datasets';
    case 'DeltaDataIntervalTimetable':
    case 'DeltaTriggerTimetable':
      return describeDelta(timetable.delta);
    case 'MultipleCronTriggerTimetable':
      return timetable.members.map((member) => describeSchedule(member.cron)).join(', ');
    default:
      return describeSchedule(timetable.cron);
  }
}

function describeDays(cron: CronSchedule): string {
  const [minute, hour, dayOfMonth, month, dayOfWeek] = cron.fields.map((text, field) => plainField(text, field)) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const eitherDay = cron.dayOfMonth[0] !== '*' && cron.dayOfWeek[0] !== '*';
  // croniter lets `#` and `L5` replace the day of month.
  if (eitherDay && cron.nthWeekdays.size > 0) return words(minute, hour, '*', month, dayOfWeek);
  if (eitherDay && (dayOfMonth === '*' || dayOfWeek === '*')) return words(minute, hour, '*', month, '*');
  if (!eitherDay) return words(minute, hour, dayOfMonth, month, dayOfWeek);
  return `${words(minute, hour, dayOfMonth, month, '*')} (or) ${words(minute, hour, '*', month, dayOfWeek)}`;
}

function words(...fields: readonly string[]): string {
  const text = cronstrue(fields.join(' '), { use24HourTimeFormat: true, throwExceptionOnParseError: false });
  return text.replace(/\bL of the month/, 'the last day of the month');
}

/** The field in a form that cronstrue reads as croniter does. */
function plainField(text: string, field: number): string {
  const items = text.split(',').flatMap((item) => plainItem(item, field));
  const { min, max } = CRON_FIELDS[field]!;
  const isWhole = items.includes('*') || items.includes('?') || new Set(items).size > max - min;
  return isWhole ? '*' : [...new Set(items)].sort((a, b) => Number(a === 'L') - Number(b === 'L')).join(',');
}

function plainItem(item: string, field: number): readonly string[] {
  const special = /^(?:(l)(\d+)|w(\d+)|(\d+)w|(l))$/.exec(item);
  if (special?.[1]) return [`${Number(special[2]) % 7}L`];
  if (special) return [special[5] ? 'L' : `${special[3] ?? special[4]}W`];
  const range = expandRange(item, field, { text: item, fields: [item] });
  if (!range) return [item === '7' && field === DAY_OF_WEEK ? '0' : item];
  const { min, max } = CRON_FIELDS[field]!;
  if (range.length === max - min + 1) return ['*'];
  if (!item.includes('/')) return [`${range[0]}-${range.at(-1)}`];
  return readsAlike(item, field) ? [item] : range.map(String);
}

/** Steps over the field or an ascending range mean the same to both; wraps, `mon/2` and steps beyond the field do not. */
function readsAlike(item: string, field: number): boolean {
  const match = /^(\*|\d+)(?:-(\d+))?\/(\d+)$/.exec(item);
  if (!match || field === DAY_OF_WEEK) return false;
  const [, from, to, step] = match;
  return (to === undefined || Number(from) < Number(to)) && Number(step) <= CRON_FIELDS[field]!.max;
}

function describeSeconds(cron: CronSchedule): readonly string[] {
  if (!cron.hasSeconds || (cron.seconds.length === 1 && cron.seconds[0] === 0)) return [];
  if (cron.seconds.length === 60) return ['every second of the minute'];
  const step = /^\*\/(\d+)$/.exec(cron.fields[SECOND]!)?.[1];
  return [step === undefined ? `at second ${cron.seconds.join(', ')}` : `every ${step} seconds`];
}

function describeYears(cron: CronSchedule): readonly string[] {
  if (cron.year.includes('*')) return [];
  const years = cron.year.length > 10 ? [cron.fields[YEAR]!] : cron.year;
  return [`only in ${years.join(', ')}`];
}
