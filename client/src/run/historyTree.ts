// The view of the runs of the past, latest first.

import * as vscode from 'vscode';
import type { RunSummary } from '../../../runner/src/history';
import { ago } from './paneRun';
import type { BookedRun, RunBook } from './runBook';
import type { RunStore } from './runStore';
import { runIcon } from './stateIcons';

export class HistoryTree implements vscode.TreeDataProvider<RunSummary>, vscode.Disposable {
  readonly onDidChangeTreeData: vscode.Event<void>;
  private readonly parts: readonly vscode.Disposable[];

  constructor(
    private readonly store: RunStore,
    private readonly show: (run: BookedRun) => void,
    private readonly book: RunBook,
  ) {
    this.onDidChangeTreeData = store.onDidChange;
    this.parts = [
      vscode.window.registerTreeDataProvider('daglens.history', this),
      vscode.commands.registerCommand('daglens.openRun', (run: RunSummary) => this.openRun(run)),
      vscode.commands.registerCommand('daglens.removeRun', (run: RunSummary) => this.remove(run)),
      vscode.commands.registerCommand('daglens.clearRunHistory', () => this.clear()),
    ];
  }

  dispose(): void {
    for (const part of this.parts) part.dispose();
  }

  async getChildren(run?: RunSummary): Promise<RunSummary[]> {
    return run ? [] : [...(await this.store.list())];
  }

  getTreeItem(run: RunSummary): vscode.TreeItem {
    const item = new vscode.TreeItem(run.dagId || 'a DAG that was not loaded');
    const { start, end, stopped, state, logicalDate, engine } = run;
    item.iconPath = runIcon(stopped ? 'stopped' : state);
    item.contextValue = 'run';
    const when = start === undefined ? '' : ago(Date.parse(start), Date.now());
    const took = start && end ? `${((Date.parse(end) - Date.parse(start)) / 1000).toFixed(1)} s` : '';
    item.description = [when, took].filter(Boolean).join(' · ');
    item.tooltip = [run.dagId, stopped ? 'stopped' : state, logicalDate && `for ${logicalDate}`, `engine ${engine}`]
      .filter(Boolean)
      .join('\n');
    item.command = { command: 'daglens.openRun', title: 'Show Run', arguments: [run] };
    return item;
  }

  private async openRun({ id, file, dagId }: RunSummary): Promise<void> {
    const record = (await this.store.open()).read(id);
    if (record) this.show(this.book.remember(id, record, file, dagId));
    else void vscode.window.showInformationMessage('This run is no longer kept.');
  }

  private async remove({ id }: RunSummary): Promise<void> {
    (await this.store.open()).remove(id);
    this.store.told();
  }

  private async clear(): Promise<void> {
    const history = await this.store.open();
    for (const { id } of history.list()) history.remove(id);
    this.store.told();
  }
}
