// Nothing of the user's is run in a workspace that is not trusted.

import * as vscode from 'vscode';

/** True if the workspace is trusted; else says why nothing runs, and how to change that. */
export async function requireTrust(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = 'Manage Workspace Trust';
  const choice = await vscode.window.showWarningMessage(
    'DagLens runs nothing here: the workspace is not trusted, and a run executes the Python code of its DAG files.',
    manage,
  );
  if (choice === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return vscode.workspace.isTrusted;
}
