// One DAG as a picture shows it: plain data that survives JSON, made of the DAG, its findings and what the catalog knows.

import type { Origin } from '../text/span';
import type { GroupId, TaskId } from './dag';

export interface DagView {
  /** The dag_id, or undefined if it is not known. */
  readonly dagId: string | undefined;
  /** Version of the orchestrator in force, e.g. `2.11.2`. */
  readonly version: string;
  readonly tasks: readonly TaskView[];
  readonly groups: readonly GroupView[];
  /** Each pair of tasks once, in the order in which they were made. */
  readonly edges: readonly EdgeView[];
  /** The tasks of each cycle, in its order: the last one leads back to the first. */
  readonly cycles: readonly (readonly TaskId[])[];
  readonly findings: readonly FindingView[];
  /** Places of the file where evaluation had to stop. */
  readonly gaps: readonly { readonly because: string; readonly at: Origin }[];
  /** Why the orchestrator refuses the DAG, or its whole file. */
  readonly refused: string | undefined;
  /** Why the orchestrator would not find the DAG. */
  readonly notCollected: string | undefined;
  /** Why tasks or edges may be missing. */
  readonly incomplete: string | undefined;
  /** Why the DAG may not exist. */
  readonly conditional: string | undefined;
  /** Does the first failure skip all tasks that have not ended (`fail_fast`)? Undefined: not known. */
  readonly failFast: boolean | undefined;
  /** The schedule in words. */
  readonly schedule: string;
  /** Where the DAG is made: in the file itself where possible. */
  readonly at: Origin;
}

export interface TaskView {
  /** Unique in its DAG; a stand-in such as `?1` where the id is not known. */
  readonly id: TaskId;
  readonly isIdKnown: boolean;
  /** Short class name, or what the orchestrator's own pictures call it: `@task.branch`. */
  readonly operator: string;
  readonly operatorPath: string | undefined;
  /** First sentence of the operator's documentation. */
  readonly doc: string | undefined;
  /** Colours as the operator's class gives them, in CSS; undefined: Airflow's default. */
  readonly fill: string | undefined;
  readonly textColour: string | undefined;
  /** Undefined: not known. */
  readonly triggerRule: string | undefined;
  readonly kind: 'work' | 'setup' | 'teardown';
  /** Does its failure fail the run, where nothing comes after it? Not that of most teardowns. Undefined: not known. */
  readonly failsRun: boolean | undefined;
  readonly mapped: boolean;
  readonly isSensor: boolean;
  readonly group: GroupId | undefined;
  /** Set for a task that can skip others. */
  readonly branch: BranchView | undefined;
  /** Why the task may not exist. */
  readonly conditional: string | undefined;
  /** Why it is only assumed that there is such a task. */
  readonly assumed: string | undefined;
  /** Names of the fields that are rendered; undefined: not known. */
  readonly templateFields: readonly string[] | undefined;
  /** Where the task is made; perhaps in another file. */
  readonly at: Origin;
  /** Where the DAG file itself leads there, if `at` is in another file. */
  readonly via: Origin | undefined;
  /** Indexes in `DagView.findings`. */
  readonly findings: readonly number[];
}

/** What a branch can choose, or a short circuit can do. */
export interface BranchView {
  readonly kind: 'branch' | 'shortCircuit';
  /** Each choice with the tasks that it names (of a task group its first ones); none: it skips all. Of a short circuit: go on, and stop. */
  readonly choices: readonly { readonly label: string; readonly ids: readonly TaskId[] }[];
  /** Are these all? Else the callable may choose others. */
  readonly isWhole: boolean;
  /** Short circuit only: it skips all tasks below, whatever their trigger rules; undefined: not known. */
  readonly ignoresTriggerRules: boolean | undefined;
}

export interface GroupView {
  readonly id: GroupId;
  /** The id without that of the parent. */
  readonly label: string;
  readonly parent: GroupId | undefined;
  readonly mapped: boolean;
  readonly at: Origin;
}

export interface EdgeView {
  readonly upstream: TaskId;
  readonly downstream: TaskId;
  /** Written by the author (`Label`), or the choice of a branch. */
  readonly label: string | undefined;
  readonly conditional: string | undefined;
  /** Is it part of a cycle? */
  readonly isInCycle: boolean;
  /** The code that made it, in the DAG file where possible. */
  readonly at: Origin;
  /** Indexes in `DagView.findings`. */
  readonly findings: readonly number[];
}

export interface FindingView {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly at: Origin;
}
