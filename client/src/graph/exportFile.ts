// Writes an exported picture where the user wants it.

import * as vscode from 'vscode';
import type { ExportFormat, FromPane } from '../../../protocol/pane';
import { isWorkspace } from './workspaceUri';

const FORMATS: Readonly<Record<ExportFormat, { readonly name: string; readonly ending: string }>> = {
  svg: { name: 'SVG picture', ending: 'svg' },
  png: { name: 'PNG picture', ending: 'png' },
  mermaid: { name: 'Mermaid flowchart', ending: 'mmd' },
  dot: { name: 'Graphviz DOT', ending: 'dot' },
};

/** Asks for a place next to the DAG file, writes the file, and offers to open it. */
export async function exportFile(
  exported: Extract<FromPane, { kind: 'export' }>,
  beside: vscode.Uri | undefined,
): Promise<void> {
  const { name, ending } = FORMATS[exported.format];
  const target = await vscode.window.showSaveDialog({
    title: 'Export the graph',
    filters: { [name]: [ending] },
    defaultUri: placeFor(`${exported.name}.${ending}`, beside),
  });
  if (!target) return;
  const bytes = Buffer.from(exported.content, exported.format === 'png' ? 'base64' : 'utf8');
  try {
    await vscode.workspace.fs.writeFile(target, bytes);
  } catch (error) {
    void vscode.window.showErrorMessage(`The graph could not be written to ${target.fsPath}: ${String(error)}`);
    return;
  }
  const open = 'Open';
  const choice = await vscode.window.showInformationMessage(`The graph is in ${target.fsPath}.`, open);
  if (choice === open) await vscode.commands.executeCommand('vscode.open', target);
}

function placeFor(file: string, beside: vscode.Uri | undefined): vscode.Uri {
  if (beside && !isWorkspace(beside) && beside.scheme !== 'untitled') return vscode.Uri.joinPath(beside, '..', file);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');
  return vscode.Uri.joinPath(folder, file);
}
