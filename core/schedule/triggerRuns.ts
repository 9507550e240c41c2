// Runs of the trigger timetables: they start at the tick itself (Airflow's timetables/trigger.py).
import { shift } from './delta';
import { type RunRequest, runOver, type ScheduledRun } from './run';
import { cronSteps, deltaSteps, type Steps } from './steps';
import { type CronTrigger, isAirflow3, type Timetable } from './timetable';
import type { Instant } from './zones';

export type Trigger = CronTrigger | Extract<Timetable, { kind: 'DeltaTriggerTimetable' }>;

const FIVE_MINUTES = 300_000;

/** The run after `request.last`, or the first one; undefined when there is none (2.11.2, 3.3.2). */
export function nextTriggerRun(timetable: Trigger, request: RunRequest): ScheduledRun | undefined {
  const steps = triggerSteps(timetable, request);
  const start = request.catchup ? withCatchup(timetable, steps, request) : withoutCatchup(timetable, steps, request);
  if (start === undefined || (request.endDate !== undefined && request.endDate < start)) return undefined;
  return runOver(shift(start, timetable.interval, -1), start);
}

/** The next run of several crons together: the earliest; without catchup the latest that is not after now, if any. */
export function nextOfMembers(members: readonly CronTrigger[], request: RunRequest): ScheduledRun | undefined {
  const order = ({ logicalDate }: ScheduledRun) =>
    request.catchup || logicalDate > request.now ? logicalDate : -logicalDate;
  return members
    .map((member) => nextTriggerRun(member, request))
    .filter((run) => run !== undefined)
    .toSorted((a, b) => order(a) - order(b))[0];
}

function triggerSteps(timetable: Trigger, request: RunRequest): Steps {
  if (timetable.kind === 'DeltaTriggerTimetable') return deltaSteps(timetable.delta);
  return cronSteps(timetable.cron, timetable.zone ?? request.zone);
}

function withCatchup(timetable: Trigger, steps: Steps, request: RunRequest): Instant | undefined {
  if (request.last) return steps.next(request.last.end);
  if (request.startDate !== undefined) return steps.alignToNext(request.startDate);
  return isAirflow3(request.airflowVersion) ? firstWithoutStart(timetable, steps, request.now) : undefined;
}

function withoutCatchup(timetable: Trigger, steps: Steps, request: RunRequest): Instant {
  const candidates = [steps.alignToPrevious(request.now)];
  if (request.last) candidates.push(steps.next(request.last.end));
  else if (request.startDate === undefined && isAirflow3(request.airflowVersion))
    candidates.push(firstWithoutStart(timetable, steps, request.now));
  if (request.startDate !== undefined) candidates.push(steps.alignToNext(request.startDate));
  return Math.max(...candidates);
}

/** Airflow 3 without start_date: the last tick if it is hardly over (a tenth of the gap, at least 5 minutes), else the next. */
function firstWithoutStart(timetable: Trigger, steps: Steps, now: Instant): Instant {
  const past = steps.alignToPrevious(now);
  if (timetable.kind === 'DeltaTriggerTimetable' || timetable.runImmediately === true) return past;
  const next = steps.alignToNext(now);
  const { runImmediately } = timetable;
  const grace = typeof runImmediately === 'number' ? runImmediately : Math.max((next - past) / 10, FIVE_MINUTES);
  return now - past <= grace ? past : next;
}
