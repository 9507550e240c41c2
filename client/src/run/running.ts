// Everything about runs in the editor, put together: commands, panel, progress, failures, trees, tests.

import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { PaneRuns } from '../graph/graphPane';
import type { GraphPanes } from '../graph/graphPanes';
import { backfill } from './backfill';
import { chooseDag, type DagRef } from './dagTarget';
import { DagTree } from './dagTree';
import { attach } from './debugTask';
import { DryRuns } from './dryRuns';
import { Engines } from './engines';
import { Failures } from './failures';
import { HistoryTree } from './historyTree';
import { MarkMemory } from './marks';
import { RunPanelView } from './panel/runPanelView';
import { paneRun } from './paneRun';
import { showProgress } from './progress';
import { setRemoteSecret } from './remote';
import type { BookedRun } from './runBook';
import { RunCommands } from './runCommands';
import { RunDesk } from './runDesk';
import { RunStore } from './runStore';
import { setUpAirflow } from './setUpAirflow';
import { DagTests } from './tests';
import { throttled } from './throttle';

/** How often panes are told of a live run. */
const PANES_MS = 100;

export class Running implements PaneRuns {
  private readonly desk: RunDesk;
  private readonly marks: MarkMemory;
  private readonly panel: RunPanelView;
  private readonly commands: RunCommands;
  private panes: GraphPanes | undefined;

  constructor(
    private readonly client: LanguageClient,
    context: vscode.ExtensionContext,
  ) {
    const engines = new Engines(client, context);
    const store = new RunStore(context.storageUri ?? context.globalStorageUri);
    this.desk = new RunDesk(engines, store);
    this.marks = new MarkMemory(context.workspaceState);
    const { book } = this.desk;
    this.panel = new RunPanelView(context.extensionUri, book, this.panelActions());
    const dryRuns = new DryRuns(client, this.desk, (view) => this.panel.showDryRun(view));
    this.commands = new RunCommands({ client, desk: this.desk, marks: this.marks, panel: this.panel, dryRuns });
    context.subscriptions.push(
      ...[engines, this.panel, showProgress(book), new Failures(book)],
      ...[new DagTree(client, book, store), new HistoryTree(store, (run) => this.panel.show(run), book)],
      ...[new DagTests(client, this.commands), this.followRuns(), ...this.registerCommands(context.secrets)],
    );
  }

  /** The panes that show runs. */
  follow(panes: GraphPanes): void {
    this.panes = panes;
  }

  runOf(uri: vscode.Uri, dagId: string) {
    const run = this.desk.book.latest(uri.fsPath, dagId);
    return run && paneRun(run, Date.now());
  }

  marksOf(uri: vscode.Uri, dagId: string) {
    return this.marks.of(uri, dagId);
  }

  mark: PaneRuns['mark'] = (uri, dagId, taskId, mark) => this.marks.set(uri, dagId, taskId, mark);

  command: PaneRuns['command'] = (command, uri, dagId, taskId) => {
    const ref: DagRef = { uri, dagId, tasks: taskId === undefined ? undefined : [taskId] };
    const run = this.desk.book.latest(uri.fsPath, dagId);
    if (command === 'stop') this.desk.book.stop(run?.id);
    else if (command === 'showRun' && run) this.panel.show(run);
    else if (command === 'showLog' && run) this.panel.show(run, instanceOf(run, taskId));
    else if (command === 'run' || command === 'runForm' || command === 'dryRun') void this.commands[command](ref);
    else if (command === 'runTask' || command === 'runFrom' || command === 'debug') void this.commands[command](ref);
  };

  private followRuns(): vscode.Disposable {
    const tell = throttled(() => this.panes?.runsChanged(), PANES_MS);
    const end = this.desk.book.listen((run, event) => {
      tell();
      if (event?.kind === 'debugging') void attach(run.file, event.taskId, event.port);
      if (event === undefined) this.tellContext();
    });
    return vscode.Disposable.from(tell, new vscode.Disposable(end));
  }

  /** Commands that stop runs are offered only while one is live. */
  private tellContext(): void {
    void vscode.commands.executeCommand('setContext', 'daglens.isRunning', this.desk.book.live.length > 0);
  }

  private registerCommands(secrets: vscode.SecretStorage): vscode.Disposable[] {
    const { commands, desk, client } = this;
    const on = (name: string, run: (...args: never[]) => unknown): vscode.Disposable =>
      vscode.commands.registerCommand(`daglens.${name}`, run);
    return [
      on('runDag', (target) => commands.run(target)),
      on('runDagWithParams', (target) => commands.runForm(target)),
      on('dryRunDag', (target) => commands.dryRun(target)),
      on('runTask', (target) => commands.runTask(target)),
      on('runFromTask', (target) => commands.runFrom(target)),
      on('debugTask', (target) => commands.debug(target)),
      on('backfill', (target) => backfill(client, desk, target)),
      on('showDag', ({ uri, at }: { uri: vscode.Uri; at: number }) => showPlace({ uri: uri.toString(), start: at })),
      on('setUpAirflow', () => setUpAirflow(client)),
      on('pauseDag', (target) => commands.setPaused(target, true)),
      on('unpauseDag', (target) => commands.setPaused(target, false)),
      on('setRemoteSecret', () => setRemoteSecret(secrets)),
      on('stopRun', () => desk.book.stop()),
      on('showRunPanel', () => vscode.commands.executeCommand('daglens.runPanel.focus')),
      on('showRunHistory', () => vscode.commands.executeCommand('daglens.history.focus')),
    ];
  }

  private panelActions(): ConstructorParameters<typeof RunPanelView>[2] {
    return {
      runAgain: (run) => void this.commands.runAgain(run),
      rerunFailed: (run) => void this.commands.rerunFailed(run),
      openForm: (run) => void this.commands.openForm(run),
      start: (form, values) => void this.commands.start(form, values),
      dryRunAt: (view, logicalDate) => void this.commands.dryRun(refOf(view), inUtc(logicalDate)),
      runDry: (view) =>
        void this.commands.start(
          { ...view, params: [], marks: {}, markable: [], conf: {}, logicalDate: undefined },
          { conf: {}, logicalDate: view.logicalDate ?? undefined, marks: {}, dryRun: false },
        ),
      task: (kind, of, taskId) => void this.ofTask(kind, of, taskId),
    };
  }

  private async ofTask(kind: string, of: Parameters<typeof refOf>[0], taskId: string): Promise<void> {
    const ref = { ...refOf(of), tasks: [taskId] };
    if (kind === 'runTask' || kind === 'runFrom' || kind === 'debug') return void (await this.commands[kind](ref));
    const chosen = await chooseDag(this.client, ref);
    const task = chosen?.view.tasks.find(({ id }) => id === taskId);
    if (!chosen || !task) return;
    if (kind === 'showInGraph') return this.panes?.showTask(chosen.uri, chosen.dagIndex, chosen.dagId, taskId);
    await showPlace(task.at.uri ? task.at : (task.via ?? task.at));
  }
}

async function showPlace({ uri, start }: { readonly uri: string; readonly start: number }): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  const at = document.positionAt(start);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
}

function refOf({ file, dagId }: { readonly file: string; readonly dagId: string }): DagRef {
  const uri = file.includes('://') ? vscode.Uri.parse(file) : vscode.Uri.file(file);
  return { uri, dagId };
}

/** A date without an offset is in UTC. */
function inUtc(date: string | undefined): string | undefined {
  if (date === undefined) return undefined;
  const iso = /(Z|[+-]\d\d:?\d\d)$/.test(date) ? date : `${date}${date.includes('T') ? '' : 'T00:00:00'}+00:00`;
  return Number.isNaN(Date.parse(iso)) ? undefined : iso;
}

/** The instance that a task's log is shown of: the first that failed, else the first. */
function instanceOf({ record }: BookedRun, taskId: string | undefined): string | undefined {
  const own = Object.entries(record.instances).filter(([, each]) => each.taskId === taskId);
  return (own.find(([, { state }]) => state === 'failed') ?? own[0])?.[0];
}
