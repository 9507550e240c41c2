// What happens in a run, whichever engine runs it: told one after another, in the order in which it happened.

import type { TaskId } from '../ir/dag';
import type { RunnableDag } from './runnableDag';
import type { RunState, TaskInstanceState } from './states';

export type EngineId = 'builtin' | 'airflow' | 'remote';

/** Which task instance: `mapIndex` is -1 for a task that is not mapped, or not expanded yet. */
export interface InstanceKey {
  readonly taskId: TaskId;
  readonly mapIndex: number;
}

/** Times (`at`) are ISO in UTC. */
export type RunEvent =
  | RunStarted
  /** The instances of a mapped task are known; with none, the task itself is skipped. */
  | { readonly kind: 'expanded'; readonly taskId: TaskId; readonly count: number }
  | StateChanged
  /** The template fields as rendered for this try; those that are empty are left out. */
  | ({ readonly kind: 'rendered'; readonly fields: Readonly<Record<string, unknown>> } & InstanceKey)
  /** The name that `map_index_template` renders to. */
  | ({ readonly kind: 'named'; readonly name: string } & InstanceKey)
  | XComPushed
  /** Where the log of a try is being written: an absolute path, or a link for an engine elsewhere. */
  | ({ readonly kind: 'log'; readonly tryNumber: number; readonly path: string } & InstanceKey)
  /** This try did not really do its work; in words what stood in for it. */
  | ({ readonly kind: 'simulated'; readonly because: string } & InstanceKey)
  | TaskRaised
  /** The try has not begun: it waits until a debugger attaches at this port of the own machine. */
  | ({ readonly kind: 'debugging'; readonly port: number } & InstanceKey)
  /** Something the user has to know about the run as a whole, in one sentence. */
  | { readonly kind: 'note'; readonly level: 'info' | 'warning' | 'error'; readonly message: string }
  | RunEnded;

export interface RunStarted {
  readonly kind: 'started';
  readonly engine: EngineId;
  readonly runId: string;
  readonly dag: RunnableDag;
  readonly version: string;
  /** ISO with offset; null: a run without logical date (3.x). */
  readonly logicalDate: string | null;
  readonly dataInterval: readonly [string, string] | null;
  readonly conf: Readonly<Record<string, unknown>>;
  readonly triggeredBy?: TriggeredBy | undefined;
  readonly at: string;
}

/** The task that asked for a run. */
export interface TriggeredBy {
  readonly dagId: string;
  readonly runId: string;
  readonly taskId: TaskId;
}

export interface StateChanged extends InstanceKey {
  readonly kind: 'state';
  readonly state: TaskInstanceState;
  /** 0: never tried. */
  readonly tryNumber: number;
  readonly at: string;
  /** Why, where a person would ask: `skipped by 'choose'`, `trigger rule all_success: 'extract' failed`. */
  readonly because: string | undefined;
  /** When it goes on, for `up_for_retry` and `up_for_reschedule`. */
  readonly until: string | undefined;
}

export interface XComPushed extends InstanceKey {
  readonly kind: 'xcom';
  readonly key: string;
  /** To show: JSON; what JSON cannot say as Airflow's own view of it says it. */
  readonly value: unknown;
  /** As the engine keeps it, to give it back to a later run; undefined: it cannot be given back. */
  readonly stored: string | undefined;
}

export interface TaskRaised extends InstanceKey {
  readonly kind: 'raised';
  readonly tryNumber: number;
  /** Class of the exception, such as `ValueError`. */
  readonly type: string;
  readonly message: string;
  /** Innermost last. */
  readonly frames: readonly RaisedFrame[];
}

export interface RaisedFrame {
  /** Absolute path. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly function: string;
}

export interface RunEnded {
  readonly kind: 'ended';
  /** `failed` also where the run could not begin, or was stopped. */
  readonly state: RunState;
  /** In words, such as `'load' failed, and nothing after it counts`, or what refused the run. */
  readonly because: string | undefined;
  /** Set where the DAG could not be loaded or the run not be made: the place that raised, if it is known. */
  readonly raised: Omit<TaskRaised, 'kind' | 'taskId' | 'mapIndex' | 'tryNumber'> | undefined;
  readonly stopped: boolean;
  readonly at: string;
}
