// When a DAG runs: cron, presets, deltas, timetables, data intervals and time zones, as Airflow 2.11.2 and 3.3.2 have them.

export { clockChangeAt, zonedText } from './clockChanges';
export { type CronParse, type CronSchedule, parseCron } from './cronExpression';
export { neverFires, nextTick, previousTick } from './cronTicks';
export {
  type Delta,
  type DeltaParts,
  isPositive,
  type Relativedelta,
  relativedelta,
  shift,
  type Timedelta,
  timedelta,
  ZERO,
} from './delta';
export { deltaRepr, describeDelta, parseDelta } from './deltaText';
export { describeCron, describeSchedule, describeTimetable } from './describe';
export { hasMoreTicks } from './manyTicks';
export { AIRFLOW_PRESETS, expandPreset, looksLikePreset, PRESET_NAMES } from './presets';
export type { DataInterval, RunRequest, ScheduledRun } from './run';
export { backlog, isRandom, manualInterval, nextRun, nextRuns, type RunList, type RunQuery } from './runs';
export {
  type CronTrigger,
  catchupByDefault,
  isAirflow3,
  type ScheduleArgument,
  type Timetable,
  type TimetableOptions,
  type TimetableResult,
  timetableFor,
} from './timetable';
export { type UpcomingQuery, upcomingRuns } from './upcoming';
export type { WallTime } from './wallTime';
export { type Instant, instantOf, isKnownZone, UTC, wallClock, type Zone, zoneNamed } from './zones';
