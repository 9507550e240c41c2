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
  const [days, seconds] = [describeDays(cron), describeSeconds(cron)];
  const time =
    days.startsWith('Every minute') && seconds.startsWith('every')
      ? days.replace('Every minute', capital(seconds))
      : [days, seconds];
  return [time, describeYears(cron)].flat().filter(Boolean).join(', ');
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
  const [minute, hour, dayOfMonth, month, weekday] = cron.fields.map(plainField) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const eitherDay = cron.dayOfMonth[0] !== '*' && cron.dayOfWeek[0] !== '*';
  // croniter lets `#` and `L5` replace the day of month.
  if (cron.nthWeekdays.size > 0) return words(minute, hour, eitherDay ? '*' : dayOfMonth, month, nthItems(cron));
  if (!eitherDay) return words(minute, hour, dayOfMonth, month, weekday);
  if (dayOfMonth === '*' || weekday === '*') return words(minute, hour, '*', month, '*');
  return `${words(minute, hour, dayOfMonth, month, '*')} (or) ${words(minute, hour, '*', month, weekday)}`;
}

function nthItems(cron: CronSchedule): string {
  const items = [...cron.nthWeekdays].sort(([a], [b]) => a - b);
  return items.flatMap(([day, which]) => [...which].map((n) => (n === 'l' ? `${day}L` : `${day}#${n}`))).join(',');
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
  const nearest = /^(?:w(\d+)|(\d+)w)$/.exec(item);
  if (nearest) return [`${nearest[1] ?? nearest[2]}W`];
  if (item === 'l') return ['L'];
  if (/[#l]/.test(item) && field === DAY_OF_WEEK) return [item];
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

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function describeSeconds(cron: CronSchedule): string {
  if (!cron.hasSeconds || (cron.seconds.length === 1 && cron.seconds[0] === 0)) return '';
  if (cron.seconds.length === 60) return 'every second';
  const step = /^\*\/(\d+)$/.exec(cron.fields[SECOND]!)?.[1];
  return step === undefined ? `at second ${cron.seconds.join(', ')}` : `every ${step} seconds`;
}

function describeYears(cron: CronSchedule): string {
  if (cron.year.includes('*')) return '';
  return `only in ${cron.year.length > 10 ? cron.fields[YEAR] : cron.year.join(', ')}`;
}
