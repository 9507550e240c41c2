// An Airflow elsewhere: its address from the settings, its secrets from the editor's secret storage, never from a file.

import * as vscode from 'vscode';
import type { RemoteAuth, RemoteSettings, SecretName, SecretStore } from '../../../runner/src/remote/remoteSettings';

const SECRETS: Readonly<Record<SecretName, string>> = {
  password: 'Password, for basic authentication',
  token: 'Token',
  googleCredentials: 'Google credentials (the text of a key file), for Cloud Composer',
};

/** The Airflow that the settings of a file's folder name; undefined: they name none. */
export function remoteSettings(uri: vscode.Uri): RemoteSettings | undefined {
  const settings = vscode.workspace.getConfiguration('daglens.run.remote', uri);
  const url = settings.get('url', '').trim();
  if (!url) return undefined;
  return {
    ...{ url, auth: settings.get<RemoteAuth>('auth', 'basic'), user: settings.get('user', '') || undefined },
    stopMarksFailed: settings.get('stopMarksFailed', false),
  };
}

/** The secrets that are stored for an address. */
export function secretsFor(url: string, secrets: vscode.SecretStorage): SecretStore {
  return { get: async (name) => secrets.get(keyOf(name, url)) };
}

/** Asks for a secret, and stores it for the address in the settings; nothing written removes it. */
export async function setRemoteSecret(secrets: vscode.SecretStorage): Promise<void> {
  const url = vscode.workspace.getConfiguration('daglens.run.remote').get('url', '').trim();
  if (!url) {
    const open = 'Open Settings';
    const words = 'Write the address of the Airflow in the setting daglens.run.remote.url first.';
    if ((await vscode.window.showInformationMessage(words, open)) === open)
      await vscode.commands.executeCommand('workbench.action.openSettings', 'daglens.run.remote');
    return;
  }
  const names = Object.keys(SECRETS) as SecretName[];
  const choices = names.map((name) => ({ label: SECRETS[name], name }));
  const choice = await vscode.window.showQuickPick(choices, { title: `Secret for ${url}` });
  if (!choice) return;
  const value = await vscode.window.showInputBox({
    title: `${choice.label}, for ${url}`,
    prompt: "It is kept in the editor's secret storage. Nothing written: it is removed.",
    password: true,
    ignoreFocusOut: true,
  });
  if (value === undefined) return;
  if (value === '') await secrets.delete(keyOf(choice.name, url));
  else await secrets.store(keyOf(choice.name, url), value);
}

/** A secret is for one address: another Airflow is never shown it. */
function keyOf(name: SecretName, url: string): string {
  return `daglens.remote.${name} ${url}`;
}
