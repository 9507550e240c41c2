// What goes into the scheduler of a run, and what comes out.

import type { GroupId, TaskId } from '../../ir/dag';
import type { InstanceKey, RunnableDag, TaskInstanceState } from '../../runs';
import type { EndOfRun } from './ending';
import type { Capacity } from './limits';
import type { PastStates } from './past';

/** A run at its beginning. All times are milliseconds since 1970. */
export interface RunSetup extends Capacity {
  readonly dag: RunnableDag;
  readonly version: string;
  /** Only these are run, the others count as successes; undefined: all. */
  readonly tasks: ReadonlySet<TaskId> | undefined;
  /** Tasks that are told how to end: they are started even if they are empty. */
  readonly marked: ReadonlySet<TaskId>;
  /** Of the run before. */
  readonly past: PastStates;
  /** ISO in UTC; null: a run without logical date. */
  readonly logicalDate: string | null;
  readonly startedAt: number;
  /** SHA-1 of a text, as hexadecimal digits. */
  readonly sha1: (text: string) => string;
}

export interface Change extends InstanceKey {
  readonly kind: 'state';
  readonly state: TaskInstanceState;
  readonly tryNumber: number;
  readonly because: string | undefined;
  readonly until: number | undefined;
}

export interface Expanded {
  readonly kind: 'expanded';
  readonly taskId: TaskId;
  readonly count: number;
}

/** What is to be done now. */
export interface Step {
  /** What has changed, in the order in which it happened. */
  readonly changes: readonly (Change | Expanded)[];
  /** To start; they count as running. */
  readonly start: readonly Start[];
  /** To stop; how those tries end need not be said. */
  readonly stop: readonly InstanceKey[];
  /** Mapped tasks and groups of which somebody has to say how many instances there are. */
  readonly count: readonly (TaskId | GroupId)[];
  /** When to ask again, whatever happens; undefined: when something has ended. */
  readonly wakeAt: number | undefined;
  readonly end: EndOfRun | undefined;
}

export interface Start extends InstanceKey {
  readonly tryNumber: number;
}

/** How a try ended. */
export interface TryEnd {
  readonly state: 'success' | 'failed' | 'skipped' | 'up_for_retry' | 'up_for_reschedule';
  /** When a rescheduled sensor goes on. */
  readonly until: number | undefined;
  /** The tasks that a branch follows; undefined: it is none. */
  readonly followed: readonly TaskId[] | undefined;
  /** A short circuit that stops skips all tasks downstream, or those directly downstream. */
  readonly shortCircuit: 'all' | 'direct' | undefined;
  readonly because: string | undefined;
}
