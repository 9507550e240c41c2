// The messages between the extension and one graph pane.

import type { GroupId, TaskId } from '../core/ir/dag';
import type { DagView } from '../core/ir/dagView';
import type { ScheduleAnswer } from '../core/ir/scheduleAnswer';
import type { RunState, TaskInstanceState } from '../core/runs';
import type { Origin } from '../core/text/span';
import type { MarkName, Marks } from './runPanel';

/** From the extension to the pane. */
export type ToPane =
  | {
      readonly kind: 'dags';
      /** The editor's address of the file. */
      readonly uri: string;
      /** The file, in words. */
      readonly file: string;
      readonly dags: readonly DagView[];
      /** Index in `dags` of the one to show. */
      readonly shown: number;
      /** Set while the text cannot be parsed; in words what is drawn then. */
      readonly stale: string | undefined;
      /** The nodes are DAGs and assets of the whole workspace. */
      readonly isWorkspace: boolean;
    }
  /** The tasks at the cursor: several where a loop makes them. */
  | { readonly kind: 'cursor'; readonly taskIds: readonly TaskId[] }
  | { readonly kind: 'pinned'; readonly pinned: boolean }
  /** The groups that the user has folded, by the name of the DAG (see `dagKey`). */
  | { readonly kind: 'folded'; readonly folded: FoldedGroups }
  /** When the shown DAG runs; undefined: nothing can be said. */
  | { readonly kind: 'schedule'; readonly answer: ScheduleAnswer | undefined }
  /** The last run of the shown DAG, as far as it is; undefined: there is none. */
  | { readonly kind: 'run'; readonly run: PaneRun | undefined }
  /** What tasks of the shown DAG are given in the next run instead of being run. */
  | { readonly kind: 'marks'; readonly marks: Marks }
  /** Shows a task. */
  | { readonly kind: 'showTask'; readonly taskId: TaskId }
  /** There is nothing to draw; in words why. */
  | { readonly kind: 'nothing'; readonly because: string };

export interface PaneRun {
  /** Names the run. */
  readonly id: string;
  readonly state: RunState;
  readonly isLive: boolean;
  /** Which run it is, in words. */
  readonly words: string;
  /** The tasks that the run is about, as far as they are; others are not in it. */
  readonly tasks: Readonly<Record<TaskId, PaneTaskRun>>;
}

export interface PaneTaskRun {
  readonly state: TaskInstanceState;
  /** Instances that have ended, of all. */
  readonly done: number;
  readonly count: number;
  readonly because: string | undefined;
  /** Why it is not really run. */
  readonly simulated: string | undefined;
}

/** What can be run from a pane. */
export type PaneCommand =
  | 'run'
  | 'runForm'
  | 'dryRun'
  | 'stop'
  | 'runTask'
  | 'runFrom'
  | 'debug'
  | 'showLog'
  | 'showRun';

export type FoldedGroups = Readonly<Record<string, readonly GroupId[]>>;

export type ExportFormat = 'svg' | 'png' | 'mermaid' | 'dot';

/** From the pane to the extension. */
export type FromPane =
  /** The page listens. */
  | { readonly kind: 'ready' }
  /** When does the shown DAG run, for a reader in this time zone? */
  | { readonly kind: 'askSchedule'; readonly timeZone: string }
  /** Show a piece of code. `focus`: the user goes there, else the pane keeps the keys. */
  | { readonly kind: 'reveal'; readonly at: Origin; readonly focus: boolean }
  | { readonly kind: 'show'; readonly index: number }
  | { readonly kind: 'pin'; readonly pinned: boolean }
  /** The user folded or unfolded groups of a DAG. */
  | { readonly kind: 'fold'; readonly dag: string; readonly groups: readonly GroupId[] }
  /** `taskId` is set where the command is about a task. */
  | { readonly kind: 'command'; readonly command: PaneCommand; readonly taskId: TaskId | undefined }
  /** What a task is given in the next run; undefined: it is run. */
  | { readonly kind: 'mark'; readonly taskId: TaskId; readonly mark: MarkName | undefined }
  | {
      readonly kind: 'export';
      readonly format: ExportFormat;
      /** A file name without its ending. */
      readonly name: string;
      /** Text, or base64 of a PNG. */
      readonly content: string;
    };

/** What the extension needs of a pane's remembered state to open it again after a reload. */
export interface RestoredPane {
  readonly uri: string;
  readonly dag: string;
  readonly pinned: boolean;
}

/** A name for a DAG within its file that stays the same while the file is edited. */
export function dagKey(dags: readonly DagView[], index: number): string {
  return dags[index]?.dagId ?? `#${index}`;
}
