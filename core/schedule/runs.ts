// The runs a DAG will have: the timetable asked again and again, as the scheduler does.
import { shift } from './delta';
import { DidNotAdvance, nextCronIntervalRun, nextDeltaIntervalRun } from './intervalRuns';
import { type DataInterval, type RunRequest, runOver, type ScheduledRun } from './run';
import { cronSteps, NoSuchTick } from './steps';
import { isAirflow3, type Timetable } from './timetable';
import { nextOfMembers, nextTriggerRun } from './triggerRuns';
import type { Instant, Zone } from './zones';

/** One look at a DAG's schedule at a moment; instants are milliseconds since 1970 in UTC. */
export interface RunQuery extends Omit<RunRequest, 'last'> {
  readonly timetable: Timetable;
  /** How many runs at most. */
  readonly count: number;
}

export interface RunList {
  readonly runs: readonly ScheduledRun[];
  /** Why there are fewer runs than asked for, as a sentence for the user. */
  readonly because?: string;
}

/** Python's datetime ends with the year 9999. */
const LAST_INSTANT = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** The next runs of a DAG that has had none, oldest first: the backlog with catchup, else from the last run due on. */
export function nextRuns(query: RunQuery): RunList {
  const because = notForetold(query.timetable);
  if (because !== undefined) return { runs: [], because };
  const runs: ScheduledRun[] = [];
  try {
    while (runs.length < query.count) {
      const run = nextRun(query.timetable, { ...query, last: runs.at(-1)?.interval });
      if (!run) return { runs, because: ended(query, runs.length) };
      if (!(run.runAfter <= LAST_INSTANT)) return { runs, because: 'The next run lies beyond the year 9999.' };
      runs.push(run);
      if (query.timetable.kind === 'ContinuousTimetable') return { runs, because: AFTER_CONTINUOUS };
    }
  } catch (error) {
    if (error instanceof NoSuchTick) return { runs, because: 'The expression names no further date.' };
    if (error instanceof DidNotAdvance) return { runs, because: `Airflow stops with "${error.message}".` };
    throw error;
  }
  return { runs };
}

/** How many runs are due at `now`, counted up to `limit`: what a scheduler would start at once if the DAG were switched on. */
export function backlog(query: Omit<RunQuery, 'count'>, limit = 1000): number {
  const { runs } = nextRuns({ ...query, count: limit });
  return runs.filter((run) => run.runAfter <= query.now).length;
}

/** The run that follows `request.last`; undefined if there is none. Throws NoSuchTick or DidNotAdvance where Airflow raises. */
export function nextRun(timetable: Timetable, request: RunRequest): ScheduledRun | undefined {
  switch (timetable.kind) {
    case 'OnceTimetable':
    case 'ContinuousTimetable':
      return firstUnplanned(timetable.kind, request);
    case 'CronDataIntervalTimetable':
      return nextCronIntervalRun(timetable, request);
    case 'DeltaDataIntervalTimetable':
      return nextDeltaIntervalRun(timetable, request);
    case 'CronTriggerTimetable':
    case 'DeltaTriggerTimetable':
      return nextTriggerRun(timetable, request);
    case 'MultipleCronTriggerTimetable':
      return nextOfMembers(timetable.members, request);
    default:
      return undefined;
  }
}

/** The data interval of a run started by hand at `runAfter` (2.11.2 and 3.3.2). */
export function manualInterval(timetable: Timetable, runAfter: Instant, zone: Zone): DataInterval {
  switch (timetable.kind) {
    case 'CronDataIntervalTimetable': {
      const steps = cronSteps(timetable.cron, timetable.zone ?? zone);
      const end = steps.alignToPrevious(runAfter);
      return { start: steps.previous(end), end };
    }
    case 'DeltaDataIntervalTimetable':
      return { start: shift(runAfter, timetable.delta, -1), end: runAfter };
    case 'CronTriggerTimetable':
    case 'DeltaTriggerTimetable':
      return { start: shift(runAfter, timetable.interval, -1), end: runAfter };
    case 'MultipleCronTriggerTimetable': {
      const starts = timetable.members.map((member) => shift(runAfter, member.interval, -1));
      return { start: Math.min(...starts), end: runAfter };
    }
    default:
      return { start: runAfter, end: runAfter };
  }
}

/** `@once` runs at start_date whatever catchup says; `@continuous` starts once now has passed it. 2.11 needs a start_date. */
function firstUnplanned(kind: 'OnceTimetable' | 'ContinuousTimetable', request: RunRequest): ScheduledRun | undefined {
  const { last, startDate, endDate, now, airflowVersion } = request;
  if (last || (startDate === undefined && !isAirflow3(airflowVersion))) return undefined;
  const start = startDate ?? now;
  const end = kind === 'OnceTimetable' ? start : Math.max(start, now);
  return endDate !== undefined && end > endDate ? undefined : runOver(start, end);
}

const AFTER_CONTINUOUS = 'The next run starts when the one before has ended.';

function notForetold(timetable: Timetable): string | undefined {
  if (timetable.kind === 'NullTimetable') return 'The DAG has no schedule; it runs only when triggered.';
  if (timetable.kind === 'AssetTriggeredTimetable') return 'The DAG runs when its assets are updated.';
  if (timetable.kind === 'DatasetTriggeredTimetable') return 'The DAG runs when its datasets are updated.';
  return isRandom(timetable)
    ? 'R is drawn anew each time Airflow reads it, so its times cannot be foretold.'
    : undefined;
}

/** True if a cron of the timetable holds `R`, so that no time can be foretold. */
export function isRandom(timetable: Timetable): boolean {
  if (timetable.kind === 'MultipleCronTriggerTimetable') return timetable.members.some((member) => member.cron.random);
  return 'cron' in timetable && timetable.cron.random;
}

function ended({ startDate, endDate, timetable }: RunQuery, found: number): string {
  if (timetable.kind === 'OnceTimetable' && found > 0) return '@once runs a single time.';
  if (endDate !== undefined) return 'The end date is reached.';
  return startDate === undefined
    ? 'Without a start date Airflow never schedules a run here.'
    : 'There are no further runs.';
}
