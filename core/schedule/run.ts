// The question "which run comes next" and its answer, as Airflow's `next_dagrun_info` has them.
import type { Instant, Zone } from './zones';

export interface DataInterval {
  readonly start: Instant;
  readonly end: Instant;
}

export interface ScheduledRun {
  /** The start of the data interval. */
  readonly logicalDate: Instant;
  readonly interval: DataInterval;
  /** When the scheduler may start the run: the end of the data interval. */
  readonly runAfter: Instant;
}

/** What the scheduler knows when it asks a timetable for the next run. */
export interface RunRequest {
  /** The data interval of the run before; absent for the first run. */
  readonly last?: DataInterval | undefined;
  readonly startDate?: Instant | undefined;
  readonly endDate?: Instant | undefined;
  readonly catchup: boolean;
  readonly now: Instant;
  /** The DAG's zone: that of start_date, else default_timezone. */
  readonly zone: Zone;
  /**
   * The zone in which months are counted from start_date itself; UTC if absent, because the scheduler reads start_date from
   * the serialized DAG in UTC (2.11.2, 3.3.2). A timetable asked directly with an aware start_date counts in its zone.
   */
  readonly startZone?: Zone | undefined;
  readonly airflowVersion: string;
}

export function runOver(start: Instant, end: Instant): ScheduledRun {
  return { logicalDate: start, interval: { start, end }, runAfter: end };
}
