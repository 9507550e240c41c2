// The tool bar: which DAG, when it runs, and what can be done with the picture.

import type { Direction } from '../../../graph/scene';
import { button, html } from '../elements';
import { type ToolIcon, toolIcon } from '../icons';
import { type Action, foldedGroups, type PaneState, shownDag } from '../state';
import { type Command, runTools } from './runActions';

export interface ToolbarActions {
  readonly dispatch: (action: Action) => void;
  readonly show: (index: number) => void;
  /** Left out where there is no editor to follow. */
  readonly pin: ((pinned: boolean) => void) | undefined;
  /** Left out where nothing can be run. */
  readonly command: Command | undefined;
  readonly search: () => void;
  readonly openExports: (at: { x: number; y: number }) => void;
  /** Where edges lead now. */
  readonly direction: Direction;
  /** The groups that can be folded. */
  readonly foldable: readonly string[];
}

/** The tool bar's content. */
export function toolbar(state: PaneState, actions: ToolbarActions): HTMLElement[] {
  const dag = shownDag(state);
  if (!dag) return [];
  const name =
    state.dags.length > 1
      ? dagSelect(state, actions.show)
      : html('h1', 'dag-name', state.isWorkspace ? state.file : (dag.dagId ?? 'dag_id not known'));
  const schedule = html('span', 'dag-schedule', dag.schedule);
  schedule.title = dag.schedule;
  return [name, schedule, html('span', 'spacer'), ...tools(state, actions)];
}

function dagSelect(state: PaneState, show: (index: number) => void): HTMLElement {
  const select = html('select', 'dag-select');
  select.title = `The DAGs of ${state.file}`;
  select.setAttribute('aria-label', 'DAG');
  for (const [index, { dagId }] of state.dags.entries()) {
    const option = html('option', '', dagId ?? `DAG ${index + 1} (dag_id not known)`);
    option.value = String(index);
    option.selected = index === state.shown;
    select.append(option);
  }
  select.addEventListener('change', () => show(Number(select.value)));
  return select;
}

function tools(
  state: PaneState,
  { dispatch, pin, command, search, openExports, direction, foldable }: ToolbarActions,
): HTMLElement[] {
  const folded = new Set(foldedGroups(state));
  const isAllFolded = foldable.every((group) => folded.has(group));
  const foldAll = isAllFolded
    ? tool('unfold', 'Unfold all groups', () => dispatch({ kind: 'foldGroups', groups: [] }))
    : tool('fold', 'Fold all groups', () => dispatch({ kind: 'foldGroups', groups: foldable }));
  const chain = tool(
    'chain',
    'Longest chain of tasks',
    () => dispatch({ kind: 'toggleCriticalPath' }),
    state.criticalPath,
  );
  const save = tool('save', 'Export …', () => {
    const { left, bottom } = save.getBoundingClientRect();
    openExports({ x: left, y: bottom + 2 });
  });
  const follow = state.pinned ? 'Pinned: click to follow the cursor again' : 'Pin: stop following the cursor';
  return [
    ...(command ? runTools(state.run, command) : []),
    ...(foldable.length ? [foldAll] : []),
    direction === 'right'
      ? tool('toBottom', 'Draw from top to bottom', () => dispatch({ kind: 'direct', direction: 'down' }))
      : tool('toRight', 'Draw from left to right', () => dispatch({ kind: 'direct', direction: 'right' })),
    chain,
    tool('search', 'Search and filter (Ctrl+F)', search),
    save,
    ...(pin ? [tool('pin', follow, () => pin(!state.pinned), state.pinned)] : []),
    tool('help', 'Keys (?)', () => dispatch({ kind: 'togglePanel', panel: 'keys' })),
  ];
}

function tool(icon: ToolIcon, label: string, run: () => void, isPressed?: boolean): HTMLButtonElement {
  const element = button(label, run, toolIcon(icon));
  if (isPressed !== undefined) element.setAttribute('aria-pressed', String(isPressed));
  return element;
}
