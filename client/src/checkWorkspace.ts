// The command that checks every file of the workspace.

import * as vscode from 'vscode';
import { type LanguageClient, WorkDoneProgress } from 'vscode-languageclient/node';
import { CHECK_WORKSPACE_REQUEST, type CheckWorkspaceParams, type CheckWorkspaceResult } from '../../protocol/messages';

let lastToken = 0;

/** Shows the progress, fills the Problems panel, and says what was found. */
export async function checkWorkspace(client: LanguageClient): Promise<void> {
  const result = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'DagLens: checking the workspace', cancellable: true },
    (progress, cancelled) => ask(client, progress, cancelled),
  );
  if (!result) return;
  await vscode.commands.executeCommand('workbench.actions.view.problems');
  void vscode.window.showInformationMessage(summary(result));
}

async function ask(
  client: LanguageClient,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  cancelled: vscode.CancellationToken,
): Promise<CheckWorkspaceResult | undefined> {
  const params: CheckWorkspaceParams = { workDoneToken: `daglens-check-${++lastToken}` };
  let shown = 0;
  const listener = client.onProgress(WorkDoneProgress.type, params.workDoneToken!, (step) => {
    if (step.kind !== 'report') return;
    const percentage = step.percentage ?? shown;
    progress.report({ increment: percentage - shown, ...(step.message !== undefined && { message: step.message }) });
    shown = percentage;
  });
  try {
    return await client.sendRequest<CheckWorkspaceResult>(CHECK_WORKSPACE_REQUEST, params, cancelled);
  } finally {
    listener.dispose();
  }
}

function summary({ files, errors, warnings }: CheckWorkspaceResult): string {
  const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
  return `DagLens checked ${count(files, 'Python file')}: ${count(errors, 'error')}, ${count(warnings, 'warning')}.`;
}
