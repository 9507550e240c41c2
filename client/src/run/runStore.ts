// Where the runs of this workspace are kept.

import * as vscode from 'vscode';
import type { History, RunSummary } from '../../../runner/src/history';
import { loadRunner } from './loadRunner';

export class RunStore {
  private history: Promise<History> | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  /** Runs came or went. */
  readonly onDidChange = this.changed.event;

  /** @param folder the workspace's storage */
  constructor(private readonly folder: vscode.Uri) {}

  /** Bounded by the setting `daglens.run.history`. */
  open(): Promise<History> {
    this.history ??= this.make();
    return this.history;
  }

  /** The runs, latest first; of a file or a DAG if that is asked for. */
  async list(of: { readonly file?: string; readonly dagId?: string } = {}): Promise<readonly RunSummary[]> {
    return (await this.open()).list(of);
  }

  /** To be called when a run was kept or removed. */
  told(): void {
    this.changed.fire();
  }

  private async make(): Promise<History> {
    const { History } = await loadRunner();
    const runs = vscode.workspace.getConfiguration('daglens.run').get('history', 100);
    return new History(vscode.Uri.joinPath(this.folder, 'runs').fsPath, { runs, bytes: MOST_BYTES });
  }
}

const MOST_BYTES = 500_000_000;
