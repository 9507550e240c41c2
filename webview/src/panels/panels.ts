// Everything around the drawing: tool bar, notices, inspector, lists.

import type { Origin } from '../../../core/text/span';
import { foldableGroups } from '../../../graph/fold';
import type { ExportFormat } from '../../../protocol/pane';
import { button } from '../elements';
import { download, exported } from '../exports';
import type { Pane } from '../pane';
import { keyOf, type PanelName, type PaneState, shownRun, suppositionsOf } from '../state';
import { inspector } from './inspector';
import { keySheet } from './keys';
import { openMenu } from './menu';
import { gapsPanel, gapsTitle, noticeRows, noticesOf } from './notices';
import { fill } from './page';
import { runSummary } from './runActions';
import { scheduleStrip } from './scheduleStrip';
import { toolbar } from './toolbar';

const FORMATS: readonly (readonly [ExportFormat, string])[] = [
  ['svg', 'SVG picture'],
  ['png', 'PNG picture'],
  ['mermaid', 'Mermaid flowchart'],
  ['dot', 'Graphviz DOT'],
];

export class Panels {
  private toolbarOf: unknown[] = [];

  constructor(private readonly pane: Pane) {}

  /** Brings all panels to what the state says. */
  render(): void {
    const { pane } = this;
    const { page, state, dag } = pane;
    this.renderToolbar();
    page.notices.replaceChildren(...(dag ? noticeRows(noticesOf(dag, state.stale)) : []));
    page.stage.classList.toggle('is-stale', state.stale !== undefined);
    page.svg.setAttribute(
      'aria-label',
      dag ? `Graph of the DAG ${dag.dagId ?? 'without known id'}: ${dag.tasks.length} tasks` : 'No graph',
    );
    page.lowerRight.classList.toggle('has-no-map', !state.open.minimap);
    this.renderInspector();
    this.renderGaps();
    this.renderStrip();
    fill(page.keys, state.open.keys ? keySheet(() => this.toggle('keys')) : undefined);
  }

  /** Says the outcome of a new supposition. */
  announce(before: PaneState): void {
    if (suppositionsOf(before) === suppositionsOf(this.pane.state)) return;
    this.pane.page.announcer.textContent = this.pane.outcomes?.summary ?? 'Nothing is supposed.';
  }

  /** The menu of formats to export. */
  openExports(at: { x: number; y: number }): void {
    openMenu(
      at,
      FORMATS.map(([format, label]) => ({ label, run: () => void this.export(format) })),
    );
  }

  private renderToolbar(): void {
    const { state, dag, host } = this.pane;
    const direction = this.pane.scene?.direction ?? 'right';
    const isLive = state.run?.isLive ?? false;
    const now = [state.dags, state.shown, state.pinned, state.criticalPath, state.folded, direction, isLive];
    if (now.every((each, index) => each === this.toolbarOf[index])) return;
    this.toolbarOf = now;
    const { hasEditor } = host;
    const content = toolbar(state, {
      dispatch: (action) => this.pane.dispatch(action),
      show: (index) => host.send({ kind: 'show', index }),
      pin: hasEditor && !state.isWorkspace ? (pinned) => host.send({ kind: 'pin', pinned }) : undefined,
      command: hasEditor && !state.isWorkspace ? (command) => this.pane.command(command) : undefined,
      search: () => this.pane.openSearch(),
      openExports: (at) => this.openExports(at),
      direction,
      foldable: dag ? foldableGroups(dag) : [],
    });
    this.pane.page.toolbar.replaceChildren(...content);
  }

  private renderInspector(): void {
    const { pane } = this;
    const { dag, state, outcomes, host, stage } = pane;
    const node = dag && stage.node(state.selected);
    if (!dag || !node) {
      fill(pane.page.inspector, undefined);
      return;
    }
    const supposition = node.kind === 'task' ? suppositionsOf(state)[node.task.id] : undefined;
    const content = inspector(
      {
        node,
        context: { dag, outcomes, isWorkspace: state.isWorkspace },
        supposition,
        run: state.run,
        marks: state.marks,
      },
      {
        close: () => pane.dispatch({ kind: 'select', key: undefined }),
        reveal: host.hasEditor ? (each) => pane.goTo(each) : undefined,
        suppose: (task, next) => pane.dispatch({ kind: 'suppose', task, supposition: next }),
        command: host.hasEditor ? (command, task) => pane.command(command, task) : undefined,
        mark: (taskId, mark) => host.send({ kind: 'mark', taskId, mark }),
      },
    );
    fill(pane.page.inspector, content);
  }

  private renderGaps(): void {
    const { pane } = this;
    const { page, dag, state, host } = pane;
    const title = dag && gapsTitle(dag);
    page.lowerLeft.replaceChildren(...this.lowerLeft(title));
    const reveal = host.hasEditor ? (at: Origin) => pane.reveal(at, true) : undefined;
    fill(page.gaps, dag && title && state.open.gaps ? gapsPanel(dag, () => this.toggle('gaps'), reveal) : undefined);
  }

  private lowerLeft(title: string | undefined): HTMLElement[] {
    const { pane } = this;
    const gaps = title ? [button(title, () => this.toggle('gaps'))] : [];
    const reset = pane.outcomes ? [button('Reset what-if', () => pane.dispatch({ kind: 'supposeNothing' }))] : [];
    const run = shownRun(pane.state);
    const summary = run
      ? runSummary(
          run,
          () => pane.command('showRun'),
          () => pane.dispatch({ kind: 'hideRun' }),
        )
      : [];
    return [...summary, ...gaps, ...reset];
  }

  private renderStrip(): void {
    const { pane } = this;
    const { page, dag, state } = pane;
    const { schedule } = state;
    const options = {
      isOpen: state.open.schedule,
      now: Date.now(),
      toggle: () => this.toggle('schedule'),
      reveal: (at: Origin) => pane.reveal(at, true),
    };
    fill(page.footer, dag && schedule ? scheduleStrip(schedule, options) : undefined);
  }

  private toggle(panel: PanelName): void {
    this.pane.dispatch({ kind: 'togglePanel', panel });
  }

  private async export(format: ExportFormat): Promise<void> {
    const { dag, scene, host, state } = this.pane;
    if (!dag || !scene) return;
    const theme = document.body.matches('.vscode-light, .vscode-high-contrast-light') ? 'light' : 'dark';
    const content = await exported(format, dag, scene, theme);
    const name = keyOf(state).replace(/[^\w.-]+/g, '_');
    if (host.hasEditor) host.send({ kind: 'export', format, name, content });
    else download(name, format, content);
  }
}
