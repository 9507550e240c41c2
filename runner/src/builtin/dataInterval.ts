// The logical date of a run and its data interval, by version.

import type { RunnableDag } from '../../../core/runs';
import {
  manualInterval,
  nextRun,
  parseDelta,
  type ScheduleArgument,
  type ScheduledRun,
  type Timetable,
  timetableFor,
  UTC,
  type Zone,
  zoneNamed,
} from '../../../core/schedule';
import type { RunRequest } from '../engine';

export interface RunDates {
  /** ISO with offset. */
  readonly logicalDate: string;
  /** Null: only the DAG's own timetable can say. */
  readonly dataInterval: readonly [string, string] | null;
}

/**
 * The dates of a run. A run by hand takes the moment that it is given, and the interval that its timetable has for it; a
 * scheduled one or one of a backfill the interval that begins there.
 * @param now milliseconds since 1970, where no date is asked for
 */
export function datesOf(
  dag: RunnableDag,
  { logicalDate, runType }: Pick<RunRequest, 'logicalDate' | 'runType'>,
  version: string,
  now: number,
): RunDates {
  const zone = zoneOf(dag);
  const at = logicalDate === undefined ? now : Date.parse(logicalDate);
  const timetable = timetableOf(dag, version);
  if (!timetable) return { logicalDate: iso(at, logicalDate), dataInterval: null };
  if (runType === 'scheduled' || runType === 'backfill') {
    const run = runAt(dag, timetable, at, version);
    if (run)
      return { logicalDate: iso(run.logicalDate), dataInterval: [iso(run.interval.start), iso(run.interval.end)] };
  }
  // Airflow 3 infers the interval of a run that a task asks for from the moment of asking (`trigger_dag` of 3.3.2).
  const from = runType === 'operator_triggered' ? now : at;
  const { start, end } = manualInterval(timetable, from, zone);
  const precise = (moment: number): string => iso(moment, moment === at ? logicalDate : undefined);
  return { logicalDate: iso(at, logicalDate), dataInterval: [precise(start), precise(end)] };
}

/** The logical dates that the schedule has in a range, both ends counting, oldest first. @param most how many at the most */
export function datesBetween(dag: RunnableDag, from: number, to: number, version: string, most: number): string[] {
  const timetable = timetableOf(dag, version);
  const dates: string[] = [];
  if (!timetable) return dates;
  let run = runAt(dag, timetable, from, version);
  while (run && run.logicalDate <= to && dates.length < most) {
    dates.push(iso(run.logicalDate));
    run = nextRun(timetable, { ...asking(dag, from, version), last: run.interval });
  }
  return dates;
}

/** The logical date of the schedule before a moment; undefined: there is none, or it is not known. */
export function dateBefore(dag: RunnableDag, logicalDate: string, version: string): string | undefined {
  const timetable = timetableOf(dag, version);
  if (!timetable) return undefined;
  const at = Date.parse(logicalDate);
  const after = runAt(dag, timetable, at, version);
  const then = after && nextRun(timetable, { ...asking(dag, at, version), last: after.interval });
  const gap = after && then ? then.logicalDate - after.logicalDate : undefined;
  if (gap === undefined) return undefined;
  const earlier = datesBetween(dag, at - 3 * gap, at - 1, version, 100).at(-1);
  return earlier ?? iso(at - gap);
}

/** The first scheduled run whose logical date is not before a moment. */
function runAt(dag: RunnableDag, timetable: Timetable, at: number, version: string): ScheduledRun | undefined {
  return nextRun(timetable, asking(dag, at, version));
}

function asking(dag: RunnableDag, at: number, airflowVersion: string) {
  return { startDate: at, catchup: true, now: at, zone: zoneOf(dag), airflowVersion };
}

function timetableOf({ schedule }: RunnableDag, airflowVersion: string): Timetable | undefined {
  const result = timetableFor(argumentOf(schedule), { airflowVersion });
  return result.ok ? result.timetable : undefined;
}

function argumentOf(schedule: string | null): ScheduleArgument {
  if (schedule === null) return { kind: 'none' };
  const delta = parseDelta(asCall(schedule));
  return delta && 'delta' in delta ? { kind: 'delta', delta: delta.delta } : { kind: 'text', text: schedule };
}

/** Python writes a timedelta as `1 day, 6:30:00`. */
function asCall(schedule: string): string {
  const [, days = '0', hours, minutes, seconds] = /^(?:(-?\d+) days?, )?(\d+):(\d\d):(\d\d)$/.exec(schedule) ?? [];
  if (hours === undefined) return schedule;
  return `timedelta(days=${days}, hours=${hours}, minutes=${Number(minutes)}, seconds=${Number(seconds)})`;
}

function zoneOf({ timezone }: RunnableDag): Zone {
  return (timezone === undefined ? undefined : zoneNamed(timezone)) ?? UTC;
}

/** In UTC, as Airflow writes dates. @param given kept as it is, since it may be finer than milliseconds */
function iso(at: number, given?: string): string {
  return given ?? new Date(at).toISOString().replace('Z', '+00:00').replace('.000', '');
}
