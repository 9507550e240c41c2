// The run panel as a whole: takes messages and actions, and brings the page to what the state says.

import type { FromRunPanel, InstanceRow } from '../../../protocol/runPanel';
import { html } from '../elements';
import { openMenu } from '../panels/menu';
import { type DetailsActions, type DetailsInput, detailsBody, detailsHead, tabs } from './details';
import { dryRunView } from './dryRunView';
import { formView } from './formView';
import { header, headerTools, notices } from './header';
import type { RunPanelHost } from './host';
import { LogView } from './logView';
import { initialRunPanel, type RunPanelAction, type RunPanelState, reduceRunPanel, shownRow, shownTry } from './state';
import { TaskList } from './taskList';

/** How often the bars of a live run grow. */
const TICK_MS = 250;

export class RunPanel {
  private state: RunPanelState;
  private readonly head = html('header', 'run-head');
  private readonly notices = html('div', 'notices');
  private readonly detailsHead = html('div', 'details-head');
  private readonly tabs = html('div', 'tabs');
  private readonly body = html('div', 'details-body');
  private readonly run = html('div', 'run');
  /** Empty where a run could not begin. */
  private readonly columns = html('div', 'run-columns');
  private readonly other = html('div', 'other');
  private readonly list: TaskList;
  private readonly log: LogView;
  /** What was asked for last: the same is not asked for again. */
  private asked = '';

  constructor(private readonly host: RunPanelHost) {
    this.state = initialRunPanel(host.kept());
    this.list = new TaskList({
      choose: (name) => this.dispatch({ kind: 'choose', name }),
      toggle: (taskId) => this.dispatch({ kind: 'toggleTask', taskId }),
      menu: (row, at) => this.openMenu(row, at),
    });
    this.log = new LogView((file, line) => this.send({ kind: 'showLine', file, line }));
    this.tabs.setAttribute('role', 'tablist');
    const details = html('section', 'details', this.detailsHead, this.tabs, this.body);
    this.columns.append(this.list.element, details);
    this.run.append(this.head, this.notices, this.columns);
    document.body.append(this.run, this.other);
  }

  /** Begins to listen to the host. */
  start(): void {
    this.host.listen((message) => this.dispatch(message));
    this.send({ kind: 'ready' });
    setInterval(() => this.tick(), TICK_MS);
    this.render();
  }

  private dispatch(action: RunPanelAction): void {
    const before = this.state;
    this.state = reduceRunPanel(before, action);
    if (this.state === before) return;
    if (action.kind === 'tab') this.host.keep({ tab: this.state.tab });
    const isLog = action.kind === 'log' || action.kind === 'logMore';
    if (isLog) this.renderBody();
    else this.render(before);
    this.ask();
  }

  private send(message: FromRunPanel): void {
    this.host.send(message);
  }

  /** Asks for what the shown instance has, and for its log. */
  private ask(): void {
    const row = shownRow(this.state);
    if (this.state.face !== 'run' || !row) return;
    const shown = shownTry(this.state);
    const { id } = this.state.head!;
    const wanted = JSON.stringify([id, row.name, row.state, shown?.number, shown?.hasLog]);
    if (wanted === this.asked) return;
    this.asked = wanted;
    this.send({ kind: 'askDetails', name: row.name });
    if (shown?.hasLog) this.send({ kind: 'askLog', name: row.name, tryNumber: shown.number });
  }

  private render(before?: RunPanelState): void {
    const { face, head, form, dryRun } = this.state;
    this.run.classList.toggle('is-hidden', face !== 'run');
    this.other.classList.toggle('is-hidden', face === 'run');
    if (face === 'run' && head) this.renderRun();
    else if (face === 'form' && form && (form !== before?.form || before?.face !== 'form')) this.renderForm();
    else if (face === 'dryRun' && dryRun) this.renderDryRun();
    else if (face === 'nothing') this.renderNothing();
  }

  private renderRun(): void {
    const { head, rows, open } = this.state;
    if (!head) return;
    const row = shownRow(this.state);
    this.renderHead();
    this.notices.replaceChildren(
      ...notices(head, {
        showLine: (file, line) => this.send({ kind: 'showLine', file, line }),
        command: (command) => this.send({ kind: 'command', command }),
      }),
    );
    this.columns.classList.toggle('is-hidden', rows.length === 0 && !head.isLive);
    this.list.show({ head, rows, open, shown: row?.name });
    this.renderDetails(row);
  }

  private renderHead(): void {
    const { head, rows } = this.state;
    if (!head) return;
    const actions = {
      stop: () => this.send({ kind: 'stop' }),
      runAgain: () => this.send({ kind: 'runAgain' }),
      rerunFailed: () => this.send({ kind: 'rerunFailed' }),
      openForm: () => this.send({ kind: 'openForm' }),
    };
    const words = header(head, rows, Date.now());
    const tools = headerTools(head, rows, actions);
    this.head.replaceChildren(words, html('span', 'spacer'), ...tools);
  }

  private renderDetails(row: InstanceRow | undefined): void {
    if (!row) {
      for (const place of [this.detailsHead, this.tabs, this.body]) place.replaceChildren();
      return;
    }
    const input = this.detailsInput(row);
    this.detailsHead.replaceChildren(...detailsHead(input, this.detailsActions(row)));
    this.tabs.replaceChildren(...tabs(input, (tab) => this.dispatch({ kind: 'tab', tab })));
    this.renderBody();
  }

  private renderBody(): void {
    const row = shownRow(this.state);
    if (this.state.face !== 'run' || !row) return;
    if (this.state.tab !== 'log') {
      this.body.replaceChildren(detailsBody(this.detailsInput(row), this.detailsActions(row)));
      return;
    }
    if (this.body.firstElementChild !== this.log.element) this.body.replaceChildren(this.log.element);
    const { log } = this.state;
    const isOfRow = log?.name === row.name && log.tryNumber === shownTry(this.state)?.number;
    this.log.show(isOfRow ? log : undefined, emptyLog(row));
  }

  private detailsInput(row: InstanceRow): DetailsInput {
    const { tab, details, head } = this.state;
    return { row, shown: shownTry(this.state), tab, details, isLive: head?.isLive ?? false };
  }

  private detailsActions(row: InstanceRow): DetailsActions {
    return {
      tab: (tab) => this.dispatch({ kind: 'tab', tab }),
      chooseTry: (tryNumber) => this.dispatch({ kind: 'chooseTry', tryNumber }),
      task: (kind, taskId) => this.send({ kind, taskId }),
      openLog: () => this.send({ kind: 'openLog', name: row.name, tryNumber: shownTry(this.state)?.number ?? 1 }),
      openJson: (name, value) => this.send({ kind: 'openJson', name, value }),
    };
  }

  private openMenu({ taskId }: InstanceRow, at: { x: number; y: number }): void {
    const item = (label: string, kind: 'runTask' | 'runFrom' | 'debug' | 'showCode' | 'showInGraph') => ({
      label,
      run: () => this.send({ kind, taskId }),
    });
    const runs = this.state.head?.isLive
      ? []
      : [item('Run task', 'runTask'), item('Run from here', 'runFrom'), item('Debug', 'debug')];
    openMenu(at, [...runs, item('Go to code', 'showCode'), item('Show in the graph', 'showInGraph')]);
  }

  private renderForm(): void {
    const close = (): void => {
      this.send({ kind: 'closeForm' });
      this.dispatch({ kind: 'back' });
    };
    const start = (values: Extract<FromRunPanel, { kind: 'start' }>['values']): void =>
      this.send({ kind: 'start', values });
    this.other.replaceChildren(formView(this.state.form!, { start, close }));
    this.other.querySelector<HTMLElement>('.field-input')?.focus();
  }

  private renderDryRun(): void {
    const view = dryRunView(this.state.dryRun!, {
      at: (logicalDate) => this.send({ kind: 'dryRunAt', logicalDate }),
      run: () => this.send({ kind: 'runAgain' }),
      showCode: (taskId) => this.send({ kind: 'showCode', taskId }),
      close: () => this.dispatch({ kind: 'back' }),
    });
    const scroll = this.other.scrollTop;
    this.other.replaceChildren(view);
    this.other.scrollTop = scroll;
  }

  private renderNothing(): void {
    const words = this.state.because ?? 'Nothing has run in this window yet.';
    const hint =
      'Run a DAG with the code lens "Run" above it, or with the command "DagLens: Run DAG". Earlier runs are in the view "Runs" of DagLens.';
    this.other.replaceChildren(html('div', 'nothing', html('p', '', words), html('p', 'quiet', hint)));
  }

  private tick(): void {
    const { face, head } = this.state;
    if (face !== 'run' || !head?.isLive) return;
    this.list.tick(Date.now());
    const words = this.head.querySelector('.head-words');
    words?.replaceWith(header(head, this.state.rows, Date.now()));
  }
}

function emptyLog({ state, because, tries, simulated }: InstanceRow): string {
  if (simulated !== undefined && tries.length > 0) return `This task is simulated: ${simulated}`;
  if (tries.length > 0) return 'Nothing has been written yet.';
  if (because !== undefined) return `This instance has not run: ${because}.`;
  return state === 'none' ? 'This instance has not run yet.' : `This instance has not run: ${state}.`;
}
