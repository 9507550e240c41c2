// What every engine offers: it runs one DAG, or a part of it, and tells what happens.

import type { TaskId } from '../../core/ir/dag';
import type {
  EngineId,
  ProjectRunSettings,
  RunEnded,
  RunEvent,
  RunnableDag,
  RunState,
  TaskInstanceState,
  TriggeredBy,
} from '../../core/runs';
import type { RemoteSettings } from './remote/remoteSettings';

/** The state that a task is given without running it; `absent` is for sensors: what they wait for never comes. */
export type Mark = 'success' | 'failed' | 'skipped' | 'absent';

/** A value of an earlier run that tasks of this one may pull. */
export interface KeptXCom {
  readonly taskId: TaskId;
  readonly mapIndex: number;
  readonly key: string;
  /** As the same engine gave it: see `XComPushed.stored`. */
  readonly stored: string;
}

/** `operator_triggered`: a task asked for it, from 3.0 on. */
export type RunType = 'manual' | 'scheduled' | 'backfill' | 'operator_triggered';

export interface RunRequest {
  /** Absolute path of the DAG file. */
  readonly file: string;
  /** Undefined: the only DAG of the file. */
  readonly dagId: string | undefined;
  readonly runId: string;
  readonly runType: RunType;
  /** Only these tasks are run, the others count as done; undefined: all. */
  readonly tasks: ReadonlySet<TaskId> | undefined;
  /** Results of tasks that are not run. */
  readonly xcoms: readonly KeptXCom[];
  /** ISO with offset; undefined: now. */
  readonly logicalDate: string | undefined;
  readonly conf: Readonly<Record<string, unknown>>;
  readonly marks: ReadonlyMap<TaskId, Mark>;
  /**
   * The run is there already: `tasks` are cleared with all after them, or what failed, and it goes on. Only an Airflow elsewhere has
   * such runs.
   */
  readonly again?: boolean | undefined;
  /** No task is executed: only rendered. */
  readonly dryRun: boolean;
  /** Undefined: nothing is debugged. An engine that cannot debug says so in `ended`. */
  readonly debug: DebugRequest | undefined;
  /** Most task instances at the same time. */
  readonly parallelism: number;
  /** An existing folder of this run alone: logs, and what the engine keeps. Absolute. */
  readonly folder: string;
  /** The run of the DAG before this one, for what depends on it; left out: there was none. */
  readonly previous?: PreviousRun | undefined;
  /** Runs of this and other DAGs that sensors may look for; left out: none. */
  readonly localRuns?: readonly LocalRun[];
  /** The task that asked for this run; left out: a person did. */
  readonly triggeredBy?: TriggeredBy | undefined;
  /** Starts other runs that tasks of this one ask for; left out: none is started, and the run says so. */
  readonly startOther?: StartOther | undefined;
}

/**
 * Starts a run that a task asks for.
 * @param signal stops it
 */
export type StartOther = (asked: AskedRun, signal: AbortSignal) => AskedRunAnswer;

/** A run of a DAG that a task asks for (TriggerDagRunOperator). */
export interface AskedRun {
  /** The file that makes the DAG; absolute. */
  readonly file: string;
  readonly dag: RunnableDag;
  readonly runId: string;
  readonly runType: RunType;
  /** ISO with offset. */
  readonly logicalDate: string;
  readonly conf: Readonly<Record<string, unknown>>;
  /** Which runs that there are already may be run again: none, that of the same id, or also one of the same date. */
  readonly reset: 'never' | 'same_id' | 'any';
  readonly by: TriggeredBy;
}

export type AskedRunAnswer =
  | {
      readonly kind: 'started';
      readonly runId: string;
      readonly logicalDate: string;
      /** Never rejected. */
      readonly ended: Promise<RunState>;
    }
  /** There is a run of this id or date. */
  | { readonly kind: 'exists'; readonly runId: string }
  | { readonly kind: 'not_started'; readonly because: string };

/** A run that has ended; dates are ISO with offset. */
export interface LocalRun {
  readonly dagId: string;
  readonly runId: string;
  readonly logicalDate: string;
  readonly state: 'success' | 'failed';
  /** The states of the task instances by task. */
  readonly states: Readonly<Record<TaskId, readonly TaskInstanceState[]>>;
}

export interface PreviousRun extends LocalRun {
  readonly dataInterval: readonly [string, string];
  readonly start: string;
  readonly end: string;
}

/** Tries of one task wait for a debugger: each tells its port (`debugging`), and begins when a debugger has attached. */
export interface DebugRequest {
  readonly taskId: TaskId;
  /** A folder to import debugpy from where the interpreter has none; absolute. */
  readonly debugpyFolder: string | undefined;
}

/** What an engine makes of a file, or what the file raised. */
export type Loaded =
  | { readonly dags: readonly RunnableDag[]; readonly notes: readonly string[] }
  | { readonly raised: NonNullable<RunEnded['raised']> };

/** What the project says about running, whatever is run. */
export interface RunSettings extends ProjectRunSettings {
  /** The interpreter; undefined: the first Python 3.9+ that is found. */
  readonly python: string | undefined;
  /** Slots by pool; left out: pools limit nothing but the default one. */
  readonly pools?: ReadonlyMap<string, number>;
  /** The Airflow elsewhere that the engine `remote` runs on; left out: what the environment names. */
  readonly remote?: RemoteSettings | undefined;
  /** The engine `builtin` starts a new process for each task, as it has to on Windows; left out: only there. */
  readonly spawnsTasks?: boolean | undefined;
  /** The whole environment of the tasks. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface Engine {
  readonly id: EngineId;
  /** Why this engine cannot run now, in words that say what to do; undefined: it can. */
  unavailable(): Promise<string | undefined>;
  /**
   * The DAGs of a file (absolute path): the file is imported, no task is executed. Never throws.
   * @param note hears, in words, why it takes long
   */
  load(file: string, note?: (message: string) => void): Promise<Loaded>;
  /**
   * Runs. The first event is `started`, unless the DAG cannot be loaded; the last one is always `ended`. Never throws: what goes
   * wrong is told in `ended`.
   * @param signal stops the run: the whole process group of what runs ends within two seconds
   */
  run(request: RunRequest, signal: AbortSignal): AsyncIterable<RunEvent>;
  /** Pauses a DAG, or lets its runs go on. Left out: the engine has no pause. @throws Error in words for the user */
  setPaused?(dagId: string, isPaused: boolean): Promise<void>;
  /** Ends warm processes. */
  dispose(): Promise<void>;
}
