// `DagLens: Set up Airflow`: a virtual environment with the Airflow and the providers that the project needs, for engine `airflow`.

import path from 'node:path';
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { NEEDED_PACKAGES_REQUEST, type NeededPackagesResult, type RunSettingsParams } from '../../../protocol/messages';
import type { SetUpRequest } from '../../../runner/src/airflow/setUpPlan';
import { explainError, SERVER_NOT_RUNNING } from '../explain';
import { interpreterFor } from './interpreter';
import { loadRunner } from './loadRunner';
import { requireTrust } from './trust';

const FALLBACK_PYTHON = 'python3';
const NOT_ON_WINDOWS =
  'Airflow does not run on Windows. Open the folder in WSL and set it up there, or run DAGs with the engine builtin, which needs only Python.';

/** Asks where, makes the environment, and lets runs use it. */
export async function setUpAirflow(client: LanguageClient): Promise<void> {
  if (!(await requireTrust())) return;
  if (process.platform === 'win32') return explainError(NOT_ON_WINDOWS);
  const uri = vscode.window.activeTextEditor?.document.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!uri) return explainError('Open the folder of the DAG files first.');
  const needed = await neededBy(client, uri);
  if (!needed) return;
  const folder = await chooseFolder(needed);
  if (!folder) return;
  const constraintsUrl = vscode.workspace.getConfiguration('daglens.run', uri).get('constraintsUrl', '').trim();
  const python = (await interpreterFor(uri)) ?? FALLBACK_PYTHON;
  const { version, packages: providers } = needed;
  await make({ version, providers, folder, python, constraintsUrl: constraintsUrl || undefined }, uri);
}

async function neededBy(client: LanguageClient, uri: vscode.Uri): Promise<NeededPackagesResult | undefined> {
  const params: RunSettingsParams = { uri: client.code2ProtocolConverter.asUri(uri) };
  try {
    return await client.sendRequest<NeededPackagesResult>(NEEDED_PACKAGES_REQUEST, params);
  } catch {
    return explainError(SERVER_NOT_RUNNING);
  }
}

async function chooseFolder({ version, root, packages }: NeededPackagesResult): Promise<string | undefined> {
  const own = path.join(root, '.daglens', `airflow-${version}`);
  const [here, elsewhere] = ['Set Up', 'Choose Folder…'];
  const detail = [
    `Made with the Python that runs use, in ${own}.`,
    packages.length > 0 ? `With ${packages.join(', ')}.` : 'No file imports a provider.',
  ].join('\n');
  const question = `Set up Airflow ${version} in a virtual environment?`;
  const choice = await vscode.window.showInformationMessage(question, { modal: true, detail }, here, elsewhere);
  if (choice === here) return own;
  if (choice !== elsewhere) return undefined;
  const parents = await vscode.window.showOpenDialog({
    ...{ canSelectFolders: true, canSelectFiles: false, openLabel: 'Make the Environment Here' },
  });
  return parents?.[0] && path.join(parents[0].fsPath, `airflow-${version}`);
}

async function make(request: SetUpRequest, uri: vscode.Uri): Promise<void> {
  const options = { location: vscode.ProgressLocation.Notification, title: 'Set up Airflow', cancellable: true };
  await vscode.window.withProgress(options, async (progress, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    try {
      const runner = await loadRunner();
      const { python, notes } = await runner.setUpAirflow(
        request,
        (message) => progress.report({ message }),
        stop.signal,
      );
      await useFor(uri, python);
      const done = `Airflow ${request.version} is set up. Runs use it from now on (setting daglens.run.python).`;
      void vscode.window.showInformationMessage([done, ...notes].join(' '));
    } catch (error) {
      if (token.isCancellationRequested) return;
      void vscode.window.showErrorMessage(
        `Airflow is not set up: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  });
}

/** Writes the settings where the project is. */
async function useFor(uri: vscode.Uri, python: string): Promise<void> {
  const settings = vscode.workspace.getConfiguration('daglens.run', uri);
  const target = vscode.workspace.getWorkspaceFolder(uri)
    ? vscode.ConfigurationTarget.WorkspaceFolder
    : vscode.ConfigurationTarget.Global;
  await settings.update('python', python, target);
  if (settings.get('engine') === 'builtin') await settings.update('engine', 'auto', target);
}
