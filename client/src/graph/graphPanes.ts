// All graph panes: opens them, tells them what happens in the editors, and opens them again after a reload.

import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { ScheduleAnswer } from '../../../core/ir/scheduleAnswer';
import {
  DAG_VIEW_REQUEST,
  type DagViewParams,
  type DagViewResult,
  type GraphTarget,
  SCHEDULE_REQUEST,
  type ScheduleParams,
  type ScheduleResult,
  WORKSPACE_VIEW_REQUEST,
  type WorkspaceViewResult,
} from '../../../protocol/messages';
import { dagKey, type RestoredPane } from '../../../protocol/pane';
import { explain, SERVER_NOT_RUNNING } from '../explain';
import { dagAtCursor } from './atCursor';
import { cursorOf } from './editorCursor';
import { foldedMemory } from './foldedMemory';
import { GraphPane, type PaneHost, type PaneRuns, type PaneSource } from './graphPane';
import { isWorkspace, WORKSPACE_URI } from './workspaceUri';

const VIEW_TYPE = 'daglens.graph';

/** What `daglens.openGraph` may be given: by the code lens the file and its DAGs there, by the title button the file. */
type Target = GraphTarget | vscode.Uri | undefined;

/** Registers panes and their commands. */
export function graphPanes(client: LanguageClient, context: vscode.ExtensionContext, runs: PaneRuns): GraphPanes {
  const panes = new GraphPanes(client, context, runs);
  context.subscriptions.push(
    panes,
    vscode.commands.registerCommand('daglens.openGraph', (target: Target) => panes.open(target, false)),
    vscode.commands.registerCommand('daglens.openNewGraph', (target: Target) => panes.open(target, true)),
    vscode.commands.registerCommand('daglens.showAllDags', () => panes.openWorkspace()),
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, panes),
    vscode.workspace.onDidChangeTextDocument(({ document }) => panes.textChanged(document)),
    vscode.languages.onDidChangeDiagnostics(() => panes.refresh()),
    client.onDidChangeState(() => panes.refresh()),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => panes.follow(textEditor)),
    vscode.window.onDidChangeActiveTextEditor((editor) => panes.follow(editor)),
  );
  return panes;
}

/** The DAGs of a file as its text is now; undefined while the server does not run. */
export async function askDagViews(client: LanguageClient, uri: vscode.Uri): Promise<DagViewResult | undefined> {
  if (!client.isRunning()) return undefined;
  const params: DagViewParams = { uri: client.code2ProtocolConverter.asUri(uri) };
  return client.sendRequest<DagViewResult>(DAG_VIEW_REQUEST, params);
}

/** When a DAG runs, for a reader in this time zone; undefined: nothing can be said. */
export async function askSchedule(
  client: LanguageClient,
  uri: vscode.Uri,
  dagIndex: number,
  timeZone: string,
): Promise<ScheduleAnswer | undefined> {
  if (!client.isRunning()) return undefined;
  const params: ScheduleParams = { uri: client.code2ProtocolConverter.asUri(uri), dagIndex, timeZone };
  return (await client.sendRequest<ScheduleResult>(SCHEDULE_REQUEST, params)) ?? undefined;
}

async function askWorkspaceView(client: LanguageClient): Promise<DagViewResult | undefined> {
  if (!client.isRunning()) return undefined;
  const { view } = await client.sendRequest<WorkspaceViewResult>(WORKSPACE_VIEW_REQUEST);
  return { dags: view.tasks.length ? [view] : [], syntaxError: undefined };
}

export class GraphPanes implements vscode.WebviewPanelSerializer, vscode.Disposable {
  private readonly panes = new Set<GraphPane>();
  private readonly host: PaneHost;

  constructor(
    private readonly client: LanguageClient,
    context: vscode.ExtensionContext,
    runs: PaneRuns,
  ) {
    this.host = {
      extensionUri: context.extensionUri,
      askViews: (uri) => (isWorkspace(uri) ? askWorkspaceView(client) : askDagViews(client, uri)),
      askSchedule: (uri, dagIndex, timeZone) => askSchedule(client, uri, dagIndex, timeZone),
      runs,
      folded: foldedMemory(context.workspaceState),
    };
  }

  dispose(): void {
    for (const pane of this.panes) pane.dispose();
  }

  /** Shows the DAG at the cursor, or the one that the user picks, in the pane that is not pinned or in a new one. */
  async open(target: Target, inNewPane: boolean): Promise<void> {
    const source = await this.choose(target);
    if (!source) return;
    const following = [...this.panes].find((pane) => pane.isFollowing);
    if (following && !inNewPane) return following.show(source);
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.add(vscode.window.createWebviewPanel(VIEW_TYPE, 'Graph', column), { ...source, pinned: inNewPane });
  }

  /** Shows all DAGs of the workspace. */
  openWorkspace(): void {
    const source = { uri: WORKSPACE_URI, dag: undefined, pinned: false };
    const open = [...this.panes].find((pane) => pane.isOfWorkspace);
    if (open) open.show(source);
    else this.add(vscode.window.createWebviewPanel(VIEW_TYPE, 'All DAGs', vscode.ViewColumn.Active), source);
  }

  /** The editor has kept the place of a pane, and the pane what it showed. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    if (!isRestored(state)) return panel.dispose();
    this.add(panel, { uri: vscode.Uri.parse(state.uri), dag: state.dag, pinned: state.pinned });
  }

  textChanged(document: vscode.TextDocument): void {
    // Python files import each other; other files (YAML, JSON, SQL) are read too.
    if (document.uri.scheme !== 'output') this.refresh();
  }

  refresh(): void {
    for (const pane of this.panes) pane.refresh();
  }

  /** A run of a DAG changed, or what its tasks are given in the next one. */
  runsChanged(): void {
    for (const pane of this.panes) pane.sendRun();
  }

  /** Shows a task in the pane of its DAG, which is opened if there is none. */
  async showTask(uri: vscode.Uri, dagIndex: number, dagId: string, taskId: string): Promise<void> {
    if ([...this.panes].some((pane) => pane.showTask(uri, dagId, taskId))) return;
    await this.open({ uri: uri.toString(), dags: [dagIndex] }, false);
  }

  follow(editor: vscode.TextEditor | undefined): void {
    if (editor?.document.languageId === 'python') for (const pane of this.panes) pane.follow(editor);
  }

  private add(panel: vscode.WebviewPanel, source: PaneSource): void {
    const pane = new GraphPane(panel, this.host, source);
    this.panes.add(pane);
    pane.onEnd(() => this.panes.delete(pane));
  }

  private async choose(target: Target): Promise<PaneSource | undefined> {
    const editor = vscode.window.activeTextEditor;
    const uri = uriOf(target) ?? editor?.document.uri;
    if (!uri) return explain('Open a Python file with a DAG first.');
    const result = await askDagViews(this.client, uri).catch(() => undefined);
    if (!result) return explain(SERVER_NOT_RUNNING);
    const { dags } = result;
    if (dags.length === 0)
      return explain(`${vscode.workspace.asRelativePath(uri)} makes no DAG that DagLens can read.`);
    const offered =
      target && 'dags' in target ? target.dags.filter((index) => index < dags.length) : dags.map((_, index) => index);
    const cursor = editor?.document.uri.toString() === uri.toString() ? cursorOf(editor) : undefined;
    const atCursor = cursor && !(target && 'dags' in target) ? dagAtCursor(dags, cursor) : undefined;
    const index =
      atCursor ??
      (offered.length > 1
        ? await pick(
            dags.map(({ dagId }) => dagId),
            offered,
          )
        : (offered[0] ?? 0));
    return index === undefined ? undefined : { uri, dag: dagKey(dags, index), pinned: false };
  }
}

async function pick(ids: readonly (string | undefined)[], offered: readonly number[]): Promise<number | undefined> {
  const items = offered.map((index) => ({ label: ids[index] ?? `DAG ${index + 1} (its dag_id is not known)`, index }));
  return (await vscode.window.showQuickPick(items, { title: 'Show the graph of which DAG?' }))?.index;
}

function uriOf(target: Target): vscode.Uri | undefined {
  if (target === undefined || target instanceof vscode.Uri) return target;
  return vscode.Uri.parse(target.uri);
}

function isRestored(state: unknown): state is RestoredPane {
  return typeof state === 'object' && state !== null && typeof (state as Partial<RestoredPane>).uri === 'string';
}
