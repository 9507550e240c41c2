// Tells the editor whether the Python file in front makes DAGs: then its title bar has the graph button.

import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { coalesced } from './coalesce';
import { askDagViews } from './graphPanes';

const QUIET_MS = 400;

/** Keeps the context key `daglens.hasDags` true to the file in the editor. */
export function followHasDags(client: LanguageClient): vscode.Disposable {
  const update = coalesced(async () => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document) return;
    const isPython = document.languageId === 'python';
    const result = isPython ? await askDagViews(client, document.uri).catch(() => undefined) : undefined;
    await vscode.commands.executeCommand('setContext', 'daglens.hasDags', (result?.dags.length ?? 0) > 0);
  }, QUIET_MS);
  update();
  return vscode.Disposable.from(
    client.onDidChangeState(update),
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document === vscode.window.activeTextEditor?.document) update();
    }),
  );
}
