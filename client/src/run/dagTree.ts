// The view of all DAGs by file: how the last run was, the schedule, the next run.

import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { ScheduleAnswer } from '../../../core/ir/scheduleAnswer';
import { coalesced } from '../graph/coalesce';
import { askDagViews, askSchedule } from '../graph/graphPanes';
import { dagFiles } from './dagList';
import type { DagRef } from './dagTarget';
import { keyOf, type LastRun, lastRunOf, lastRuns } from './lastRun';
import { ago, inTime } from './paneRun';
import type { RunBook } from './runBook';
import type { RunStore } from './runStore';
import { runIcon } from './stateIcons';

export interface FileNode {
  readonly kind: 'file';
  readonly uri: vscode.Uri;
}

export interface DagNode extends DagRef {
  readonly kind: 'dag';
  readonly schedule: string;
  readonly answer: ScheduleAnswer | undefined;
  readonly at: number;
}

type Node = FileNode | DagNode;

/** After a change of a file. */
const QUIET_MS = 1500;
/** So many files are open at first. */
const OPEN_AT_FIRST = 30;

export class DagTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Node | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly parts: readonly vscode.Disposable[];
  private files: readonly vscode.Uri[] = [];
  /** The last runs that are kept, of earlier windows too. */
  private kept: ReadonlyMap<string, LastRun> = new Map();

  constructor(
    private readonly client: LanguageClient,
    private readonly book: RunBook,
    private readonly store: RunStore,
  ) {
    const refresh = coalesced(async () => this.changed.fire(undefined), QUIET_MS);
    this.parts = [
      this.changed,
      vscode.window.registerTreeDataProvider('daglens.dags', this),
      vscode.commands.registerCommand('daglens.refreshDags', () => this.changed.fire(undefined)),
      client.onDidChangeState(refresh),
      vscode.workspace.onDidSaveTextDocument(({ languageId }) => languageId === 'python' && refresh()),
      store.onDidChange(() => this.changed.fire(undefined)),
      new vscode.Disposable(
        book.listen((_, event) => {
          if (event === undefined) this.changed.fire(undefined);
        }),
      ),
    ];
  }

  dispose(): void {
    for (const part of this.parts) part.dispose();
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (!node) {
      this.kept = lastRuns(await this.store.list());
      this.files = (await dagFiles(this.client, new vscode.CancellationTokenSource().token)) ?? [];
      return this.files.map((uri) => ({ kind: 'file', uri }));
    }
    return node.kind === 'file' ? this.dagsOf(node.uri) : [];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return node.kind === 'file' ? this.fileItem(node) : dagItem(node, this.lastOf(node));
  }

  private lastOf({ uri, dagId }: DagNode): LastRun | undefined {
    return lastRunOf(this.book.latest(uri.fsPath, dagId), this.kept.get(keyOf(uri.fsPath, dagId)));
  }

  private fileItem({ uri }: FileNode): vscode.TreeItem {
    const isOpen = this.files.length <= OPEN_AT_FIRST;
    const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(uri, isOpen ? Expanded : Collapsed);
    const folder = vscode.workspace.asRelativePath(vscode.Uri.joinPath(uri, '..'));
    item.description = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath === folder ? '' : folder;
    item.iconPath = vscode.ThemeIcon.File;
    item.contextValue = 'file';
    return item;
  }

  private async dagsOf(uri: vscode.Uri): Promise<DagNode[]> {
    const dags = (await askDagViews(this.client, uri).catch(() => undefined))?.dags ?? [];
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const nodes = dags.map(async ({ dagId, schedule, at }, index): Promise<DagNode[]> => {
      if (dagId === undefined) return [];
      const answer = await askSchedule(this.client, uri, index, timeZone).catch(() => undefined);
      return [{ kind: 'dag', uri, dagId, schedule, answer, at: at.start }];
    });
    return (await Promise.all(nodes)).flat();
  }
}

function dagItem({ uri, dagId, schedule, answer, at }: DagNode, last: LastRun | undefined): vscode.TreeItem {
  const item = new vscode.TreeItem(dagId);
  const state = last?.state;
  item.iconPath = runIcon(state);
  item.contextValue = last?.isLive ? 'dag.live' : 'dag';
  const next = nextRun(answer);
  item.description = [next?.soon, schedule].filter(Boolean).join(' · ');
  item.tooltip = new vscode.MarkdownString();
  const lines = [
    dagId,
    `Schedule: ${schedule}`,
    `Next run: ${next ? `${next.when}, ${next.soon}` : whyNone(answer)}`,
    lastWords(last),
  ];
  item.tooltip.appendText(lines.filter((line) => line !== undefined).join('\n'));
  item.command = { command: 'daglens.showDag', title: 'Show DAG', arguments: [{ uri, dagId, at }] };
  item.accessibilityInformation = { label: `${dagId}, ${state ?? 'never run'}, ${schedule}` };
  return item;
}

function nextRun(answer: ScheduleAnswer | undefined): { readonly when: string; readonly soon: string } | undefined {
  const [next] = answer?.runs ?? [];
  if (!next) return undefined;
  return { when: next.runAfter.viewer.slice(0, 16).replace('T', ' '), soon: inTime(next.runAfter.at, Date.now()) };
}

function whyNone(answer: ScheduleAnswer | undefined): string {
  if (answer?.outcome === 'events') return 'when its assets are updated';
  return answer?.notes.find(({ kind }) => kind === 'stops')?.message ?? 'not known';
}

function lastWords(last: LastRun | undefined): string | undefined {
  if (!last) return undefined;
  const { state, end, because, isLive } = last;
  if (isLive) return 'It is running.';
  const when = end === undefined ? '' : `, ${ago(Date.parse(end), Date.now())}`;
  return `Last run: ${state}${when}${because === undefined ? '' : ` (${because})`}`;
}
