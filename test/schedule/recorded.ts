// What the tests of schedules share: the recordings, and times as the recordings write them.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type CronSchedule,
  type CronTrigger,
  type Delta,
  type DeltaParts,
  parseCron,
  type RunList,
  relativedelta,
  type Timetable,
  timedelta,
  ZERO,
} from '../../core/schedule';

/** A recording in test/truth, as the test that uses it declares it. */
export function recorded<T>(name: string): T {
  return JSON.parse(readFileSync(path.resolve('test/truth', name), 'utf8')) as T;
}

export function iso(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

/** Interval start, interval end, run time. */
export function triples(list: RunList): string[][] {
  return list.runs.map(({ interval, runAfter }) => [iso(interval.start), iso(interval.end), iso(runAfter)]);
}

export function cron(text: string): CronSchedule {
  const parsed = parseCron(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error}`);
  return parsed.schedule;
}

export function trigger(text: string, more: Partial<CronTrigger> = {}): CronTrigger {
  return { kind: 'CronTriggerTimetable', cron: cron(text), interval: ZERO, ...more };
}

export type RecordedDelta = { readonly timedelta: DeltaParts } | { readonly relativedelta: DeltaParts };

export function delta(parts: RecordedDelta): Delta {
  return 'timedelta' in parts ? timedelta(parts.timedelta) : relativedelta(parts.relativedelta);
}

const SHORT: Readonly<Record<string, Delta>> = {
  '1d': timedelta({ days: 1 }),
  '1h': timedelta({ hours: 1 }),
  '90m': timedelta({ minutes: 90 }),
  '7d': timedelta({ days: 7 }),
  '10h': timedelta({ hours: 10 }),
  'rel 1 month': relativedelta({ months: 1 }),
  'rel 1 day': relativedelta({ days: 1 }),
};
const RUN_IMMEDIATELY: Readonly<Record<string, boolean | number>> = {
  True: true,
  False: false,
  '20:00:00': 72_000_000,
};

/** The timetable behind a key of schedules.json, such as `CronTrigger @daily run_immediately=True`. */
export function timetableOf(key: string): Timetable {
  const [kind, rest] = [key.split(' ')[0]!, key.split(' ').slice(1).join(' ')];
  switch (kind) {
    case 'CronDataInterval':
      return { kind: 'CronDataIntervalTimetable', cron: cron(rest) };
    case 'CronTrigger':
      return cronTriggerOf(rest);
    case 'DeltaDataInterval':
      return { kind: 'DeltaDataIntervalTimetable', delta: SHORT[rest]! };
    case 'DeltaTrigger':
      return { kind: 'DeltaTriggerTimetable', delta: SHORT[rest]!, interval: ZERO };
    case 'MultipleCronTrigger':
      return { kind: 'MultipleCronTriggerTimetable', members: rest.split(', ').map((text) => trigger(text)) };
    case 'Once':
      return { kind: 'OnceTimetable' };
    case 'Continuous':
      return { kind: 'ContinuousTimetable' };
    case 'Null':
      return { kind: 'NullTimetable' };
    default:
      throw new Error(`no timetable for ${key}`);
  }
}

function cronTriggerOf(text: string): CronTrigger {
  const [expression, option, value] = text.split(/ (interval|run_immediately)=/) as [string, string?, string?];
  if (option === 'interval') return trigger(expression, { interval: SHORT[value!]! });
  const runImmediately = value === undefined ? undefined : RUN_IMMEDIATELY[value];
  return trigger(expression, runImmediately === undefined ? {} : { runImmediately });
}
