// Failures of runs as diagnostics on the line that raised; gone with the next run of the DAG, and when the line is edited.

import path from 'node:path';
import * as vscode from 'vscode';
import { placeIn } from '../../../runner/src/placeIn';
import { deployedAs, failuresOf } from './failurePlace';
import type { BookedRun, RunBook } from './runBook';

export class Failures implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('daglens-runs');
  /** The files with diagnostics of a DAG. */
  private readonly files = new Map<string, vscode.Uri[]>();
  private readonly parts: readonly vscode.Disposable[];

  constructor(book: RunBook) {
    this.parts = [
      this.collection,
      new vscode.Disposable(book.listen((run, event) => this.take(run, event?.kind))),
      vscode.workspace.onDidChangeTextDocument((event) => this.edited(event)),
    ];
  }

  dispose(): void {
    for (const part of this.parts) part.dispose();
  }

  private take(run: BookedRun, kind: string | undefined): void {
    if (kind !== undefined) return;
    if (run.isLive) this.clear(run);
    else this.show(run);
  }

  private clear({ file, dagId }: BookedRun): void {
    const key = `${file}\n${dagId}`;
    for (const uri of this.files.get(key) ?? []) this.collection.delete(uri);
    this.files.delete(key);
  }

  private show(run: BookedRun): void {
    const byFile = new Map<string, vscode.Diagnostic[]>();
    for (const { file, line, message } of failuresOf(run.record, isOfUser(run.file), deployedAs(run))) {
      const known = byFile.get(file) ?? [];
      byFile.set(file, [...known, diagnostic(file, line, message)]);
    }
    const uris = [...byFile.keys()].map((file) => vscode.Uri.file(file));
    for (const [file, diagnostics] of byFile) this.collection.set(vscode.Uri.file(file), diagnostics);
    if (uris.length) this.files.set(`${run.file}\n${run.dagId}`, uris);
  }

  /** What is told of an edited line may no longer hold; below it, lines have moved. */
  private edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const known = this.collection.get(document.uri);
    if (!known?.length || contentChanges.length === 0) return;
    const left = contentChanges.reduce((all, change) => moved(all, change), [...known]);
    this.collection.set(document.uri, left);
  }
}

function moved(
  diagnostics: readonly vscode.Diagnostic[],
  { range, text }: vscode.TextDocumentContentChangeEvent,
): vscode.Diagnostic[] {
  const lines = text.split('\n').length - 1 - (range.end.line - range.start.line);
  return diagnostics
    .filter(({ range: { start } }) => start.line < range.start.line || start.line > range.end.line)
    .map((each) => (each.range.start.line > range.end.line ? shifted(each, lines) : each));
}

function shifted(diagnostic: vscode.Diagnostic, lines: number): vscode.Diagnostic {
  const { start, end } = diagnostic.range;
  const range = new vscode.Range(start.translate(lines), end.translate(lines));
  return Object.assign(new vscode.Diagnostic(range, diagnostic.message, diagnostic.severity), { source: SOURCE });
}

const SOURCE = 'DagLens run';

function diagnostic(file: string, line: number, message: string): vscode.Diagnostic {
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.fsPath === file);
  const text = document && line <= document.lineCount ? document.lineAt(line - 1) : undefined;
  const range = text
    ? new vscode.Range(line - 1, text.firstNonWhitespaceCharacterIndex, line - 1, text.text.trimEnd().length)
    : new vscode.Range(line - 1, 0, line - 1, 200);
  const made = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
  return Object.assign(made, { source: SOURCE });
}

/** Files of the workspace, and those beside the DAG file; not what is installed in an environment. */
function isOfUser(dagFile: string): (file: string) => boolean {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  const roots = [path.dirname(dagFile), ...folders];
  return (file) => {
    const isInstalled = /[\\/](site-packages|dist-packages|lib[\\/]python\d)/.test(file);
    return !isInstalled && roots.some((root) => placeIn(root, file) !== undefined);
  };
}
