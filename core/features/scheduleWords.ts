// The schedule of a DAG in words.

import type { Schedule, TimetableSchedule } from '../ir/dag';
import type { Fact } from '../ir/fact';
import { describeCron, describeDelta, relativedelta, timedelta } from '../schedule';

/** The schedule in words, with what the author wrote where that says more; a schedule that is not known with the reason. */
export function scheduleWords(schedule: Fact<Schedule>): string {
  if (!schedule.known) return `Not known: ${schedule.because}`;
  const words = wordsOf(schedule.value);
  return schedule.assumed === undefined ? words : `${words} (assumed: ${schedule.assumed})`;
}

function wordsOf(schedule: Schedule): string {
  switch (schedule.kind) {
    case 'manual':
      return 'No schedule: runs when it is triggered';
    case 'expression':
      return expressionWords(schedule.text);
    case 'timedelta':
      return describeDelta(timedelta({ seconds: schedule.seconds }));
    case 'relativedelta':
      return relativeWords(schedule.parts);
    case 'assets':
      return assetWords(schedule.assets);
    case 'timetable':
      return timetableWords(schedule);
  }
}

function expressionWords(text: string): string {
  if (text === '@once') return 'Once (@once)';
  if (text === '@continuous') return 'As often as possible, one run at a time (@continuous)';
  const words = describeCron(text);
  return words === undefined ? `'${text}', which Airflow refuses` : `${words} (${text})`;
}

const RELATIVE = /^(years|months|weeks|days|hours|minutes|seconds|microseconds)$/;

/** Absolute parts, such as `day=1`, have no words of their own. */
function relativeWords(parts: Readonly<Record<string, number>>): string {
  const given = Object.entries(parts).filter(([, value]) => value !== 0);
  if (given.every(([name]) => RELATIVE.test(name))) return describeDelta(relativedelta(Object.fromEntries(given)));
  return `relativedelta(${given.map(([name, value]) => `${name}=${value}`).join(', ')})`;
}

function assetWords(assets: readonly string[]): string {
  if (assets.length === 0) return 'By assets, but none is named: never';
  return `When assets are updated: ${assets.join(', ')}`;
}

function timetableWords({ className, crons, orAssets }: TimetableSchedule): string {
  const words = crons.map((cron) => (cron.known ? expressionWords(cron.value) : 'an expression that is not known'));
  const times = words.length === 0 ? `By ${className}` : `By ${className}: ${words.join('; ')}`;
  return orAssets?.assets.length ? `${times}; and when assets are updated: ${orAssets.assets.join(', ')}` : times;
}
