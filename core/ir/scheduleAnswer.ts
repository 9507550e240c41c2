// When a DAG will run, and if it will not, why: plain data that survives JSON.

import type { Origin } from '../text/span';

export interface ScheduleAnswer {
  /** The dag_id, or undefined if it is not known. */
  readonly dagId: string | undefined;
  /** Version of the orchestrator in force. */
  readonly version: string;
  /** The schedule in words. */
  readonly words: string;
  /** What the orchestrator makes of it (`CronTriggerTimetable`); undefined: not known. */
  readonly timetable: string | undefined;
  /**
   * `runs`: by the clock. `events`: when assets are updated. `never`: not by itself. `unknown`: it cannot be told.
   * The notes say why.
   */
  readonly outcome: 'runs' | 'events' | 'never' | 'unknown';
  /** Name of the DAG's time zone; undefined: not known. */
  readonly zone: string | undefined;
  /** Name of the zone of who asks. */
  readonly viewerZone: string;
  /** The moment of the answer, in milliseconds since 1970. */
  readonly now: number;
  /** Undefined: not known. */
  readonly catchup: boolean | undefined;
  /** Runs that a DAG that has had none starts as soon as it is switched on; undefined: not known. */
  readonly backlog: { readonly count: number; readonly isAtLeast: boolean } | undefined;
  /** The next runs after `now`, oldest first. */
  readonly runs: readonly RunView[];
  /** What to know, what matters most first. */
  readonly notes: readonly ScheduleNote[];
}

export interface RunView {
  /** When the scheduler may start it. */
  readonly runAfter: Moment;
  /** The data interval; both ends alike where a run has none. */
  readonly start: Moment;
  readonly end: Moment;
  /** What a clock change does to this run, as a sentence. */
  readonly clockChange: string | undefined;
}

/** One instant as three clocks show it; texts are ISO 8601 with the offset from UTC. */
export interface Moment {
  /** In milliseconds since 1970. */
  readonly at: number;
  /** In the DAG's zone. */
  readonly local: string;
  /** In the zone of who asks. */
  readonly viewer: string;
}

export interface ScheduleNote {
  /** `stops`: because of this nothing, or nothing more, runs by itself. `doubt`: the answer holds only if this does not matter. */
  readonly kind: 'stops' | 'doubt' | 'info';
  readonly message: string;
  /** The code that it is about. */
  readonly at: Origin | undefined;
}
