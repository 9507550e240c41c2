// DAGs and tasks in the Test Explorer: a DAG passes if its run succeeds, a task if it does.

import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type RunRecord, unansweredWords } from '../../../core/runs';
import { askDagViews } from '../graph/graphPanes';
import { dagFiles } from './dagList';
import { LogTail } from './logTail';
import { logOf } from './panel/runPanelView';
import type { BookedRun } from './runBook';
import type { RunCommands } from './runCommands';

/** What an item of the Test Explorer stands for. */
type Meaning =
  | { readonly kind: 'file'; readonly uri: vscode.Uri }
  | { readonly kind: 'dag'; readonly uri: vscode.Uri; readonly dagId: string }
  | { readonly kind: 'task'; readonly uri: vscode.Uri; readonly dagId: string; readonly taskId: string };

/** So much of a log is shown beside a failure. */
const LOG_BYTES = 20_000;

export class DagTests implements vscode.Disposable {
  private readonly controller = vscode.tests.createTestController('daglens', 'Airflow DAGs');
  private readonly meanings = new WeakMap<vscode.TestItem, Meaning>();

  constructor(
    private readonly client: LanguageClient,
    private readonly commands: RunCommands,
  ) {
    const { controller } = this;
    controller.resolveHandler = (item) => this.resolve(item);
    controller.refreshHandler = (token) => this.findFiles(token);
    const { Run, Debug } = vscode.TestRunProfileKind;
    controller.createRunProfile('Run', Run, (request, token) => this.run(request, token), true);
    controller.createRunProfile('Debug', Debug, (request) => this.debug(request), true);
  }

  dispose(): void {
    this.controller.dispose();
  }

  private async resolve(item: vscode.TestItem | undefined): Promise<void> {
    if (!item) return this.findFiles(new vscode.CancellationTokenSource().token);
    const meaning = this.meanings.get(item);
    if (meaning?.kind === 'file') await this.findDags(item, meaning.uri);
  }

  private async findFiles(token: vscode.CancellationToken): Promise<void> {
    const files = await dagFiles(this.client, token);
    if (!files) return;
    this.controller.items.replace(
      files.map((uri) => {
        const item = this.item(uri.toString(), vscode.workspace.asRelativePath(uri), { kind: 'file', uri });
        item.canResolveChildren = true;
        return item;
      }),
    );
  }

  private async findDags(file: vscode.TestItem, uri: vscode.Uri): Promise<void> {
    const dags = (await askDagViews(this.client, uri).catch(() => undefined))?.dags ?? [];
    const document = await vscode.workspace.openTextDocument(uri);
    const place = (at: { readonly uri: string; readonly start: number }): vscode.Range | undefined => {
      if (vscode.Uri.parse(at.uri).toString() !== uri.toString()) return undefined;
      const start = document.positionAt(at.start);
      return new vscode.Range(start, start);
    };
    const items = dags.flatMap(({ dagId, tasks, at }) => {
      if (dagId === undefined) return [];
      const dag = this.item(`${uri.toString()}\n${dagId}`, dagId, { kind: 'dag', uri, dagId });
      dag.range = place(at);
      for (const { id, isIdKnown, at: own, via } of tasks) {
        if (!isIdKnown) continue;
        const task = this.item(`${dag.id}\n${id}`, id, { kind: 'task', uri, dagId, taskId: id });
        task.range = place(own) ?? (via && place(via));
        dag.children.add(task);
      }
      return [dag];
    });
    file.children.replace(items);
  }

  private item(id: string, label: string, meaning: Meaning): vscode.TestItem {
    const item = this.controller.createTestItem(id, label, meaning.uri);
    this.meanings.set(item, meaning);
    return item;
  }

  private async run(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    const run = this.controller.createTestRun(request);
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    try {
      for (const item of await this.toRun(request)) {
        if (token.isCancellationRequested) break;
        await this.runItem(item, run, stop.signal);
      }
    } finally {
      run.end();
    }
  }

  /** DAGs and tasks; for a file its DAGs. */
  private async toRun({ include, exclude = [] }: vscode.TestRunRequest): Promise<vscode.TestItem[]> {
    if (!include) await this.findFiles(new vscode.CancellationTokenSource().token);
    const chosen = include ?? [...this.controller.items].map(([, item]) => item);
    const found: vscode.TestItem[] = [];
    for (const item of chosen) {
      const meaning = this.meanings.get(item);
      if (meaning?.kind !== 'file') found.push(item);
      else {
        await this.findDags(item, meaning.uri);
        found.push(...[...item.children].map(([, child]) => child));
      }
    }
    return found.filter((item) => !exclude.includes(item));
  }

  private async runItem(item: vscode.TestItem, run: vscode.TestRun, signal: AbortSignal): Promise<void> {
    const meaning = this.meanings.get(item);
    if (!meaning || meaning.kind === 'file') return;
    const { uri, dagId } = meaning;
    run.started(item);
    if (meaning.kind === 'task') {
      const done = await this.commands.runTask({ uri, dagId, tasks: [meaning.taskId] }, { signal });
      return tell(item, run, done, meaning.taskId);
    }
    for (const [, task] of item.children) run.enqueued(task);
    const done = await this.commands.run({ uri, dagId }, { signal }, (params) =>
      run.appendOutput(`${unansweredWords(dagId, params)}\r\n`, undefined, item),
    );
    for (const [, task] of item.children) {
      const own = this.meanings.get(task);
      if (own?.kind === 'task') tell(task, run, done, own.taskId);
    }
    tellDag(item, run, done);
  }

  private async debug({ include }: vscode.TestRunRequest): Promise<void> {
    const [item] = include ?? [];
    const meaning = item && this.meanings.get(item);
    if (meaning?.kind === 'task')
      await this.commands.debug({ uri: meaning.uri, dagId: meaning.dagId, tasks: [meaning.taskId] });
    else void vscode.window.showInformationMessage('Choose one task to debug.');
  }
}

function tellDag(item: vscode.TestItem, run: vscode.TestRun, done: BookedRun | undefined): void {
  if (!done) {
    run.skipped(item);
    return;
  }
  const { state, because, stopped, start, end } = done.record;
  const time = start && end ? Date.parse(end) - Date.parse(start) : undefined;
  if (state === 'success') run.passed(item, time);
  else if (stopped) run.skipped(item);
  else run.failed(item, new vscode.TestMessage(because ?? 'The run failed.'), time);
}

function tell(item: vscode.TestItem, run: vscode.TestRun, done: BookedRun | undefined, taskId: string): void {
  const instances = Object.entries(done?.record.instances ?? {}).filter(([, each]) => each.taskId === taskId);
  const failed = instances.find(([, { state }]) => state === 'failed');
  if (!done || instances.length === 0) run.skipped(item);
  else if (failed) run.failed(item, failureMessage(done, failed[0], item), durationOf(done.record, taskId));
  else if (instances.some(([, { state }]) => state === 'success')) run.passed(item, durationOf(done.record, taskId));
  else run.skipped(item);
}

function failureMessage(done: BookedRun, name: string, item: vscode.TestItem): vscode.TestMessage {
  const instance = done.record.instances[name]!;
  const last = instance.tries.at(-1);
  const raised = last?.raised;
  const path = last && logOf(done, name, last.number);
  const log = path === undefined ? '' : (new LogTail(path, LOG_BYTES).read()?.text ?? '');
  const why = raised ? [raised.type, raised.message].filter(Boolean).join(': ') : (instance.because ?? 'failed');
  const message = new vscode.TestMessage(log ? `${why}\n\n${log}` : why);
  const place = raised?.frames.findLast(({ file }) => file === item.uri?.fsPath);
  if (place && item.uri) message.location = new vscode.Location(item.uri, new vscode.Position(place.line - 1, 0));
  return message;
}

function durationOf({ instances }: RunRecord, taskId: string): number | undefined {
  const own = Object.values(instances).filter((each) => each.taskId === taskId);
  const times = own.map(({ start, end }) => (start && end ? Date.parse(end) - Date.parse(start) : 0));
  return times.reduce((sum, time) => sum + time, 0);
}
