// That something runs is seen: a notification that can stop it, and an item in the status bar.

import * as vscode from 'vscode';
import { isFinal } from '../../../core/runs';
import type { BookedRun, RunBook } from './runBook';
import { throttled } from './throttle';

const EVERY_MS = 200;

/** Shows live runs until they are over. */
export function showProgress(book: RunBook): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('daglens.run', vscode.StatusBarAlignment.Left, 20);
  item.name = 'DagLens: Runs';
  item.command = 'daglens.runPanel.focus';
  const update = throttled(() => showItem(item, book.live), EVERY_MS);
  const ended = book.listen((run, event) => {
    if (event === undefined && run.isLive) notify(book, run);
    update();
  });
  return vscode.Disposable.from(item, update, new vscode.Disposable(ended));
}

function showItem(item: vscode.StatusBarItem, live: readonly BookedRun[]): void {
  const [first] = live;
  if (!first) {
    item.hide();
    return;
  }
  const words = live.length === 1 ? `${first.dagId} ${done(first)}` : `${live.length} DAGs`;
  item.text = `$(sync~spin) ${words}`;
  item.tooltip = 'DagLens runs a DAG. Click to show the run panel.';
  item.show();
}

/** `3/7`: instances that have ended. */
function done({ record }: BookedRun): string {
  const all = Object.values(record.instances);
  return all.length ? `${all.filter(({ state }) => isFinal(state)).length}/${all.length}` : '';
}

function notify(book: RunBook, run: BookedRun): void {
  const options = { location: vscode.ProgressLocation.Notification, title: `Running ${run.dagId}`, cancellable: true };
  void vscode.window.withProgress(options, (progress, cancelled) => {
    cancelled.onCancellationRequested(() => book.stop(run.id));
    // A short run may be over before the editor shows that it goes on.
    if (!run.isLive) return Promise.resolve();
    return new Promise<void>((resolve) => {
      let shown = 0;
      const end = book.listen((changed, event) => {
        if (changed.id !== run.id) return;
        const all = Object.values(changed.record.instances);
        const share = all.length ? (100 * all.filter(({ state }) => isFinal(state)).length) / all.length : 0;
        progress.report({ increment: share - shown, message: doing(changed) });
        shown = share;
        if (event !== undefined) return;
        end();
        resolve();
      });
    });
  });
}

function doing(run: BookedRun): string {
  const running = Object.entries(run.record.instances).filter(([, { state }]) => state === 'running');
  const [first] = running;
  if (!first) return done(run);
  return `${done(run)}: ${first[0]}${running.length > 1 ? ` and ${running.length - 1} more` : ''}`;
}
