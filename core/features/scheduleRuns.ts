// The runs of a DAG that a clock starts: those that follow now, and those that are due once it is switched on.

import type { Moment, RunView, ScheduleAnswer } from '../ir/scheduleAnswer';
import {
  backlog,
  clockChangeAt,
  type Instant,
  nextRuns,
  type RunList,
  type ScheduledRun,
  shift,
  type Timetable,
  upcomingRuns,
  type Zone,
  zonedText,
} from '../schedule';
import { cronsIn } from './scheduleTimetable';

export interface RunsQuestion {
  readonly timetable: Timetable;
  readonly startDate: Instant | undefined;
  readonly endDate: Instant | undefined;
  readonly catchup: boolean;
  readonly zone: Zone;
  readonly now: Instant;
  readonly count: number;
  readonly airflowVersion: string;
}

/** More runs than these are not counted. */
const MOST_COUNTED = 1000;

/** The runs after now, oldest first. */
export function runsAfterNow(question: RunsQuestion): RunList {
  const { timetable, startDate, now, count, catchup } = question;
  const isAhead = startDate !== undefined && startDate > now;
  const list = isAhead ? nextRuns(question) : fromNow({ ...question, count: count + 2 }, catchup);
  const after = list.runs.filter(({ runAfter }) => runAfter > now).slice(0, count);
  const isShort = after.length < count && !(timetable.kind === 'ContinuousTimetable' && after.length > 0);
  return isShort && list.because !== undefined ? { runs: after, because: list.because } : { runs: after };
}

/** A delta that catches up is counted from start_date; everything else continues with the last run that is due. */
function fromNow(question: RunsQuestion, catchup: boolean): RunList {
  const { timetable, now, startDate } = question;
  const isDelta = timetable.kind === 'DeltaDataIntervalTimetable' || timetable.kind === 'DeltaTriggerTimetable';
  if (!isDelta || !catchup || startDate === undefined) return nextRuns({ ...question, catchup: false });
  const from = Math.max(startDate, shift(now, timetable.delta, -1));
  return upcomingRuns({ ...question, from });
}

/** How many runs a DAG that has had none starts at once. */
export function dueRuns(question: RunsQuestion): NonNullable<ScheduleAnswer['backlog']> {
  const count = backlog(question, question.catchup ? MOST_COUNTED : 1);
  return { count, isAtLeast: question.catchup && count === MOST_COUNTED };
}

/** The instant on the clocks of the DAG and of who asks. */
export function momentOf(at: Instant, zone: Zone, viewerZone: Zone): Moment {
  return { at, local: zonedText(at, zone), viewer: zonedText(at, viewerZone) };
}

/** Runs as they are shown. */
export function runViews(runs: readonly ScheduledRun[], timetable: Timetable, zone: Zone, viewerZone: Zone): RunView[] {
  const crons = cronsIn(timetable);
  return runs.map(({ runAfter, interval }, index) => ({
    runAfter: momentOf(runAfter, zone, viewerZone),
    start: momentOf(interval.start, zone, viewerZone),
    end: momentOf(interval.end, zone, viewerZone),
    clockChange: clockChangeAt(runAfter, runs[index - 1]?.runAfter, zone, crons),
  }));
}
