// What `schedule=` becomes: the timetable that Airflow builds from the argument, by version and settings.
import { type CronSchedule, parseCron } from './cronExpression';
import { type Delta, isPositive, ZERO } from './delta';
import { deltaRepr } from './deltaText';
import type { Zone } from './zones';

/** The value given to `schedule=` (or to `schedule_interval=` before Airflow 3). */
export type ScheduleArgument =
  | { readonly kind: 'left-out' }
  | { readonly kind: 'none' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'delta'; readonly delta: Delta }
  | { readonly kind: 'assets' }
  /** Anything else, with Python's `repr()` of it: a number, a bool, a datetime. */
  | { readonly kind: 'other'; readonly repr: string };

export interface CronTrigger {
  readonly kind: 'CronTriggerTimetable';
  readonly cron: CronSchedule;
  /** How far the data interval reaches back from the run time. */
  readonly interval: Delta;
  /** Only with `timezone=` given to the timetable itself; else the zone of the DAG. */
  readonly zone?: Zone;
  /** `run_immediately` of Airflow 3, milliseconds for a timedelta; absent means its default. */
  readonly runImmediately?: boolean | number;
}

export type Timetable =
  | { readonly kind: 'NullTimetable' }
  | { readonly kind: 'OnceTimetable' }
  | { readonly kind: 'ContinuousTimetable' }
  | { readonly kind: 'AssetTriggeredTimetable' }
  | { readonly kind: 'DatasetTriggeredTimetable' }
  | { readonly kind: 'CronDataIntervalTimetable'; readonly cron: CronSchedule; readonly zone?: Zone }
  | CronTrigger
  | { readonly kind: 'MultipleCronTriggerTimetable'; readonly members: readonly CronTrigger[] }
  | { readonly kind: 'DeltaDataIntervalTimetable'; readonly delta: Delta }
  | { readonly kind: 'DeltaTriggerTimetable'; readonly delta: Delta; readonly interval: Delta };

export interface TimetableOptions {
  /** MAJOR.MINOR[.PATCH]. */
  readonly airflowVersion: string;
  /**
   * `[scheduler] create_cron_data_intervals`; its default is False in 3 and it has no meaning in 2.
   * It governs timedelta schedules too: 3.3.2 never reads `create_delta_data_intervals` (run with either set alone).
   */
  readonly createCronDataIntervals?: boolean | undefined;
}

export type TimetableResult =
  | { readonly ok: true; readonly timetable: Timetable }
  /** `raised`: when DAG() is called, or later, when Airflow validates the DAG. `error` is Airflow's own message. */
  | {
      readonly ok: false;
      readonly kind: 'invalid-preset' | 'invalid-cron' | 'not-positive' | 'invalid-type';
      readonly raised: 'construct' | 'validate';
      readonly error: string;
    };

/** The timetable of a `schedule=` argument in the given version, or why Airflow refuses it (2.11.2 and 3.3.2). */
export function timetableFor(argument: ScheduleArgument, options: TimetableOptions): TimetableResult {
  switch (argument.kind) {
    case 'none':
      return built({ kind: 'NullTimetable' });
    case 'left-out':
      return leftOut(options);
    case 'assets':
      return built({
        kind: isAirflow3(options.airflowVersion) ? 'AssetTriggeredTimetable' : 'DatasetTriggeredTimetable',
      });
    case 'delta':
      return ofDelta(argument.delta, options);
    case 'text':
      return ofText(argument.text, options);
    case 'other':
      return notASchedule(argument.repr, options);
  }
}

/** True from Airflow 3.0 on; a version that cannot be read counts as 3. */
export function isAirflow3(version: string): boolean {
  const major = Number.parseInt(version, 10);
  return Number.isNaN(major) || major >= 3;
}

/** `catchup` when the DAG does not say: False in 3, True before (`[scheduler] catchup_by_default`). */
export function catchupByDefault(airflowVersion: string): boolean {
  return !isAirflow3(airflowVersion);
}

function built(timetable: Timetable): TimetableResult {
  return { ok: true, timetable };
}

function leftOut(options: TimetableOptions): TimetableResult {
  if (isAirflow3(options.airflowVersion)) return built({ kind: 'NullTimetable' });
  return ofDelta({ kind: 'timedelta', microseconds: 86_400_000_000 }, options);
}

function withDataIntervals(options: TimetableOptions): boolean {
  return !isAirflow3(options.airflowVersion) || options.createCronDataIntervals === true;
}

function ofText(text: string, options: TimetableOptions): TimetableResult {
  if (text === '@once') return built({ kind: 'OnceTimetable' });
  if (text === '@continuous') return built({ kind: 'ContinuousTimetable' });
  const parsed = parseCron(text);
  if (!parsed.ok) return { ok: false, kind: parsed.kind, raised: 'validate', error: parsed.error };
  const cron = parsed.schedule;
  if (withDataIntervals(options)) return built({ kind: 'CronDataIntervalTimetable', cron });
  return built({ kind: 'CronTriggerTimetable', cron, interval: ZERO });
}

function ofDelta(delta: Delta, options: TimetableOptions): TimetableResult {
  if (!isPositive(delta)) {
    const error = `schedule interval must be positive, not ${deltaRepr(delta)}`;
    return { ok: false, kind: 'not-positive', raised: 'validate', error };
  }
  if (withDataIntervals(options)) return built({ kind: 'DeltaDataIntervalTimetable', delta });
  return built({ kind: 'DeltaTriggerTimetable', delta, interval: ZERO });
}

function notASchedule(repr: string, options: TimetableOptions): TimetableResult {
  const name = isAirflow3(options.airflowVersion) ? 'schedule' : 'schedule_interval';
  return { ok: false, kind: 'invalid-type', raised: 'construct', error: `${repr} is not a valid ${name}.` };
}
