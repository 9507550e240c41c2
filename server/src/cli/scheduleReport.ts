// The answer of `daglens schedule` as JSON and as text.
import { DateTime } from 'luxon';
import type { Instant, RunList, ScheduledRun, Timetable } from '../../../core/schedule';
import type { ScheduleOptions } from './scheduleOptions';

export interface ScheduleAnswer {
  readonly description: string;
  readonly timetable: Timetable;
  readonly list: RunList;
}

/** One JSON object, as the contract of the command line has it; times are in UTC. */
export function scheduleJson({ description, timetable, list }: ScheduleAnswer): string {
  return JSON.stringify({
    version: 1,
    ok: true,
    description,
    ticks: list.runs.map((run) => utcText(tickOf(timetable, run))),
    intervals: list.runs.map(({ interval }) => [utcText(interval.start), utcText(interval.end)]),
    run_after: list.runs.map((run) => utcText(run.runAfter)),
    timetable: timetable.kind,
    ...(list.because === undefined ? {} : { note: list.because }),
  });
}

/** Words first, then one line per run, in the zone asked for. */
export function scheduleText({ description, timetable, list }: ScheduleAnswer, options: ScheduleOptions): string {
  const lines = [
    `${description}  (${options.expression})`,
    `${timetable.kind} of Airflow ${options.airflowVersion}, time zone ${options.zone.name}`,
    '',
    ...list.runs.map((run) => runLine(run, options)),
  ];
  if (list.because !== undefined) lines.push(list.because);
  return `${lines.join('\n').trimEnd()}\n`;
}

function runLine({ interval, runAfter }: ScheduledRun, options: ScheduleOptions): string {
  const local = (at: Instant) => DateTime.fromMillis(at, { zone: options.zone }).toFormat('ccc yyyy-MM-dd HH:mm:ss ZZ');
  if (interval.start === interval.end) return `  ${local(runAfter)}`;
  return `  ${local(runAfter)}   data interval ${local(interval.start)} to ${local(interval.end)}`;
}

function tickOf(timetable: Timetable, run: ScheduledRun): Instant {
  return timetable.kind.endsWith('DataIntervalTimetable') ? run.interval.start : run.runAfter;
}

function utcText(at: Instant): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}
