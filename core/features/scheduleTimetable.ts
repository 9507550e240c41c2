// From the schedule of a DAG to the timetable that the orchestrator builds from it.

import type { Dag, Schedule, TimetableSchedule } from '../ir/dag';
import type { DateTimeFact } from '../ir/plainValue';
import {
  type CronSchedule,
  type CronTrigger,
  type Delta,
  type Instant,
  instantOf,
  parseCron,
  relativedelta,
  type ScheduleArgument,
  type Timetable,
  type TimetableOptions,
  timedelta,
  timetableFor,
  ZERO,
  type Zone,
  zoneNamed,
} from '../schedule';

/** A timetable, or why there is none: `refused` with the orchestrator's own words, `unknown` with ours. */
export type TimetableAnswer =
  | { readonly kind: 'known'; readonly timetable: Timetable }
  | { readonly kind: 'refused'; readonly because: string }
  | { readonly kind: 'unknown'; readonly because: string };

/** The timetable of a DAG's schedule. */
export function timetableOf({ schedule }: Dag, options: TimetableOptions): TimetableAnswer {
  if (!schedule.known) return { kind: 'unknown', because: schedule.because };
  if (schedule.value.kind === 'timetable') return ownTimetable(schedule.value);
  const result = timetableFor(argumentOf(schedule.value), options);
  return result.ok ? { kind: 'known', timetable: result.timetable } : { kind: 'refused', because: result.error };
}

function argumentOf(schedule: Exclude<Schedule, TimetableSchedule>): ScheduleArgument {
  switch (schedule.kind) {
    case 'manual':
      return { kind: 'none' };
    case 'expression':
      return { kind: 'text', text: schedule.text };
    case 'timedelta':
      return { kind: 'delta', delta: timedelta({ seconds: schedule.seconds }) };
    case 'relativedelta':
      return { kind: 'delta', delta: relativedelta(schedule.parts) };
    case 'assets':
      return { kind: 'assets' };
  }
}

/** The orchestrator's own cron timetables; what others do is not followed. */
function ownTimetable(schedule: TimetableSchedule): TimetableAnswer {
  const { crons, zone: named, interval, orAssets } = schedule;
  const className = orAssets?.timetable ?? schedule.className;
  const zone = named?.known ? namedZone(named.value) : undefined;
  if (named && !zone) return { kind: 'unknown', because: `the time zone of ${className} is not known` };
  const parsed = crons.map((cron) => (cron.known ? parseCron(cron.value) : undefined));
  if (crons.length === 0 || parsed.includes(undefined) || interval?.known === false)
    return { kind: 'unknown', because: `what ${className} does is not known` };
  const bad = parsed.find((one) => one?.ok === false);
  if (bad?.ok === false)
    return orAssets
      ? { kind: 'unknown', because: `its cron expression is not valid (${bad.error})` }
      : { kind: 'refused', because: bad.error };
  const schedules = parsed.flatMap((one) => (one?.ok ? [one.schedule] : []));
  const reach: Delta = interval?.known ? timedelta({ seconds: interval.value }) : ZERO;
  return cronTimetable(className, schedules, zone, reach);
}

function cronTimetable(
  className: string,
  crons: readonly CronSchedule[],
  zone: Zone | undefined,
  interval: Delta,
): TimetableAnswer {
  const inZone = zone && { zone };
  const members = crons.map((cron): CronTrigger => ({ kind: 'CronTriggerTimetable', cron, interval, ...inZone }));
  const [first] = members;
  switch (className) {
    case 'CronTriggerTimetable':
      return { kind: 'known', timetable: first! };
    case 'MultipleCronTriggerTimetable':
      return { kind: 'known', timetable: { kind: 'MultipleCronTriggerTimetable', members } };
    case 'CronDataIntervalTimetable':
      return { kind: 'known', timetable: { kind: 'CronDataIntervalTimetable', cron: crons[0]!, ...inZone } };
    default:
      return { kind: 'unknown', because: `what ${className} does is not known` };
  }
}

/** The zone of a name as Python or Airflow writes it: `Europe/Paris`, `UTC`, `UTC+02:00`. */
export function namedZone(name: string): Zone | undefined {
  return zoneNamed(name) ?? zoneNamed(name.replace(/^UTC(?=[+-])/, ''));
}

/** The instant of a moment; one without a zone is on the clock of the default zone. Undefined: its zone is not known. */
export function instantOfMoment({ wallClock, zone }: DateTimeFact, byDefault: Zone): Instant | undefined {
  const own = zone === undefined ? byDefault : namedZone(zone);
  const wall = Date.parse(`${wallClock}Z`);
  return own === undefined || Number.isNaN(wall) ? undefined : instantOf(wall, own);
}

/** The cron expressions of a timetable. */
export function cronsIn(timetable: Timetable): readonly CronSchedule[] {
  if (timetable.kind === 'MultipleCronTriggerTimetable') return timetable.members.map(({ cron }) => cron);
  return 'cron' in timetable ? [timetable.cron] : [];
}
