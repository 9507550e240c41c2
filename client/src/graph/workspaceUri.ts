// The pane of all DAGs has an address too, as if it were the pane of a file.

import * as vscode from 'vscode';

export const WORKSPACE_URI = vscode.Uri.parse('daglens:/all-dags');

export function isWorkspace(uri: vscode.Uri): boolean {
  return uri.scheme === WORKSPACE_URI.scheme;
}
