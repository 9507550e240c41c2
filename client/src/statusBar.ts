// The status bar item: the Airflow version in force for the file in the editor.

import * as vscode from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import {
  VERSION_REQUEST,
  VERSIONS_CHANGED_NOTIFICATION,
  type VersionParams,
  type VersionResult,
} from '../../protocol/messages';
import { currentPythonDocument } from './editors';
import { SERVER_NOT_RUNNING } from './explain';

/** Shows the version while a Python file is in the editor; a click lets the user choose another. */
export function showVersion(client: LanguageClient): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('daglens.version', vscode.StatusBarAlignment.Right, 90);
  item.name = 'DagLens: Airflow Version';
  item.command = 'daglens.selectAirflowVersion';
  const update = async (): Promise<void> => {
    const document = currentPythonDocument();
    if (!document) return item.hide();
    item.text = await textFor(client, document.uri, item);
    item.show();
  };
  void update();
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(update),
    client.onDidChangeState(update),
    client.onNotification(VERSIONS_CHANGED_NOTIFICATION, update),
  );
}

async function textFor(client: LanguageClient, uri: vscode.Uri, item: vscode.StatusBarItem): Promise<string> {
  if (client.state !== State.Running) {
    item.tooltip = SERVER_NOT_RUNNING;
    return client.state === State.Starting ? '$(sync~spin) DagLens' : '$(warning) DagLens';
  }
  try {
    const params: VersionParams = { uri: client.code2ProtocolConverter.asUri(uri) };
    const { version, because } = await client.sendRequest<VersionResult>(VERSION_REQUEST, params);
    item.tooltip = `DAG files are read as Airflow ${version} reads them: ${because}. Click to choose another version.`;
    return `DagLens: Airflow ${version}`;
  } catch {
    // The server ended while it was asked: its next state brings the next update.
    return '$(warning) DagLens';
  }
}
