// That something runs is seen: a notification that can stop it, and an item in the status bar.

import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { type EngineId, isFinal } from '../../../core/runs';
import type { BookedRun, RunBook } from './runBook';
import { throttled } from './throttle';

const EVERY_MS = 200;
/** What is loaded within this time is not told of. */
const QUICK_MS = 700;
const NOTIFY_AFTER_MS = 1000;

type Progress = vscode.Progress<{ readonly message?: string; readonly increment?: number }>;

/** Shows live runs until they are over. */
export function showProgress(book: RunBook): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('daglens.run', vscode.StatusBarAlignment.Left, 20);
  item.name = 'DagLens: Runs';
  item.command = 'daglens.runPanel.focus';
  const update = throttled(() => showItem(item, book.live), EVERY_MS);
  const ended = book.listen((run, event) => {
    if (event === undefined && run.isLive) void notify(book, run);
    update();
  });
  return vscode.Disposable.from(item, update, new vscode.Disposable(ended));
}

/**
 * Says that a DAG is loaded, if that takes long.
 * @param load is told where to put what there is to say about it
 * @returns what was loaded; undefined: the user does not want to wait for it
 */
export async function whileLoading<Result>(
  dagId: string,
  load: (note: (message: string) => void) => Promise<Result>,
): Promise<Result | undefined> {
  let say: (message: string) => void = () => {};
  let said: string | undefined;
  const loaded = load((message) => {
    said = message;
    say(message);
  });
  const isQuick = await Promise.race([loaded.then(() => true), sleep(QUICK_MS).then(() => false)]);
  if (isQuick) return loaded;
  const options = { location: vscode.ProgressLocation.Notification, title: `Loading ${dagId}`, cancellable: true };
  return vscode.window.withProgress(options, (progress, cancelled) => {
    say = (message) => progress.report({ message });
    if (said !== undefined) say(said);
    const end = new Promise<undefined>((resolve) => cancelled.onCancellationRequested(() => resolve(undefined)));
    return Promise.race([loaded, end]);
  });
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

/** A run that is over soon is told of in the status bar only; a backfill tells of its runs itself. */
async function notify(book: RunBook, run: BookedRun): Promise<void> {
  if (run.request?.runType === 'backfill') return;
  await sleep(NOTIFY_AFTER_MS);
  const options = { location: vscode.ProgressLocation.Notification, title: `Running ${run.dagId}`, cancellable: true };
  if (run.isLive)
    await vscode.window.withProgress(options, (progress, cancelled) => tellOf(book, run, progress, cancelled));
}

/** @returns when the run is over */
function tellOf(book: RunBook, run: BookedRun, progress: Progress, cancelled: vscode.CancellationToken): Promise<void> {
  cancelled.onCancellationRequested(() => book.stop(run.id));
  let shown = 0;
  const tell = (): void => {
    const share = 100 * shareDone(run);
    progress.report({ increment: share - shown, message: doing(run) });
    shown = share;
  };
  if (!run.isLive) return Promise.resolve();
  tell();
  return new Promise((resolve) => {
    const end = book.listen((changed) => {
      if (changed.id !== run.id) return;
      tell();
      if (run.isLive) return;
      end();
      resolve();
    });
  });
}

function shareDone({ record }: BookedRun): number {
  const all = Object.values(record.instances);
  return all.length ? all.filter(({ state }) => isFinal(state)).length / all.length : 0;
}

const STARTING: Readonly<Record<EngineId, string>> = {
  builtin: 'Python starts',
  airflow: 'Airflow starts, which takes a while for the first time',
  remote: 'waiting for Airflow',
};

function doing(run: BookedRun): string {
  const running = Object.entries(run.record.instances).filter(([, { state }]) => state === 'running');
  const [first] = running;
  if (!first) return run.record.state === 'queued' ? STARTING[run.record.engine] : done(run);
  return `${done(run)}: ${first[0]}${running.length > 1 ? ` and ${running.length - 1} more` : ''}`;
}
