// A DAG as an engine loaded it: what the scheduler has to know of it to run it. Plain data that survives JSON.

import type { GroupId, TaskId } from '../ir/dag';

export interface RunnableDag {
  readonly dagId: string;
  /** Absolute path of the file that was loaded. */
  readonly file: string;
  /** Sorted by id. */
  readonly tasks: readonly RunnableTask[];
  /** Mapped groups only, outer ones first. */
  readonly mappedGroups: readonly MappedGroup[];
  /** `fail_fast` (3) and `fail_stop` (2). */
  readonly failFast: boolean;
  readonly maxActiveRuns: number;
  /** Most task instances of one run at the same time; `concurrency` before 2.2. */
  readonly maxActiveTasks: number;
  readonly catchup: boolean;
  /** In words as the DAG's author wrote it: a cron expression, a preset, the name of a timetable. */
  readonly schedule: string | null;
  /** IANA name of the DAG's time zone; left out: UTC. */
  readonly timezone?: string;
  /** ISO dates with an offset, or null. */
  readonly startDate: string | null;
  readonly endDate: string | null;
  /** Seconds after which a run that is still running fails; null: none. */
  readonly dagrunTimeoutSeconds: number | null;
  /** The params with their default values and JSON schemas, in the order of the file. */
  readonly params: readonly RunnableParam[];
}

export interface RunnableParam {
  readonly name: string;
  /** JSON; undefined: it has no default and must be given. */
  readonly value: unknown;
  readonly description: string | null;
  /** JSON schema of the value; empty: anything. */
  readonly schema: Readonly<Record<string, unknown>>;
}

export interface RunnableTask {
  readonly id: TaskId;
  /** Short class name, or `@task.branch` as Airflow's own pictures call it. */
  readonly operator: string;
  readonly triggerRule: string;
  readonly kind: 'work' | 'setup' | 'teardown';
  /** Counts its failure for the run, where nothing comes after it? Not that of most teardowns. */
  readonly failsRun: boolean;
  /** Tasks directly upstream, sorted. */
  readonly upstream: readonly TaskId[];
  /** Is the task itself made by `.expand()`? */
  readonly mapped: boolean;
  /** How many instances `.expand()` is written with; left out: it is not mapped, or the results of tasks decide. */
  readonly literalCount?: number;
  /** The innermost mapped group that it lies in. */
  readonly mappedGroup: GroupId | null;
  readonly group: GroupId | null;
  /** Which tasks it may skip (a branch, a short circuit): those directly downstream, or all; left out: none. */
  readonly skips?: 'direct' | 'all';
  readonly isSensor: boolean;
  /** Does it only stand there (`EmptyOperator` without callbacks and outlets)? Airflow sets such tasks to success without running them. */
  readonly isEmpty: boolean;
  /** Why it is not really run, in words; null: it is. */
  readonly simulated: string | null;
  /** Tries after the first one. */
  readonly retries: number;
  readonly retryDelaySeconds: number;
  /** 0: the delay stays the same; else the factor by which it grows (2 for `retry_exponential_backoff=True`). */
  readonly retryBackoff: number;
  readonly maxRetryDelaySeconds: number | null;
  readonly dependsOnPast: boolean;
  readonly waitForDownstream: boolean;
  readonly pool: string;
  readonly poolSlots: number;
  /** Most instances of the task at the same time, over all runs and in one run; null: no limit. */
  readonly maxActiveTis: number | null;
  readonly maxActiveTisPerRun: number | null;
  /** The weight with that of the tasks around it (`priority_weight_total`): greater ones start first. */
  readonly priorityWeight: number;
  /** What it renders, by field; templates as written. Plain JSON or text. */
  readonly templates: Readonly<Record<string, unknown>>;
  /** Line of the file where the task is made, from 1; null: in another file. */
  readonly line: number | null;
}

export interface MappedGroup {
  readonly id: GroupId;
  /** The mapped group around it. */
  readonly parent: GroupId | null;
  /** Tasks whose results it is expanded over. */
  readonly expandsOver: readonly TaskId[];
  /** How many instances it is written with; left out: the results of tasks decide. */
  readonly literalCount?: number;
}
