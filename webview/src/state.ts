// What a graph pane knows, and how that changes: a pure reducer. Nothing here touches the page.

import type { GroupId, TaskId } from '../../core/ir/dag';
import type { DagView } from '../../core/ir/dagView';
import type { ScheduleAnswer } from '../../core/ir/scheduleAnswer';
import { foldedAtFirst, taskKey } from '../../graph/fold';
import type { Direction } from '../../graph/scene';
import { dagKey, type FoldedGroups, type PaneRun, type ToPane } from '../../protocol/pane';
import type { Marks } from '../../protocol/runPanel';

/** What the user supposes about a task. `choice`: index in the choices of its branch. */
export type Supposition =
  | { readonly state: 'success' | 'failed' | 'skipped' }
  | { readonly state: 'success'; readonly choice: number };

/** By id of the task. */
export type Suppositions = Readonly<Record<TaskId, Supposition>>;

export type PanelName = 'gaps' | 'keys' | 'minimap' | 'schedule';

export interface PaneState {
  readonly uri: string;
  /** The file, in words. */
  readonly file: string;
  readonly dags: readonly DagView[];
  readonly shown: number;
  readonly stale: string | undefined;
  readonly isWorkspace: boolean;
  readonly schedule: ScheduleAnswer | undefined;
  /** The last run of the DAG. */
  readonly run: PaneRun | undefined;
  /** The run whose states the user does not want to see. */
  readonly hiddenRun: string | undefined;
  readonly marks: Marks;
  /** Why there is nothing to draw. */
  readonly nothing: string | undefined;
  readonly pinned: boolean;
  /** By name of the DAG (`dagKey`). */
  readonly folded: FoldedGroups;
  readonly suppositions: Readonly<Record<string, Suppositions>>;
  /** Key of the node that the user chose. */
  readonly selected: string | undefined;
  /** The tasks at the cursor of the editor. */
  readonly cursor: readonly TaskId[];
  readonly search: string;
  /** Which tasks count, as `filters.ts` writes it; empty: all. */
  readonly filter: string;
  readonly criticalPath: boolean;
  /** Where edges lead; undefined: where there is more room. */
  readonly direction: Direction | undefined;
  readonly open: Readonly<Record<PanelName, boolean>>;
}

export type Action =
  | Extract<
      ToPane,
      { kind: 'dags' | 'cursor' | 'pinned' | 'folded' | 'schedule' | 'run' | 'marks' | 'showTask' | 'nothing' }
    >
  | { readonly kind: 'hideRun' }
  | { readonly kind: 'select'; readonly key: string | undefined }
  | { readonly kind: 'foldGroups'; readonly groups: readonly GroupId[] }
  | { readonly kind: 'toggleGroup'; readonly group: GroupId }
  | { readonly kind: 'search'; readonly text: string }
  | { readonly kind: 'filter'; readonly filter: string }
  | { readonly kind: 'toggleCriticalPath' }
  | { readonly kind: 'direct'; readonly direction: Direction }
  | { readonly kind: 'togglePanel'; readonly panel: PanelName }
  | { readonly kind: 'suppose'; readonly task: TaskId; readonly supposition: Supposition | undefined }
  | { readonly kind: 'supposeNothing' };

/** What is kept while the pane is hidden or the editor is closed. */
export type KeptState = Pick<PaneState, 'suppositions' | 'criticalPath' | 'direction' | 'open'>;

export function initialState(kept: Partial<KeptState> = {}): PaneState {
  return {
    uri: '',
    file: '',
    dags: [],
    shown: 0,
    stale: undefined,
    isWorkspace: false,
    schedule: undefined,
    run: undefined,
    hiddenRun: undefined,
    marks: {},
    nothing: undefined,
    pinned: false,
    folded: {},
    suppositions: kept.suppositions ?? {},
    selected: undefined,
    cursor: [],
    search: '',
    filter: '',
    criticalPath: kept.criticalPath ?? false,
    direction: kept.direction,
    open: { gaps: false, keys: false, minimap: true, schedule: false, ...kept.open },
  };
}

/** The state after an action; the same object if nothing changes. */
export function reduce(state: PaneState, action: Action): PaneState {
  switch (action.kind) {
    case 'dags':
      return takeDags(state, action);
    case 'nothing':
      return { ...state, dags: [], shown: 0, stale: undefined, schedule: undefined, nothing: action.because };
    case 'cursor':
      return sameList(state.cursor, action.taskIds) ? state : { ...state, cursor: action.taskIds };
    case 'pinned':
      return { ...state, pinned: action.pinned };
    case 'schedule':
      return { ...state, schedule: action.answer };
    case 'folded':
      return { ...state, folded: action.folded };
    case 'run':
      return { ...state, run: action.run };
    case 'hideRun':
      return { ...state, hiddenRun: state.run?.id };
    case 'marks':
      return { ...state, marks: action.marks };
    case 'showTask':
      return { ...state, selected: taskKey(action.taskId) };
    case 'select':
      return { ...state, selected: action.key };
    case 'foldGroups':
      return { ...state, folded: { ...state.folded, [keyOf(state)]: action.groups } };
    case 'toggleGroup':
      return { ...state, folded: { ...state.folded, [keyOf(state)]: toggled(foldedGroups(state), action.group) } };
    case 'search':
      return { ...state, search: action.text };
    case 'filter':
      return { ...state, filter: action.filter };
    case 'toggleCriticalPath':
      return { ...state, criticalPath: !state.criticalPath };
    case 'direct':
      return { ...state, direction: action.direction };
    case 'togglePanel':
      return { ...state, open: { ...state.open, [action.panel]: !state.open[action.panel] } };
    case 'suppose':
      return suppose(state, action.task, action.supposition);
    case 'supposeNothing':
      return { ...state, suppositions: { ...state.suppositions, [keyOf(state)]: {} } };
  }
}

/** The DAG that is shown. */
export function shownDag(state: PaneState): DagView | undefined {
  return state.dags[state.shown];
}

/** The name of the DAG that is shown. */
export function keyOf(state: PaneState): string {
  return dagKey(state.dags, state.shown);
}

/** The folded groups of the DAG that is shown: the same list as long as they are the same. */
export function foldedGroups(state: PaneState): readonly GroupId[] {
  const dag = shownDag(state);
  return state.folded[keyOf(state)] ?? (dag ? firstFoldsOf(dag) : NONE);
}

const NONE: readonly GroupId[] = [];
const firstFolds = new WeakMap<DagView, readonly GroupId[]>();

function firstFoldsOf(dag: DagView): readonly GroupId[] {
  const groups = firstFolds.get(dag) ?? foldedAtFirst(dag);
  firstFolds.set(dag, groups);
  return groups;
}

/** What is supposed about the tasks of the DAG that is shown. */
export function suppositionsOf(state: PaneState): Suppositions {
  return state.suppositions[keyOf(state)] ?? {};
}

/** The run whose states are shown. */
export function shownRun({ run, hiddenRun }: PaneState): PaneRun | undefined {
  return run && (run.isLive || run.id !== hiddenRun) ? run : undefined;
}

/** Selection, search, schedule and run belong to one DAG. */
function takeDags(state: PaneState, { kind: _, ...taken }: Action & { kind: 'dags' }): PaneState {
  const isSameDag = state.uri === taken.uri && keyOf(state) === dagKey(taken.dags, taken.shown);
  // A message loses what is undefined on its way.
  const next = { ...state, ...taken, stale: taken.stale, nothing: undefined };
  if (isSameDag) return next;
  return { ...next, selected: undefined, cursor: [], search: '', filter: '', schedule: undefined, run: undefined };
}

function suppose(state: PaneState, task: TaskId, supposition: Supposition | undefined): PaneState {
  const { [task]: _, ...others } = suppositionsOf(state);
  const all = supposition ? { ...others, [task]: supposition } : others;
  return { ...state, suppositions: { ...state.suppositions, [keyOf(state)]: all } };
}

function toggled(groups: readonly GroupId[], group: GroupId): readonly GroupId[] {
  return groups.includes(group) ? groups.filter((each) => each !== group) : [...groups, group];
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}
