// What the run panel knows, and how that changes: a pure reducer. Nothing here touches the page.

import type {
  DryRunView,
  InstanceDetails,
  InstanceRow,
  RunForm,
  RunHead,
  ToRunPanel,
  TryRow,
} from '../../../protocol/runPanel';

export type Tab = 'log' | 'xcoms' | 'rendered' | 'details';
export type Face = 'nothing' | 'run' | 'form' | 'dryRun';

export interface ShownLog {
  readonly name: string;
  readonly tryNumber: number;
  readonly text: string;
  /** Is its beginning left out? */
  readonly isCut: boolean;
}

export interface RunPanelState {
  readonly face: Face;
  readonly because: string | undefined;
  readonly head: RunHead | undefined;
  readonly rows: readonly InstanceRow[];
  /** The instance that the user chose; undefined: the panel follows the run. */
  readonly chosen: string | undefined;
  /** The try that the user chose of it; undefined: the last one. */
  readonly chosenTry: number | undefined;
  readonly tab: Tab;
  /** Mapped tasks whose instances are shown. */
  readonly open: readonly string[];
  readonly details: InstanceDetails | undefined;
  readonly log: ShownLog | undefined;
  readonly form: RunForm | undefined;
  readonly dryRun: DryRunView | undefined;
}

export type RunPanelAction =
  | ToRunPanel
  | { readonly kind: 'choose'; readonly name: string }
  | { readonly kind: 'chooseTry'; readonly tryNumber: number }
  | { readonly kind: 'tab'; readonly tab: Tab }
  | { readonly kind: 'toggleTask'; readonly taskId: string }
  | { readonly kind: 'back' };

/** What stays when the panel is hidden. */
export type KeptRunPanel = Pick<RunPanelState, 'tab'>;

/** Longer logs lose their beginning: the whole is a click away. */
const LONGEST_LOG = 600_000;

export function initialRunPanel(kept: Partial<KeptRunPanel> = {}): RunPanelState {
  return {
    ...{ face: 'nothing', because: undefined, head: undefined, rows: [], chosen: undefined, chosenTry: undefined },
    ...{ open: [], details: undefined, log: undefined, form: undefined, dryRun: undefined },
    tab: kept.tab ?? 'log',
  };
}

/** The state after an action; the same object if nothing changes. */
export function reduceRunPanel(state: RunPanelState, action: RunPanelAction): RunPanelState {
  switch (action.kind) {
    case 'run':
      return takeRun(state, action.head, action.rows);
    case 'nothing':
      return { ...initialRunPanel(state), because: action.because };
    case 'select':
    case 'choose':
      return { ...state, face: 'run', chosen: action.name, chosenTry: undefined };
    case 'chooseTry':
      return { ...state, chosen: shownRow(state)?.name, chosenTry: action.tryNumber };
    case 'tab':
      return { ...state, tab: action.tab };
    case 'toggleTask':
      return { ...state, open: toggled(state.open, action.taskId) };
    case 'details':
      return { ...state, details: action.details };
    case 'log':
      return { ...state, log: cut(action) };
    case 'logMore':
      return moreLog(state, action);
    case 'form':
      return { ...state, face: 'form', form: action.form };
    case 'dryRun':
      return { ...state, face: 'dryRun', dryRun: action.dryRun };
    case 'back':
      return { ...state, face: state.head ? 'run' : 'nothing' };
  }
}

/** Another run takes the place of form and dry run; news of the same run do not. */
function takeRun(state: RunPanelState, head: RunHead, rows: readonly InstanceRow[]): RunPanelState {
  if (state.head?.id === head.id) return { ...state, head, rows };
  const fresh = { chosen: undefined, chosenTry: undefined, details: undefined, log: undefined, open: [] };
  return { ...state, ...fresh, face: 'run', head, rows };
}

function moreLog(state: RunPanelState, more: Extract<ToRunPanel, { kind: 'logMore' }>): RunPanelState {
  const { log } = state;
  if (log?.name !== more.name || log.tryNumber !== more.tryNumber) return state;
  return { ...state, log: cut({ ...log, text: log.text + more.text }) };
}

function cut({ name, tryNumber, text, isCut }: ShownLog): ShownLog {
  if (text.length <= LONGEST_LOG) return { name, tryNumber, text, isCut };
  const from = text.indexOf('\n', text.length - LONGEST_LOG) + 1;
  return { name, tryNumber, text: text.slice(from), isCut: true };
}

/** The instance whose log is shown: the chosen one, else the first that failed, else the last that began. */
export function shownRow({ rows, chosen }: RunPanelState): InstanceRow | undefined {
  const own = rows.find(({ name }) => name === chosen);
  if (own) return own;
  const failed = rows.find(({ state }) => state === 'failed');
  if (failed) return failed;
  const begun = rows.filter(({ tries }) => tries.some(({ start }) => start !== undefined));
  return begun.sort((a, b) => startOf(a).localeCompare(startOf(b))).at(-1) ?? rows[0];
}

/** The try whose log is shown; undefined: it was never tried. */
export function shownTry(state: RunPanelState): TryRow | undefined {
  const tries = shownRow(state)?.tries ?? [];
  return tries.find(({ number }) => number === state.chosenTry) ?? tries.at(-1);
}

function startOf({ tries }: InstanceRow): string {
  return tries.at(-1)?.start ?? '';
}

function toggled(all: readonly string[], one: string): readonly string[] {
  return all.includes(one) ? all.filter((each) => each !== one) : [...all, one];
}
