// Tells the server which tools beside DagLens report mistakes in Python files.

import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { SIDE_TOOLS_NOTIFICATION, type SideToolsParams } from '../../protocol/messages';

const TYPE_CHECKERS = ['ms-python.vscode-pylance', 'detachhead.basedpyright', 'ms-pyright.pyright'];

/** The tools that are active now, as the server names them. */
export function activeTools(): SideToolsParams['tools'] {
  const checks = TYPE_CHECKERS.some((id) => isEnabled(id) && !(id === 'ms-python.vscode-pylance' && pylanceIsOff()));
  const lints = isEnabled('charliermarsh.ruff') && vscode.workspace.getConfiguration('ruff').get('enable') !== false;
  return [...(checks ? (['pylance'] as const) : []), ...(lints ? (['ruff'] as const) : [])];
}

/** Sends them after every change, and when the server has started again. */
export function followSideTools(client: LanguageClient): vscode.Disposable {
  const send = async (): Promise<void> => {
    if (!client.isRunning()) return;
    const params: SideToolsParams = { tools: activeTools() };
    await client.sendNotification(SIDE_TOOLS_NOTIFICATION, params);
  };
  return vscode.Disposable.from(
    vscode.extensions.onDidChange(send),
    client.onDidChangeState(send),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('python.languageServer') || event.affectsConfiguration('ruff.enable')) void send();
    }),
  );
}

/** An extension that is disabled is not listed. */
function isEnabled(id: string): boolean {
  return vscode.extensions.getExtension(id) !== undefined;
}

function pylanceIsOff(): boolean {
  const chosen = vscode.workspace.getConfiguration('python').get<string>('languageServer') ?? 'Default';
  return !['Default', 'Pylance'].includes(chosen);
}
