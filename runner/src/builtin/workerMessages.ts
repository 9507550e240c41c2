// What the builtin engine and its Python worker say to each other: one JSON object a line, on two pipes of their own, file
// descriptors 3 (to the worker) and 4 (from it), which nothing that a user prints can reach. Keys are snake_case on the wire.
// `runner/python/daglens_worker/messages.py` is the other end.

import type { RunType } from '../engine';

/**
 * To the worker. Each request has an `id`; its answers carry the same. The worker answers at once or later, in any order.
 * The worker ends by itself when descriptor 3 is closed, with all its children.
 */
export type ToWorker =
  /** Loads a DAG file, once: loading it again needs a new worker. Answers `loaded` or `load_failed`. */
  | LoadRequest
  /** Begins a run. Answers `run_started` or `run_refused`. */
  | StartRunRequest
  /** How many instances does a mapped task or group have? Asked when all that it is expanded over has ended. Answers `expanded`. */
  | {
      readonly kind: 'expand';
      readonly id: number;
      readonly run_id: string;
      readonly target: string;
      readonly map_index: number;
    }
  /** Executes one try in a child process. Answers any number of `child` messages, the last of which is `ended`. */
  | ExecuteRequest
  /** Renders the templates of a task and does nothing else. Answers `rendered` or `raised`, then `ended`. */
  | {
      readonly kind: 'render';
      readonly id: number;
      readonly run_id: string;
      readonly task_id: string;
      readonly map_index: number;
    }
  /** Ends the process group of a child: SIGTERM, and SIGKILL after `grace_seconds`. Its `ended` follows. */
  | { readonly kind: 'kill'; readonly id: number; readonly execute_id: number; readonly grace_seconds: number }
  /** Runs the callbacks of the DAG. Answers `callbacks_done`. */
  | {
      readonly kind: 'end_run';
      readonly id: number;
      readonly run_id: string;
      readonly state: 'success' | 'failed';
      /** The task instance that the context of the callbacks is about, as the scheduler chooses it. */
      readonly task_id: string | null;
      readonly reason: string;
    };

export interface LoadRequest {
  readonly kind: 'load';
  readonly id: number;
  readonly file: string;
  /** Airflow's version to be. */
  readonly version: string;
  readonly import_roots: readonly string[];
  readonly plugins_folder: string | null;
  /** Where files of other DAGs are looked for. */
  readonly dags_folder: string | null;
  readonly variables_file: string | null;
  readonly connections_file: string | null;
  readonly stand_ins_file: string | null;
  /** Where the catalog of operators lies. */
  readonly catalog: string;
}

export interface StartRunRequest {
  readonly kind: 'start_run';
  readonly id: number;
  readonly run_id: string;
  readonly dag_id: string;
  readonly run_type: RunType;
  /** ISO; null: now. */
  readonly logical_date: string | null;
  readonly data_interval: readonly [string, string] | null;
  readonly conf: Readonly<Record<string, unknown>>;
  readonly folder: string;
  readonly xcoms: readonly { task_id: string; map_index: number; key: string; stored: string }[];
  /** Of the run before this one, for `prev_data_interval_start_success` and its like; null: there was none. */
  readonly previous: {
    logical_date: string;
    data_interval: readonly [string, string];
    start: string;
    end: string;
  } | null;
  /** Runs on this machine that sensors may look for, such as those of other DAGs. */
  readonly local_runs: readonly {
    dag_id: string;
    run_id: string;
    logical_date: string;
    state: string;
    /** By task id, one for each instance. */
    states: Readonly<Record<string, readonly string[]>>;
  }[];
}

export interface ExecuteRequest {
  readonly kind: 'execute';
  readonly id: number;
  readonly run_id: string;
  readonly task_id: string;
  readonly map_index: number;
  /** From 1. */
  readonly try_number: number;
  /** Standard output and error of the child, and its log lines, go to this file. */
  readonly log: string;
  /** The child ends after so many bytes of log have been kept: the rest is counted and dropped. */
  readonly max_log_bytes: number;
  /** The task is not run, but ends so. */
  readonly mark: 'success' | 'failed' | 'skipped' | 'absent' | null;
  /** When a sensor in reschedule mode was first poked, ISO: its timeout counts from there. */
  readonly first_poke: string | null;
  /** The child waits for a debugger at this port before the task begins (0: any free one), and says so: `debugging`. */
  readonly debug_port: number | null;
  /** A folder to import debugpy from where the interpreter has none. */
  readonly debugpy_folder: string | null;
  /** States of the run's task instances so far, for `ti.get_…` and callbacks; by `task_id`, then by map index. */
  readonly states: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** From the worker. */
export type FromWorker =
  /** Sent once, unasked, as the first line. */
  | { readonly kind: 'ready'; readonly python: string; readonly pid: number }
  /** `dags`: RunnableDag with snake_case keys; `notes`: what the user should know, such as modules that are not installed. */
  | {
      readonly kind: 'loaded';
      readonly id: number;
      readonly dags: readonly unknown[];
      readonly notes: readonly string[];
      /** Absolute paths of the files of the project that were read: when one of them changes, a new worker is needed. */
      readonly files?: readonly string[];
    }
  | { readonly kind: 'load_failed'; readonly id: number; readonly raised: WireRaised }
  | {
      readonly kind: 'run_started';
      readonly id: number;
      readonly logical_date: string | null;
      readonly data_interval: readonly [string, string] | null;
    }
  /** Such as a conf that the params' schema refuses. */
  | { readonly kind: 'run_refused'; readonly id: number; readonly raised: WireRaised }
  /** `count` null: it cannot be known, and the mapped task fails (`reason`) — or waits for ever, as Airflow has it. */
  | { readonly kind: 'expanded'; readonly id: number; readonly count: number | null; readonly reason: string | null }
  | { readonly kind: 'callbacks_done'; readonly id: number }
  /** About the child of an `execute` or the rendering of a `render` request. */
  | ChildStarted
  | { readonly kind: 'rendered'; readonly id: number; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly kind: 'named'; readonly id: number; readonly name: string }
  | {
      readonly kind: 'xcom';
      readonly id: number;
      readonly key: string;
      readonly value: unknown;
      readonly stored: string | null;
    }
  | { readonly kind: 'simulated'; readonly id: number; readonly because: string }
  /** The child waits at this port of 127.0.0.1 for a debugger. Without debugpy it sends a `note` of level error, and fails. */
  | { readonly kind: 'debugging'; readonly id: number; readonly port: number }
  | { readonly kind: 'raised'; readonly id: number; readonly raised: WireRaised }
  | {
      readonly kind: 'note';
      readonly id: number;
      readonly level: 'info' | 'warning' | 'error';
      readonly message: string;
    }
  | TriggerAsked
  | ChildEnded
  /** The request could not be understood or done: a mistake of ours. */
  | { readonly kind: 'error'; readonly id: number; readonly message: string };

export interface ChildStarted {
  readonly kind: 'child_started';
  readonly id: number;
  readonly pid: number;
}

/**
 * A task asks for another run. The answer is a file of JSON (`AskedRunAnswer`, or `not_found`), written as a whole; when the run
 * has ended, a second one beside it, `.ended`, says its state.
 */
export interface TriggerAsked {
  readonly kind: 'trigger';
  readonly id: number;
  readonly dag_id: string;
  /** Which seem to make the DAG, the likeliest first. */
  readonly files: readonly string[];
  /** Absolute path of the answer. */
  readonly answer: string;
  readonly run_id: string;
  readonly logical_date: string;
  readonly conf: Readonly<Record<string, unknown>>;
  readonly reset: 'never' | 'same_id' | 'any';
}

export interface ChildEnded {
  readonly kind: 'ended';
  readonly id: number;
  /**
   * `success`, `failed` (no try is left, or retries are ruled out), `skipped`, `up_for_retry`, `up_for_reschedule`.
   * A child that was killed or died is `up_for_retry` while tries are left, else `failed`.
   */
  readonly state: 'success' | 'failed' | 'skipped' | 'up_for_retry' | 'up_for_reschedule';
  /** When a rescheduled sensor wants to be poked again, ISO. */
  readonly until: string | null;
  /** What a branch chose: the ids that it returned (tasks or groups, as given); null: it is no branch. */
  readonly followed: readonly string[] | null;
  /** A short circuit that stops: `all` downstream tasks are skipped, or the `direct` ones; null: it does not stop. */
  readonly short_circuit: 'all' | 'direct' | null;
  /** Set where the child was ended from outside: a signal's name, or an exit code. */
  readonly died: string | null;
}

export interface WireRaised {
  readonly type: string;
  readonly message: string;
  readonly frames: readonly { file: string; line: number; function: string }[];
}
