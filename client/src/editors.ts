// Which document the user means.

import * as vscode from 'vscode';

/** The Python document in the editor. The Output view counts as the active editor while it has the focus: look further. */
export function currentPythonDocument(): vscode.TextDocument | undefined {
  const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
  return editors.find((editor) => editor?.document.languageId === 'python')?.document;
}
