// What the engine `airflow` and its Python process say to each other: one JSON object a line, on two pipes of their own, file
// descriptors 3 (to it) and 4 (from it). Keys are snake_case on the wire. `runner/python/daglens_airflow` is the other end.

import type { WireRaised } from '../builtin/workerMessages';
import type { RunType } from '../engine';

/** To the process. It ends by itself, with all that it has started, when descriptor 3 is closed. */
export type ToAirflow = RunMessage | LoadMessage | { readonly kind: 'stop'; readonly id: number };

/** Asks for the DAGs of a file. Answers with the event `loaded`, or with `ended` where the file cannot be loaded; then `over`. */
export interface LoadMessage {
  readonly kind: 'load';
  readonly id: number;
  readonly file: string;
  /** The folder of DAGs that the file lies in. */
  readonly dags_folder: string;
  readonly import_roots: readonly string[];
  readonly variables_file: string | null;
  readonly connections_file: string | null;
}

/** A `RunRequest`, and what the settings say that may change between runs. Answers any number of `event`, then `over`. */
export interface RunMessage {
  readonly kind: 'run';
  readonly id: number;
  readonly run_id: string;
  readonly file: string;
  readonly dags_folder: string;
  readonly dag_id: string | null;
  readonly run_type: RunType;
  readonly tasks: readonly string[] | null;
  readonly xcoms: readonly { task_id: string; map_index: number; key: string; stored: string }[];
  readonly logical_date: string | null;
  readonly conf: Readonly<Record<string, unknown>>;
  readonly marks: Readonly<Record<string, string>>;
  readonly dry_run: boolean;
  readonly debug: { readonly task_id: string; readonly debugpy_folder: string | null } | null;
  readonly parallelism: number;
  /** Slots by pool. */
  readonly pools: Readonly<Record<string, number>>;
  /** The run of the DAG before this one. */
  readonly previous: WirePreviousRun | null;
  /** Runs that sensors may look for, the latest first. */
  readonly local_runs: readonly WireLocalRun[];
  readonly folder: string;
  readonly max_log_bytes: number;
  readonly import_roots: readonly string[];
  readonly variables_file: string | null;
  readonly connections_file: string | null;
}

/** A run that has ended. */
export interface WireLocalRun {
  readonly dag_id: string;
  readonly run_id: string;
  readonly logical_date: string;
  readonly state: string;
  /** By task id, one for each instance. */
  readonly states: Readonly<Record<string, readonly string[]>>;
}

interface WirePreviousRun extends WireLocalRun {
  readonly data_interval: readonly [string, string];
  readonly start: string;
  readonly end: string;
}

/** From the process. */
export type FromAirflow =
  /** The database of this Airflow is made, once: that takes a while. */
  | { readonly kind: 'preparing'; readonly version: string }
  /** Airflow is imported: runs may be asked for. */
  | { readonly kind: 'ready'; readonly version: string; readonly python: string; readonly pid: number }
  /** This Airflow cannot be used. The process ends. */
  | { readonly kind: 'broken'; readonly message: string }
  | { readonly kind: 'event'; readonly id: number; readonly event: WireEvent | WireLoaded }
  /** The process of the run and all that it has started have ended. */
  | { readonly kind: 'over'; readonly id: number };

interface WireInstance {
  readonly task_id: string;
  readonly map_index: number;
}

/** Answers a `load`: `dags` are RunnableDags with snake_case keys. */
export interface WireLoaded {
  readonly kind: 'loaded';
  readonly dags: readonly unknown[];
}

/** A `RunEvent`. */
export type WireEvent =
  | {
      readonly kind: 'started';
      readonly run_id: string;
      readonly dag: unknown;
      readonly version: string;
      readonly logical_date: string | null;
      readonly data_interval: readonly [string, string] | null;
      readonly conf: Readonly<Record<string, unknown>>;
      readonly at: string;
    }
  | { readonly kind: 'expanded'; readonly task_id: string; readonly count: number }
  | ({
      readonly kind: 'state';
      readonly state: string;
      readonly try_number: number;
      readonly at: string;
      readonly because: string | null;
      readonly until: string | null;
    } & WireInstance)
  | ({ readonly kind: 'rendered'; readonly fields: Readonly<Record<string, unknown>> } & WireInstance)
  | ({ readonly kind: 'named'; readonly name: string } & WireInstance)
  | ({
      readonly kind: 'xcom';
      readonly key: string;
      readonly value: unknown;
      readonly stored: string | null;
    } & WireInstance)
  | ({ readonly kind: 'log'; readonly try_number: number; readonly path: string } & WireInstance)
  | ({ readonly kind: 'simulated'; readonly because: string } & WireInstance)
  | ({ readonly kind: 'debugging'; readonly port: number } & WireInstance)
  | ({ readonly kind: 'raised'; readonly try_number: number } & WireRaised & WireInstance)
  | { readonly kind: 'note'; readonly level: 'info' | 'warning' | 'error'; readonly message: string }
  | {
      readonly kind: 'ended';
      readonly state: string;
      readonly because: string | null;
      readonly raised: WireRaised | null;
      readonly stopped: boolean;
      readonly at: string;
    };
