// One plain DAG model for every orchestrator: what analysis finds out, and runs start from.

import type { Origin } from '../text/span';
import type { Fact } from './fact';

/** When a DAG runs, as its author wrote it. */
export type Schedule =
  | { readonly kind: 'manual' }
  | { readonly kind: 'expression'; readonly text: string }
  | { readonly kind: 'timedelta'; readonly seconds: number }
  | { readonly kind: 'relativedelta'; readonly parts: Readonly<Record<string, number>> }
  | { readonly kind: 'assets'; readonly assets: readonly string[] }
  /** `crons`: the cron expressions that Airflow's own cron timetables were given. */
  | { readonly kind: 'timetable'; readonly className: string; readonly crons: readonly Fact<string>[] };

/** A moment as the author wrote it: an instant, and the zone it was given in (undefined: none given). */
export interface DateTimeFact {
  /** ISO text of the wall clock, without zone. */
  readonly wallClock: string;
  readonly zone: string | undefined;
}

export type TaskId = string;
export type GroupId = string;

export interface Task {
  /** Unique in its DAG. Where the id is not known, a stand-in such as `?1`; then `idFact` is not known. */
  readonly id: TaskId;
  readonly idFact: Fact<string>;
  /** Short class name, as the orchestrator says it; of a mapped task, the class that is mapped. */
  readonly operator: string;
  /** Dotted path the class was imported from, if known. */
  readonly operatorPath: string | undefined;
  readonly triggerRule: Fact<string>;
  readonly kind: 'work' | 'setup' | 'teardown';
  readonly mapped: boolean;
  readonly group: GroupId | undefined;
  readonly branch: BranchTargets | undefined;
  /** Why the task may not exist (made under a condition that is not known). */
  readonly conditional: string | undefined;
  /** Where the task is made; perhaps in another file. */
  readonly at: Origin;
  /** Where the DAG file itself leads there, if `at` is in another file. */
  readonly via: Origin | undefined;
}

/** What a branch callable can return, as far as it was followed. */
export interface BranchTargets {
  readonly targets: readonly Fact<string>[];
  /** False where some path could not be followed: then there may be more. */
  readonly complete: boolean;
}

/** An edge is always written upstream first. */
export interface Edge {
  readonly upstream: TaskId;
  readonly downstream: TaskId;
  readonly label: string | undefined;
  readonly conditional: string | undefined;
  /** The code that made it, in the DAG file where possible. */
  readonly at: Origin;
}

export interface TaskGroup {
  readonly id: GroupId;
  readonly parent: GroupId | undefined;
  readonly mapped: boolean;
  readonly at: Origin;
}

export interface Dag {
  readonly dialect: string;
  readonly id: Fact<string>;
  readonly schedule: Fact<Schedule>;
  readonly startDate: Fact<DateTimeFact | null>;
  readonly endDate: Fact<DateTimeFact | null>;
  readonly catchup: Fact<boolean>;
  readonly tasks: ReadonlyMap<TaskId, Task>;
  /** In the order in which they were made. */
  readonly edges: readonly Edge[];
  readonly groups: ReadonlyMap<GroupId, TaskGroup>;
  /** Undefined: the orchestrator finds this DAG. Else why it does not. */
  readonly notCollected: string | undefined;
  /** Something of the structure could not be followed: tasks or edges may be missing. */
  readonly incomplete: string | undefined;
  readonly conditional: string | undefined;
  readonly at: Origin;
  readonly via: Origin | undefined;
}

/** A place where evaluation had to stop, and why. */
export interface Gap {
  readonly because: string;
  readonly at: Origin;
}

/** All that a dialect read out of one file. Made of plain data only. */
export interface DagFile {
  readonly uri: string;
  readonly dialect: string;
  /** Version of the orchestrator in force, e.g. `2.11.2`. */
  readonly version: string;
  readonly dags: readonly Dag[];
  readonly events: readonly BuildEvent[];
  readonly gaps: readonly Gap[];
  /** Files and folders whose content decided the result, the file itself included. */
  readonly reads: ReadonlySet<string>;
}

/** What went wrong while the DAG was built, before it is put in words by a rule. */
export type BuildEvent = BuildEventKind & {
  readonly at: Origin;
  /** The DAG it belongs to: index into `dags`; undefined: the file. */
  readonly dag: number | undefined;
  /** What the orchestrator in force refuses because of it. */
  readonly refuses: 'file' | 'dag' | undefined;
};

export type BuildEventKind =
  | { readonly kind: 'duplicate-task-id'; readonly id: string; readonly first: Origin }
  | { readonly kind: 'duplicate-group-id'; readonly id: string; readonly first: Origin }
  | {
      readonly kind: 'task-group-id-collision';
      readonly id: string;
      readonly added: 'task' | 'group';
      readonly first: Origin;
    }
  | {
      readonly kind: 'invalid-id';
      readonly what: 'dag' | 'task' | 'group';
      /** The id as the orchestrator sees it, with its group prefix. */
      readonly id: string;
      readonly problem: 'characters' | 'empty' | 'length' | 'type';
      /** For `type`: the Python type given. */
      readonly type: string | undefined;
    }
  | { readonly kind: 'missing-task-id'; readonly operator: string }
  | { readonly kind: 'positional-operator-argument'; readonly operator: string }
  | {
      readonly kind: 'invalid-trigger-rule';
      readonly value: string;
      readonly allowed: readonly string[];
      readonly source: 'argument' | 'default_args';
    }
  | {
      readonly kind: 'cross-dag-edge';
      readonly upstream: string;
      readonly downstream: string;
      readonly dags: readonly [string, string];
    }
  | { readonly kind: 'list-shift-list'; readonly operator: '>>' | '<<' }
  | { readonly kind: 'chain-length-mismatch'; readonly lengths: readonly [number, number]; readonly function: string }
  | {
      readonly kind: 'unknown-task-id';
      readonly id: string;
      readonly method: string;
      readonly known: readonly string[];
    }
  | { readonly kind: 'conflicting-schedule-arguments'; readonly given: readonly string[] }
  | { readonly kind: 'invalid-schedule-type'; readonly type: string; readonly text: string; readonly argument: string }
  | { readonly kind: 'missing-start-date'; readonly taskId: string }
  | { readonly kind: 'unknown-timezone'; readonly name: string }
  | { readonly kind: 'negative-schedule'; readonly text: string }
  | { readonly kind: 'raised'; readonly exception: string };
