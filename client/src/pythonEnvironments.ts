// Tells the server which Python environments are chosen in the Python extension.

import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  PYTHON_ENVIRONMENTS_NOTIFICATION,
  type PythonEnvironmentChoice,
  type PythonEnvironmentsParams,
} from '../../protocol/messages';

/** The part of the Python extension's API that is used (`@vscode/python-extension`, stable since 2023). */
interface PythonApi {
  readonly environments: {
    readonly known: readonly { readonly id: string; readonly executable: { readonly sysPrefix?: string } }[];
    getActiveEnvironmentPath(resource?: vscode.Uri): { readonly id: string; readonly path: string };
    readonly onDidChangeActiveEnvironmentPath: vscode.Event<unknown>;
  };
}

/** Sends the choice now and after every change. Without the Python extension nothing is sent. */
export async function followPythonEnvironments(
  client: LanguageClient,
  subscriptions: vscode.Disposable[],
): Promise<void> {
  const extension = vscode.extensions.getExtension<PythonApi>('ms-python.python');
  const environments = (await extension?.activate())?.environments;
  if (!environments) return;
  const send = async (): Promise<void> => {
    if (!client.isRunning()) return;
    const params: PythonEnvironmentsParams = { environments: choices(client, environments) };
    await client.sendNotification(PYTHON_ENVIRONMENTS_NOTIFICATION, params);
  };
  subscriptions.push(
    environments.onDidChangeActiveEnvironmentPath(send),
    vscode.workspace.onDidChangeWorkspaceFolders(send),
    client.onDidChangeState(send),
  );
  await send();
}

function choices(client: LanguageClient, environments: PythonApi['environments']): PythonEnvironmentChoice[] {
  return (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => {
    const { id, path } = environments.getActiveEnvironmentPath(uri);
    const prefix = environments.known.find((known) => known.id === id)?.executable.sysPrefix;
    return { folder: client.code2ProtocolConverter.asUri(uri), path: prefix || path || null };
  });
}
