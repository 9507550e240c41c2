// The command that chooses the Airflow version.

import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { VERSION_REQUEST, type VersionParams, type VersionResult } from '../../protocol/messages';
import { currentPythonDocument } from './editors';

const VERSIONS = ['3.3.2', '3.2', '3.1', '3.0', '2.11', '2.10', '2.9', '2.8', '2.7', '2.6', '2.5', '2.4', '2.3', '2.2'];
const OLD_VERSIONS = ['2.1', '2.0', '1.10'];

type Choice = vscode.QuickPickItem & { readonly version: string | undefined };

/** Lets the user choose, and writes the setting `daglens.airflowVersion` of the folder, the workspace or the user. */
export async function selectAirflowVersion(client: LanguageClient): Promise<void> {
  const uri = currentPythonDocument()?.uri;
  const inForce = await versionInForce(client, uri);
  const choice = await vscode.window.showQuickPick(choices(inForce), {
    title: 'Airflow version that DAG files are read for',
    placeHolder: inForce ? `Now: ${inForce.version} (${inForce.because})` : 'Choose a version',
  });
  if (!choice) return;
  const version = choice.label === OTHER ? await askVersion(inForce?.version) : choice.version;
  if (version === undefined && choice.label === OTHER) return;
  await vscode.workspace.getConfiguration('daglens', uri).update('airflowVersion', version, target(uri));
}

const OTHER = '$(edit) Other…';

function choices(inForce: VersionResult | undefined): Choice[] {
  const detect: Choice = {
    label: '$(search) Detect Automatically',
    description: 'from the Python environment, requirements, Dockerfile or the imports of the file',
    version: undefined,
  };
  const versions = [...VERSIONS, ...OLD_VERSIONS].map(
    (version): Choice => ({
      label: version,
      version,
      ...(inForce?.version === version && { description: inForce.because }),
    }),
  );
  return [detect, ...versions, { label: OTHER, version: undefined }];
}

function askVersion(now: string | undefined): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: 'Airflow version',
    prompt: 'MAJOR.MINOR or MAJOR.MINOR.PATCH, such as 2.11 or 2.11.2',
    ...(now !== undefined && { value: now }),
    validateInput: (text) => (/^\d+\.\d+(\.\d+)?$/.test(text) ? undefined : 'Write a version such as 2.11 or 2.11.2.'),
  });
}

async function versionInForce(client: LanguageClient, uri: vscode.Uri | undefined): Promise<VersionResult | undefined> {
  const params: VersionParams = uri ? { uri: client.code2ProtocolConverter.asUri(uri) } : {};
  try {
    return await client.sendRequest<VersionResult>(VERSION_REQUEST, params);
  } catch {
    // Without a server the version can be chosen all the same.
    return undefined;
  }
}

function target(uri: vscode.Uri | undefined): vscode.ConfigurationTarget {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) return vscode.ConfigurationTarget.Global;
  const several = folders.length > 1 && uri !== undefined && vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  return several ? vscode.ConfigurationTarget.WorkspaceFolder : vscode.ConfigurationTarget.Workspace;
}
