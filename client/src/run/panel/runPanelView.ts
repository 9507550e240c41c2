// The run panel: shows a run, a form or a dry run, and takes what the user wants of it.

import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { DryRunView, FromRunPanel, RunForm, RunFormValues, ToRunPanel } from '../../../../protocol/runPanel';
import { deployedAs } from '../failurePlace';
import { LogTail } from '../logTail';
import type { BookedRun, RunBook } from '../runBook';
import { throttled } from '../throttle';
import { runPanelHtml } from './panelHtml';
import { detailsOf, headOf, rowsOf } from './panelView';

export const RUN_PANEL = 'daglens.runPanel';

/** What the panel cannot do by itself. */
export interface RunPanelActions {
  runAgain(run: BookedRun): void;
  rerunFailed(run: BookedRun): void;
  openForm(run: BookedRun): void;
  start(form: RunForm, values: RunFormValues): void;
  dryRunAt(view: DryRunView, logicalDate: string | undefined): void;
  runDry(view: DryRunView): void;
  task(
    kind: 'runTask' | 'runFrom' | 'debug' | 'showCode' | 'showInGraph',
    of: BookedRun | DryRunView,
    taskId: string,
  ): void;
}

/** How often a live run is sent, and its log read. */
const SEND_MS = 120;
const LOG_MS = 300;

type Content =
  | { readonly kind: 'run'; readonly run: BookedRun }
  | { readonly kind: 'form'; readonly form: RunForm; readonly behind: BookedRun | undefined }
  | { readonly kind: 'dryRun'; readonly view: DryRunView };

export class RunPanelView implements vscode.WebviewViewProvider, vscode.Disposable {
  private view: vscode.WebviewView | undefined;
  private ready = false;
  private content: Content | undefined;
  private log: { readonly tail: LogTail; readonly name: string; readonly tryNumber: number } | undefined;
  private readonly logTimer: ReturnType<typeof setInterval>;
  private readonly sendRun = throttled(() => this.sendRunNow(), SEND_MS);
  private readonly parts: readonly vscode.Disposable[];
  /** To be selected once the page listens. */
  private select: string | undefined;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly book: RunBook,
    private readonly actions: RunPanelActions,
  ) {
    this.logTimer = setInterval(() => this.readLog(), LOG_MS);
    const options = { webviewOptions: { retainContextWhenHidden: true } };
    this.parts = [
      vscode.window.registerWebviewViewProvider(RUN_PANEL, this, options),
      new vscode.Disposable(book.listen((run) => this.changed(run))),
      this.sendRun,
    ];
  }

  dispose(): void {
    clearInterval(this.logTimer);
    for (const part of this.parts) part.dispose();
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    this.ready = false;
    view.webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(this.extensionUri, 'dist')],
    };
    view.webview.onDidReceiveMessage((message: FromRunPanel) => this.take(message));
    view.onDidDispose(() => {
      this.view = undefined;
    });
    view.webview.html = this.page(view.webview);
  }

  /** Shows a run, and in it an instance. */
  show(run: BookedRun, select?: string): void {
    this.content = { kind: 'run', run };
    this.log = undefined;
    this.select = select;
    this.open();
  }

  showForm(form: RunForm): void {
    const behind = this.content?.kind === 'run' ? this.content.run : undefined;
    this.content = { kind: 'form', form, behind };
    this.open();
  }

  showDryRun(view: DryRunView): void {
    this.content = { kind: 'dryRun', view };
    this.open();
  }

  private open(): void {
    this.sendContent();
    if (this.view?.visible) return;
    void vscode.commands.executeCommand(`${RUN_PANEL}.focus`, { preserveFocus: this.content?.kind === 'run' });
  }

  private changed(run: BookedRun): void {
    if (this.content?.kind === 'run' && this.content.run.id === run.id) this.sendRun();
  }

  private sendContent(): void {
    if (!this.content) return;
    if (this.content.kind === 'run') this.sendRunNow();
    else if (this.content.kind === 'form') this.send({ kind: 'form', form: this.content.form });
    else this.send({ kind: 'dryRun', dryRun: this.content.view });
  }

  private sendRunNow(): void {
    if (this.content?.kind !== 'run') return;
    const { record, dagId, file } = this.content.run;
    const head = headOf(record, this.content.run.id, dagId, vscode.workspace.asRelativePath(file));
    this.send({ kind: 'run', head, rows: rowsOf(record) });
    if (this.select !== undefined && this.ready) {
      this.send({ kind: 'select', name: this.select });
      this.select = undefined;
    }
  }

  private send(message: ToRunPanel): void {
    if (this.ready) void this.view?.webview.postMessage(message);
  }

  private take(message: FromRunPanel): void {
    if (message.kind === 'ready') {
      this.ready = true;
      this.sendContent();
    } else if (message.kind === 'showLine') void showLine(this.localOf(message.file), message.line);
    else if (message.kind === 'command') this.runNamed(message.command);
    else if (message.kind === 'openJson') void openJson(message.value);
    else if (this.content?.kind === 'run') this.takeOfRun(message, this.content.run);
    else if (this.content?.kind === 'form') this.takeOfForm(message, this.content);
    else if (this.content?.kind === 'dryRun') this.takeOfDryRun(message, this.content.view);
  }

  private localOf(file: string): string {
    return this.content?.kind === 'run' ? deployedAs(this.content.run)(file) : file;
  }

  /** A command that a message about a run names is about its DAG. */
  private runNamed(command: string): void {
    const run = this.content?.kind === 'run' ? this.content.run : undefined;
    const target = run && { uri: vscode.Uri.file(run.file), dagId: run.dagId };
    void vscode.commands.executeCommand(`daglens.${command}`, target);
  }

  private takeOfRun(message: FromRunPanel, run: BookedRun): void {
    switch (message.kind) {
      case 'askDetails':
        this.sendDetails(run, message.name);
        break;
      case 'askLog':
        this.followLog(run, message.name, message.tryNumber);
        break;
      case 'openLog':
        void openLog(logOf(run, message.name, message.tryNumber));
        break;
      case 'stop':
        this.book.stop(run.id);
        break;
      case 'runAgain':
      case 'rerunFailed':
      case 'openForm':
        this.actions[message.kind](run);
        break;
      case 'runTask':
      case 'runFrom':
      case 'debug':
      case 'showCode':
      case 'showInGraph':
        this.actions.task(message.kind, run, message.taskId);
        break;
      default:
    }
  }

  private takeOfForm(message: FromRunPanel, { form, behind }: Extract<Content, { kind: 'form' }>): void {
    if (message.kind === 'start') this.actions.start(form, message.values);
    if (message.kind === 'closeForm') this.content = behind && { kind: 'run', run: behind };
  }

  private takeOfDryRun(message: FromRunPanel, view: DryRunView): void {
    if (message.kind === 'dryRunAt') this.actions.dryRunAt(view, message.logicalDate);
    if (message.kind === 'runAgain') this.actions.runDry(view);
    if (message.kind === 'showCode') this.actions.task('showCode', view, message.taskId);
  }

  private sendDetails({ record }: BookedRun, name: string): void {
    const instance = record.instances[name];
    if (instance) this.send({ kind: 'details', details: detailsOf(name, instance) });
  }

  private followLog(run: BookedRun, name: string, tryNumber: number): void {
    const path = logOf(run, name, tryNumber);
    this.log = path === undefined ? undefined : { tail: new LogTail(path), name, tryNumber };
    this.readLog();
  }

  private readLog(): void {
    if (!this.log || !this.view?.visible) return;
    const { tail, name, tryNumber } = this.log;
    const chunk = tail.read();
    if (!chunk) return;
    const { text, isStart, isCut } = chunk;
    this.send(isStart ? { kind: 'log', name, tryNumber, text, isCut } : { kind: 'logMore', name, tryNumber, text });
  }

  private page(webview: vscode.Webview): string {
    const address = (file: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(this.extensionUri, 'dist', file)).toString();
    return runPanelHtml({
      cspSource: webview.cspSource,
      nonce: randomBytes(16).toString('hex'),
      script: address('runPanel.js'),
      style: address('runPanelStyle.css'),
    });
  }
}

/** The log of a try; undefined: it has none. */
export function logOf({ record }: BookedRun, name: string, tryNumber: number): string | undefined {
  return record.instances[name]?.tries.find(({ number }) => number === tryNumber)?.log;
}

/** Opens a whole log in an editor, a link in the browser. */
export async function openLog(path: string | undefined): Promise<void> {
  if (path === undefined) return;
  const uri = /^https?:/.test(path) ? vscode.Uri.parse(path) : vscode.Uri.file(path);
  if (uri.scheme !== 'file') await vscode.env.openExternal(uri);
  else await vscode.window.showTextDocument(uri, { preview: true });
}

async function showLine(file: string, line: number): Promise<void> {
  const at = new vscode.Range(line - 1, 0, line - 1, 0);
  try {
    await vscode.window.showTextDocument(vscode.Uri.file(file), { selection: at, preview: true });
  } catch {
    void vscode.window.showInformationMessage(`There is no file ${file}.`);
  }
}

async function openJson(value: unknown): Promise<void> {
  const isText = typeof value === 'string';
  const content = isText ? value : JSON.stringify(value, undefined, 2);
  const document = await vscode.workspace.openTextDocument({ content, language: isText ? 'plaintext' : 'json' });
  await vscode.window.showTextDocument(document, { preview: true });
}
