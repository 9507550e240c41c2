// One step forward or back along a schedule, as the mixins `_cron.py` and `_delta.py` of Airflow take it.
import type { CronSchedule } from './cronExpression';
import { nextTick, previousTick } from './cronTicks';
import { type Delta, shift } from './delta';
import { type Instant, instantOf, wallClock, type Zone } from './zones';

/** The moves a timetable is made of. Those of a cron throw NoSuchTick when there is no further date. */
export interface Steps {
  next(at: Instant): Instant;
  previous(at: Instant): Instant;
  /** The instant itself if the schedule falls on it, else the next one. A delta has no grid: always itself. */
  alignToNext(at: Instant): Instant;
  alignToPrevious(at: Instant): Instant;
}

/** croniter's CroniterBadDateError. */
export class NoSuchTick extends Error {}

/**
 * Cron on the wall clock of a zone. If the hour field covers every hour, a step is as long in real time as on the naive
 * wall clock; otherwise it ends at the instant of the wall-clock time found (2.11.2 and 3.3.2).
 */
export function cronSteps(cron: CronSchedule, zone: Zone): Steps {
  const step = (at: Instant, tick: typeof nextTick, direction: string): Instant => {
    const wall = wallClock(at, zone);
    const found = tick(cron, wall);
    if (found === undefined) throw new NoSuchTick(`failed to find ${direction} date`);
    return cron.coversEveryHour ? at + (found - wall) : instantOf(found, zone);
  };
  const next = (at: Instant) => step(at, nextTick, 'next');
  const previous = (at: Instant) => step(at, previousTick, 'prev');
  return {
    next,
    previous,
    alignToNext: (at) => {
      const found = next(at);
      return previous(found) === at ? at : found;
    },
    alignToPrevious: (at) => {
      const found = previous(at);
      return next(found) === at ? at : found;
    },
  };
}

/** A timedelta or relativedelta from instant to instant; after its first step Airflow counts in UTC. */
export function deltaSteps(delta: Delta): Steps {
  return {
    next: (at) => shift(at, delta, 1),
    previous: (at) => shift(at, delta, -1),
    alignToNext: (at) => at,
    alignToPrevious: (at) => at,
  };
}
