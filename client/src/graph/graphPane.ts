// One graph pane: shows a DAG of a file, and follows the text and the cursor.

import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { TaskId } from '../../../core/ir/dag';
import type { DagView } from '../../../core/ir/dagView';
import type { ScheduleAnswer } from '../../../core/ir/scheduleAnswer';
import type { DagViewResult } from '../../../protocol/messages';
import {
  dagKey,
  type FoldedGroups,
  type FromPane,
  type PaneCommand,
  type PaneRun,
  type ToPane,
} from '../../../protocol/pane';
import type { MarkName, Marks } from '../../../protocol/runPanel';
import { type CursorPlace, dagAtCursor, tasksAtCursor } from './atCursor';
import { coalesced } from './coalesce';
import { cursorOf } from './editorCursor';
import { exportFile } from './exportFile';
import { paneHtml } from './paneHtml';
import { isWorkspace } from './workspaceUri';

/** Between a key stroke and the question; the language client has sent the text by then. */
const QUIET_MS = 40;
/** Of all DAGs: every file is looked at. */
const WORKSPACE_QUIET_MS = 700;

/** A pane that was just clicked may take the focus back from the code that the click led to, within 50 ms. */
const FOCUS_MS = 150;

/** What a pane shows. */
export interface PaneSource {
  readonly uri: vscode.Uri;
  /** Which of its DAGs (see `dagKey`); undefined: the one at the cursor, else the first. */
  readonly dag: string | undefined;
  readonly pinned: boolean;
}

/** What a pane needs of the extension. */
export interface PaneHost {
  readonly extensionUri: vscode.Uri;
  /** Asks the language server; undefined: it does not answer now. */
  readonly askViews: (uri: vscode.Uri) => Promise<DagViewResult | undefined>;
  /** When a DAG runs, for a reader in this time zone. */
  readonly askSchedule: (uri: vscode.Uri, dagIndex: number, timeZone: string) => Promise<ScheduleAnswer | undefined>;
  readonly runs: PaneRuns;
  readonly folded: {
    get(uri: vscode.Uri): FoldedGroups;
    set(uri: vscode.Uri, dag: string, groups: readonly string[]): void;
  };
}

/** Runs, as far as panes show and order them. `dagId` is that of a DAG of the file. */
export interface PaneRuns {
  /** The last run of a DAG; undefined: there is none. */
  runOf(uri: vscode.Uri, dagId: string): PaneRun | undefined;
  /** What tasks are given in the next run. */
  marksOf(uri: vscode.Uri, dagId: string): Marks;
  mark(uri: vscode.Uri, dagId: string, taskId: TaskId, mark: MarkName | undefined): void;
  command(command: PaneCommand, uri: vscode.Uri, dagId: string, taskId: TaskId | undefined): void;
}

export class GraphPane implements vscode.Disposable {
  /** Asks the server again, soon. */
  readonly refresh: () => void;
  private uri: vscode.Uri;
  private dag: string | undefined;
  private pinned: boolean;
  private dags: readonly DagView[] = [];
  private stale: string | undefined;
  private cursor: CursorPlace | undefined;
  /** A file that the cursor went to: shown once it is known that it has DAGs. */
  private next: vscode.Uri | undefined;
  private lastShown = 0;
  /** The file whose folded groups the pane knows. */
  private foldedOf: vscode.Uri | undefined;
  private ready = false;
  private readonly parts: vscode.Disposable[] = [];

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly host: PaneHost,
    source: PaneSource,
  ) {
    this.uri = source.uri;
    this.dag = source.dag;
    this.pinned = source.pinned;
    this.refresh = coalesced(() => this.update(), isWorkspace(source.uri) ? WORKSPACE_QUIET_MS : QUIET_MS);
    this.cursor = cursorOf(vscode.window.activeTextEditor);
    this.parts.push(
      panel.webview.onDidReceiveMessage((message: FromPane) => this.take(message)),
      panel.onDidChangeViewState(() => panel.visible && this.refresh()),
    );
    panel.iconPath = {
      dark: vscode.Uri.joinPath(host.extensionUri, 'media/graph-dark.svg'),
      light: vscode.Uri.joinPath(host.extensionUri, 'media/graph-light.svg'),
    };
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(host.extensionUri, 'dist')],
    };
    panel.webview.html = this.page();
    this.refresh();
  }

  /** Calls `ended` when the user closes the pane. */
  onEnd(ended: () => void): void {
    this.panel.onDidDispose(() => {
      for (const part of this.parts) part.dispose();
      ended();
    });
  }

  dispose(): void {
    this.panel.dispose();
  }

  get isOfWorkspace(): boolean {
    return isWorkspace(this.uri);
  }

  /** Does it follow the cursor to other DAGs? */
  get isFollowing(): boolean {
    return !this.pinned && !isWorkspace(this.uri);
  }

  /** Shows a DAG of a file from now on, and comes to the front without taking the focus. */
  show(source: PaneSource): void {
    this.uri = source.uri;
    this.next = undefined;
    this.dag = source.dag;
    this.panel.reveal(undefined, true);
    this.refresh();
  }

  /** The cursor went somewhere. */
  follow(editor: vscode.TextEditor): void {
    this.cursor = cursorOf(editor);
    if (this.isFollowing) {
      if (editor.document.uri.toString() !== this.uri.toString()) {
        this.next = editor.document.uri;
        this.refresh();
        return;
      }
      this.next = undefined;
      const index = this.cursor && dagAtCursor(this.dags, this.cursor);
      if (index !== undefined && index !== this.shown) this.choose(index);
    }
    this.sendCursor();
  }

  /** A DAG whose id is being edited is the one that stands in its place. */
  private get shown(): number {
    const found = this.dags.findIndex((_, index) => dagKey(this.dags, index) === this.dag);
    return found >= 0 ? found : Math.max(0, Math.min(this.lastShown, this.dags.length - 1));
  }

  private choose(index: number): void {
    this.dag = dagKey(this.dags, index);
    this.sendDags();
  }

  /** Asks for the DAGs of the file, and shows them. Text that does not parse changes nothing, unless there is nothing yet. */
  private async update(): Promise<void> {
    if (!this.panel.visible) return;
    const asked = this.next ?? this.uri;
    const result = await this.host.askViews(asked).catch(() => undefined);
    if (!result) return;
    const isNew = asked !== this.uri;
    if (isNew && (asked !== this.next || result.dags.length === 0)) return this.sendCursor();
    if (isNew) {
      this.uri = asked;
      this.next = undefined;
      this.dag = undefined;
    }
    const isPartial = isNew || this.dags.length === 0;
    this.stale = result.syntaxError && staleWords(result.syntaxError, isPartial);
    if (isPartial || result.syntaxError === undefined) this.dags = result.dags;
    if (this.dag === undefined || isNew) this.dag = this.firstChoice();
    this.sendDags();
  }

  private firstChoice(): string | undefined {
    if (this.dags.length === 0) return undefined;
    return dagKey(this.dags, (this.cursor && dagAtCursor(this.dags, this.cursor)) ?? 0);
  }

  private sendDags(): void {
    const { dags, shown, stale, file } = this;
    const isAll = isWorkspace(this.uri);
    this.panel.title = isAll ? file : `Graph: ${dags[shown]?.dagId ?? file}`;
    if (dags.length === 0) {
      const because = isAll ? 'No DAGs were found in this workspace.' : `${file} makes no DAG that DagLens can read.`;
      this.send({ kind: 'nothing', because });
      return;
    }
    this.lastShown = shown;
    this.dag = dagKey(dags, shown);
    if (this.foldedOf !== this.uri) this.send({ kind: 'folded', folded: this.host.folded.get(this.uri) });
    this.foldedOf = this.uri;
    this.send({ kind: 'dags', uri: this.uri.toString(), file, dags, shown, stale, isWorkspace: isAll });
    this.sendRun();
    this.sendCursor();
  }

  /** The last run of the shown DAG, and what its tasks are given in the next one. */
  sendRun(): void {
    const { uri, shownId } = this;
    if (shownId === undefined) return;
    this.send({ kind: 'run', run: this.host.runs.runOf(uri, shownId) });
    this.send({ kind: 'marks', marks: this.host.runs.marksOf(uri, shownId) });
  }

  /** Shows a task of a DAG, if this is its pane. @returns true if it is */
  showTask(uri: vscode.Uri, dagId: string, taskId: TaskId): boolean {
    if (uri.toString() !== this.uri.toString() || dagId !== this.shownId) return false;
    this.panel.reveal(undefined, true);
    this.send({ kind: 'showTask', taskId });
    return true;
  }

  /** The dag_id of the shown DAG; undefined where it is not known, or where all DAGs are shown. */
  private get shownId(): string | undefined {
    return isWorkspace(this.uri) ? undefined : this.dags[this.shown]?.dagId;
  }

  /** The file, in words. */
  private get file(): string {
    return isWorkspace(this.uri) ? 'All DAGs' : vscode.workspace.asRelativePath(this.uri);
  }

  private async sendSchedule(timeZone: string): Promise<void> {
    const { uri, shown, dags } = this;
    const answer = await this.host.askSchedule(uri, shown, timeZone).catch(() => undefined);
    if (dags === this.dags && shown === this.shown) this.send({ kind: 'schedule', answer });
  }

  private sendCursor(): void {
    const dag = this.dags[this.shown];
    if (dag) this.send({ kind: 'cursor', taskIds: this.cursor ? tasksAtCursor(dag, this.cursor) : [] });
  }

  private send(message: ToPane): void {
    if (this.ready) void this.panel.webview.postMessage(message);
  }

  private take(message: FromPane): void {
    if (message.kind === 'ready') this.begin();
    else if (message.kind === 'reveal') void reveal(message, this.panel);
    else if (message.kind === 'show') this.choose(message.index);
    else if (message.kind === 'askSchedule') void this.sendSchedule(message.timeZone);
    else if (message.kind === 'fold') this.host.folded.set(this.uri, message.dag, message.groups);
    else if (message.kind === 'export') void exportFile(message, this.uri);
    else if (message.kind === 'command') this.runCommand(message);
    else if (message.kind === 'mark') this.mark(message);
    else {
      this.pinned = message.pinned;
      this.send({ kind: 'pinned', pinned: this.pinned });
    }
  }

  private runCommand({ command, taskId }: Extract<FromPane, { kind: 'command' }>): void {
    if (this.shownId !== undefined) this.host.runs.command(command, this.uri, this.shownId, taskId);
  }

  private mark({ taskId, mark }: Extract<FromPane, { kind: 'mark' }>): void {
    if (this.shownId !== undefined) this.host.runs.mark(this.uri, this.shownId, taskId, mark);
    this.sendRun();
  }

  /** The page is there: again, too, after it was hidden. */
  private begin(): void {
    this.ready = true;
    this.send({ kind: 'pinned', pinned: this.pinned });
    this.foldedOf = undefined;
    if (this.dags.length) this.sendDags();
    this.refresh();
  }

  private page(): string {
    const { webview } = this.panel;
    const address = (file: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(this.host.extensionUri, 'dist', file)).toString();
    return paneHtml({
      cspSource: webview.cspSource,
      nonce: randomBytes(16).toString('hex'),
      script: address('graph.js'),
      style: address('graphStyle.css'),
      layout: address('graphLayout.js'),
    });
  }
}

function staleWords(syntaxError: string, isPartial: boolean): string {
  const error = syntaxError.replace(/[.\s]*$/, '');
  return `${error}. ${isPartial ? 'The graph shows what could be read of the rest.' : 'The graph shows the last state that parses.'}`;
}

type Reveal = Extract<FromPane, { kind: 'reveal' }>;

/** Shows a piece of code in an editor: in one that has the file already, else beside the pane. */
async function reveal({ at, focus }: Reveal, panel: vscode.WebviewPanel): Promise<void> {
  const uri = vscode.Uri.parse(at.uri);
  const visible = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  const document = visible?.document ?? (await vscode.workspace.openTextDocument(uri));
  const start = document.positionAt(at.start);
  const column = visible?.viewColumn ?? otherColumn();
  const editor = await vscode.window.showTextDocument(document, { viewColumn: column, preserveFocus: !focus });
  editor.selection = new vscode.Selection(start, start);
  editor.revealRange(
    new vscode.Range(start, document.positionAt(at.end)),
    vscode.TextEditorRevealType.InCenterIfOutsideViewport,
  );
  if (!focus) return;
  await sleep(FOCUS_MS);
  if (panel.active) await vscode.window.showTextDocument(document, { viewColumn: column });
}

/** A column with an editor of text, so that the graph is not covered. */
function otherColumn(): vscode.ViewColumn {
  return (
    vscode.window.visibleTextEditors.find(({ viewColumn }) => viewColumn !== undefined)?.viewColumn ??
    vscode.ViewColumn.One
  );
}
