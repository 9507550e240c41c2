// The ticks of a schedule from a moment on, whatever the scheduler would do with the past.
import { shift } from './delta';
import { nextRun, nextRuns, type RunList, type RunQuery } from './runs';
import type { Timetable } from './timetable';
import type { Instant, Zone } from './zones';

export interface UpcomingQuery {
  readonly timetable: Timetable;
  /** Counts itself when it falls on a tick. */
  readonly from: Instant;
  /** A timedelta or relativedelta is counted from here; without it from `from`. */
  readonly startDate?: Instant | undefined;
  readonly endDate?: Instant | undefined;
  readonly zone: Zone;
  readonly count: number;
  /** MAJOR.MINOR[.PATCH]. */
  readonly airflowVersion: string;
}

/** A relativedelta is stepped through from start_date; this many steps at most. */
const MAX_STEPS = 200_000;

/** The runs whose tick (run time, or start of the data interval) is at or after `from`, oldest first. */
export function upcomingRuns(query: UpcomingQuery): RunList {
  const { timetable, from, startDate } = query;
  const first = startDate === undefined || startDate >= from ? (startDate ?? from) : firstTick(query, startDate);
  if (first === undefined) return { runs: [], because: 'The start date lies too far back to count up from it.' };
  if (timetable.kind === 'OnceTimetable' && first < from)
    return { runs: [], because: '@once has run at its start date.' };
  return nextRuns(askAt(query, first));
}

function askAt(query: UpcomingQuery, startDate: Instant): RunQuery {
  return { ...query, startDate, now: query.from, catchup: true };
}

function firstTick(query: UpcomingQuery, startDate: Instant): Instant | undefined {
  const { timetable, from } = query;
  if (timetable.kind === 'OnceTimetable') return startDate;
  if (timetable.kind !== 'DeltaTriggerTimetable' && timetable.kind !== 'DeltaDataIntervalTimetable') return from;
  const { delta } = timetable;
  if (delta.kind === 'timedelta') {
    const length = delta.microseconds / 1000;
    return startDate + Math.ceil((from - startDate) / length) * length;
  }
  const first = nextRun({ kind: 'DeltaDataIntervalTimetable', delta }, askAt(query, startDate));
  let at = first?.interval.end;
  for (let step = 0; at !== undefined && at < from; step++) at = step < MAX_STEPS ? shift(at, delta, 1) : undefined;
  return at;
}
