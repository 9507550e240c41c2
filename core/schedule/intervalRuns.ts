// Runs of the data-interval timetables: they start when their interval is over (Airflow's timetables/interval.py).
import { type Relativedelta, shift, type Timedelta } from './delta';
import { type RunRequest, runOver, type ScheduledRun } from './run';
import { cronSteps, deltaSteps, type Steps } from './steps';
import { isAirflow3, type Timetable } from './timetable';
import { type Instant, UTC, type Zone } from './zones';

export type CronInterval = Extract<Timetable, { kind: 'CronDataIntervalTimetable' }>;
export type DeltaInterval = Extract<Timetable, { kind: 'DeltaDataIntervalTimetable' }>;

/** Raised by Airflow 3.3.2 where a clock change makes the schedule stand still. */
export class DidNotAdvance extends Error {}

/** The run after `request.last`, or the first one; undefined when there is none (2.11.2, 3.3.2). */
export function nextCronIntervalRun(timetable: CronInterval, request: RunRequest): ScheduledRun | undefined {
  const steps = cronSteps(timetable.cron, timetable.zone ?? request.zone);
  const aligned = request.startDate === undefined ? undefined : steps.alignToNext(request.startDate);
  const earliest = request.catchup ? aligned : latest(lastComplete(steps, request.now), aligned);
  const start = nextStart(timetable.kind, steps, earliest, request);
  return start === undefined ? undefined : runOver(start, steps.next(start));
}

/** As above for a timedelta or relativedelta, which starts at start_date itself. */
export function nextDeltaIntervalRun(timetable: DeltaInterval, request: RunRequest): ScheduledRun | undefined {
  const steps = deltaSteps(timetable.delta);
  const skipped = request.catchup ? undefined : lastDeltaStart(timetable.delta, request);
  const earliest = skipped === undefined ? request.startDate : latest(skipped, request.startDate);
  const start = nextStart(timetable.kind, steps, earliest, request);
  if (start === undefined) return undefined;
  const isStartDate = start === request.startDate && start !== skipped && start !== request.last?.end;
  return runOver(start, shift(start, timetable.delta, 1, isStartDate ? request.startZone : UTC));
}

function nextStart(
  name: string,
  steps: Steps,
  earliest: Instant | undefined,
  { last, endDate, airflowVersion }: RunRequest,
): Instant | undefined {
  let start = earliest;
  if (last) {
    start = latest(steps.alignToPrevious(last.end), earliest);
    if (isAirflow3(airflowVersion) && start <= last.start) start = advance(name, steps, start, last.start);
  }
  return start === undefined || (endDate !== undefined && start > endDate) ? undefined : start;
}

function advance(name: string, steps: Steps, start: Instant, lastStart: Instant): Instant {
  const next = steps.next(start);
  if (next > lastStart) return next;
  const shown = new Date(lastStart)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.000Z$/, '+00:00');
  throw new DidNotAdvance(`${name} timetable did not advance past ${shown} after one retry`);
}

function latest(at: Instant, other: Instant | undefined): Instant {
  return other === undefined ? at : Math.max(at, other);
}

/** The start of the last interval that is over at `now`. */
function lastComplete(steps: Steps, now: Instant): Instant {
  const start = steps.previous(now);
  return steps.next(start) === now ? start : steps.previous(start);
}

function lastDeltaStart(delta: Timedelta | Relativedelta, request: RunRequest): Instant {
  const { now, startDate, startZone, airflowVersion } = request;
  if (isAirflow3(airflowVersion) && delta.kind === 'relativedelta' && delta.months !== 0)
    return beforeAnchoredBoundary(delta, now, startDate ?? now, startDate === undefined ? UTC : startZone);
  const length = secondsOf(delta) * 1000;
  const boundary = length === 0 ? now : now - (((now % length) + length) % length);
  return shift(boundary, delta, -1);
}

/** Months are counted from start_date one at a time, as catchup would, because the clamp to the month's end sticks. */
function beforeAnchoredBoundary(delta: Relativedelta, now: Instant, anchor: Instant, startZone: Zone = UTC): Instant {
  let boundary = anchor;
  let zone = startZone;
  for (;;) {
    const next = shift(boundary, delta, 1, zone);
    // A mix of signs (one month less 30 days) can step back; Airflow would hang there.
    if (next > now || next <= boundary) return shift(boundary, delta, -1, zone);
    boundary = next;
    zone = UTC;
  }
}

/** A month counts 30 days, a year 365; only whole seconds of a relativedelta count. */
function secondsOf(delta: Timedelta | Relativedelta): number {
  const seconds = delta.microseconds / 1_000_000;
  if (delta.kind === 'timedelta') return seconds;
  const years = Math.trunc(delta.months / 12);
  return Math.trunc(seconds) + years * 365 * 86_400 + (delta.months - years * 12) * 30 * 86_400;
}
