// The messages between the extension and one graph pane.

import type { GroupId, TaskId } from '../core/ir/dag';
import type { DagView } from '../core/ir/dagView';
import type { ScheduleAnswer } from '../core/ir/scheduleAnswer';
import type { Origin } from '../core/text/span';

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
  /** There is nothing to draw; in words why. */
  | { readonly kind: 'nothing'; readonly because: string };

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
