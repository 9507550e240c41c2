// The messages between the extension and the run panel.

import type { TaskId } from '../core/ir/dag';
import type { RaisedFrame, RunnableParam, RunRecord, TaskInstanceState } from '../core/runs';

/** What is told of a run above its tasks. */
export type RunHead = Pick<
  RunRecord,
  | 'engine'
  | 'airflowVersion'
  | 'logicalDate'
  | 'dataInterval'
  | 'conf'
  | 'state'
  | 'because'
  | 'stopped'
  | 'start'
  | 'end'
  | 'notes'
> & {
  /** Names the run. */
  readonly id: string;
  readonly dagId: string;
  /** The DAG file, in words. */
  readonly file: string;
  readonly isLive: boolean;
  /** Where the file raised, if the run could not begin. */
  readonly raised: Raised | undefined;
};

export interface Raised {
  readonly type: string;
  readonly message: string;
  readonly frames: readonly RaisedFrame[];
}

/** A line of the task list. */
export interface InstanceRow {
  /** Unique in the run (see `instanceName`). */
  readonly name: string;
  readonly taskId: TaskId;
  readonly mapIndex: number;
  /** What `map_index_template` names it. */
  readonly label: string | undefined;
  readonly operator: string;
  readonly isSensor: boolean;
  readonly state: TaskInstanceState;
  readonly because: string | undefined;
  readonly until: string | undefined;
  /** Why it is not really run. */
  readonly simulated: string | undefined;
  readonly tries: readonly TryRow[];
}

export interface TryRow {
  readonly number: number;
  readonly start: string | undefined;
  readonly end: string | undefined;
  readonly state: TaskInstanceState;
  readonly hasLog: boolean;
}

/** What is asked for of one instance. */
export interface InstanceDetails {
  readonly name: string;
  readonly rendered: Readonly<Record<string, unknown>> | undefined;
  readonly xcoms: Readonly<Record<string, unknown>>;
  /** By number of the try. */
  readonly raised: Readonly<Record<number, Raised>>;
}

/** What a task is given instead of being run. */
export type MarkName = 'success' | 'failed' | 'skipped' | 'absent';
export type Marks = Readonly<Record<TaskId, MarkName>>;

/** A task that can be given a state before the run. */
export interface MarkableTask {
  readonly taskId: TaskId;
  readonly operator: string;
  readonly isSensor: boolean;
  /** Why it is not really run; undefined: it is. */
  readonly simulated: string | undefined;
}

/** What the user may say before a run. */
export interface RunForm {
  readonly dagId: string;
  /** The editor's address of the DAG file. */
  readonly file: string;
  readonly params: readonly RunnableParam[];
  readonly marks: Marks;
  readonly markable: readonly MarkableTask[];
  /** What an earlier run was given. */
  readonly conf: Readonly<Record<string, unknown>>;
  readonly logicalDate: string | undefined;
}

/** What the user said. */
export interface RunFormValues {
  readonly conf: Readonly<Record<string, unknown>>;
  /** ISO with offset; undefined: now. */
  readonly logicalDate: string | undefined;
  readonly marks: Marks;
  readonly dryRun: boolean;
}

/** What would run, for one date, beside the date before. */
export interface DryRunView {
  readonly dagId: string;
  /** The editor's address of the DAG file. */
  readonly file: string;
  readonly logicalDate: string | null;
  /** Undefined: there is none to compare with. */
  readonly previousDate: string | undefined;
  /** Tasks that can run at the same time, wave after wave. */
  readonly waves: readonly (readonly DryRunTask[])[];
  readonly notes: readonly string[];
  /** What went wrong, in one sentence. */
  readonly problem: string | undefined;
  /** Templates are still being rendered. */
  readonly isBusy: boolean;
}

export interface DryRunTask {
  readonly taskId: TaskId;
  readonly operator: string;
  readonly triggerRule: string;
  /** What comes directly before. */
  readonly upstream: readonly TaskId[];
  /** Instances, where known. */
  readonly instances: string | undefined;
  /** What it chooses between, and what each choice leads to. */
  readonly choices: readonly { readonly label: string; readonly leadsTo: readonly TaskId[] }[];
  readonly simulated: string | undefined;
  readonly fields: readonly DryRunField[];
}

export interface DryRunField {
  readonly name: string;
  /** Undefined: it was not rendered, `template` stands for it. */
  readonly now: string | undefined;
  readonly before: string | undefined;
  readonly template: string;
}

/** Commands that messages about runs may name, by the words that name them. */
export const NAMED_COMMANDS = {
  'DagLens: Set up Airflow': 'setUpAirflow',
  'DagLens: Set Secret of the Remote Airflow …': 'setRemoteSecret',
  'DagLens: Unpause DAG on the Remote Airflow': 'unpauseDag',
} as const;
export type NamedCommand = (typeof NAMED_COMMANDS)[keyof typeof NAMED_COMMANDS];

/** From the extension to the panel. */
export type ToRunPanel =
  | { readonly kind: 'run'; readonly head: RunHead; readonly rows: readonly InstanceRow[] }
  | { readonly kind: 'details'; readonly details: InstanceDetails }
  /** The log of a try from its beginning, or from where it is cut; `log` takes the place of what was shown. */
  | {
      readonly kind: 'log';
      readonly name: string;
      readonly tryNumber: number;
      readonly text: string;
      readonly isCut: boolean;
    }
  /** What was written since. */
  | { readonly kind: 'logMore'; readonly name: string; readonly tryNumber: number; readonly text: string }
  | { readonly kind: 'select'; readonly name: string }
  | { readonly kind: 'form'; readonly form: RunForm }
  | { readonly kind: 'dryRun'; readonly dryRun: DryRunView }
  /** There is no run to show; in words why. */
  | { readonly kind: 'nothing'; readonly because: string };

/** From the panel to the extension. */
export type FromRunPanel =
  /** The page listens. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'askDetails'; readonly name: string }
  /** Follow the log of a try from now on. */
  | { readonly kind: 'askLog'; readonly name: string; readonly tryNumber: number }
  | { readonly kind: 'openLog'; readonly name: string; readonly tryNumber: number }
  | { readonly kind: 'stop' }
  | { readonly kind: 'runAgain' }
  | { readonly kind: 'rerunFailed' }
  | { readonly kind: 'openForm' }
  | { readonly kind: 'closeForm' }
  | { readonly kind: 'start'; readonly values: RunFormValues }
  | { readonly kind: 'runTask' | 'runFrom' | 'debug' | 'showCode' | 'showInGraph'; readonly taskId: TaskId }
  /** Show a line of a file. */
  | { readonly kind: 'showLine'; readonly file: string; readonly line: number }
  | { readonly kind: 'openJson'; readonly name: string; readonly value: unknown }
  /** A command of ours that a message names. */
  | { readonly kind: 'command'; readonly command: NamedCommand }
  /** Renders again for another date; undefined: now. */
  | { readonly kind: 'dryRunAt'; readonly logicalDate: string | undefined };
