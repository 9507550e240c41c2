// Why a command does nothing, told to the user.

import * as vscode from 'vscode';

export const SERVER_NOT_RUNNING =
  'The DagLens language server is not running. Use the command "DagLens: Restart Server".';

/** Says why there is nothing to go on with. */
export function explain(message: string): undefined {
  void vscode.window.showInformationMessage(message);
  return undefined;
}

/** The same for what went wrong. */
export function explainError(message: string): undefined {
  void vscode.window.showErrorMessage(message);
  return undefined;
}
