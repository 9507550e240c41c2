// An Airflow elsewhere: its address from the settings, its secrets from the editor's secret storage, never from a file.

import * as vscode from 'vscode';

type SecretName = 'password' | 'token' | 'googleCredentials';

const SECRETS: Readonly<Record<SecretName, { readonly label: string; readonly variable: string }>> = {
  password: { label: 'Password, for basic authentication', variable: 'DAGLENS_AIRFLOW_PASSWORD' },
  token: { label: 'Token', variable: 'DAGLENS_AIRFLOW_TOKEN' },
  googleCredentials: {
    label: 'Google credentials (the text of a key file), for Cloud Composer',
    variable: 'DAGLENS_AIRFLOW_GOOGLE_CREDENTIALS',
  },
};

/** What the remote engine reads of the environment: the settings of a file's folder, and the secrets that are stored for their address. */
export async function remoteEnvironment(
  uri: vscode.Uri,
  secrets: vscode.SecretStorage,
): Promise<Record<string, string>> {
  const settings = vscode.workspace.getConfiguration('daglens.run.remote', uri);
  const url = settings.get('url', '').trim();
  const named = {
    DAGLENS_AIRFLOW_URL: url,
    DAGLENS_AIRFLOW_AUTH: settings.get('auth', ''),
    DAGLENS_AIRFLOW_USER: settings.get('user', ''),
    DAGLENS_AIRFLOW_STOP: settings.get('stopMarksFailed', false) ? 'failed' : '',
  };
  const names = Object.keys(SECRETS) as SecretName[];
  const stored = await Promise.all(
    names.map(async (name) => [SECRETS[name].variable, (await secrets.get(keyOf(name, url))) ?? ''] as const),
  );
  const all = [...Object.entries(named), ...stored];
  return Object.fromEntries(all.filter(([, value]) => value !== ''));
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
  const choices = names.map((name) => ({ label: SECRETS[name].label, name }));
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
