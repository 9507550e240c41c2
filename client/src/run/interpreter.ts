// Which Python runs DAGs: the setting, else the environment that is chosen in the Python extension.

import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';

/** The part of the Python extension's API that is used (`@vscode/python-extension`, stable since 2023). */
interface PythonApi {
  readonly environments: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { readonly path: string };
    resolveEnvironment(
      environment: unknown,
    ): Promise<{ readonly executable: { readonly uri?: vscode.Uri | undefined } } | undefined>;
  };
}

/** The interpreter's path; undefined: the runner looks for one. */
export async function interpreterFor(uri: vscode.Uri): Promise<string | undefined> {
  const setting = vscode.workspace.getConfiguration('daglens.run', uri).get('python', '').trim();
  if (setting) return absolute(setting, uri);
  const extension = vscode.extensions.getExtension<PythonApi>('ms-python.python');
  const environments = (await extension?.activate())?.environments;
  if (!environments) return undefined;
  const chosen = environments.getActiveEnvironmentPath(uri);
  const resolved = await environments.resolveEnvironment(chosen).catch(() => undefined);
  return resolved?.executable.uri?.fsPath ?? (existsSync(chosen.path) ? chosen.path : undefined);
}

/** A name is looked for on the PATH; a path is seen from the workspace folder. */
function absolute(setting: string, uri: vscode.Uri): string {
  if (!/[\\/]/.test(setting)) return setting;
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? path.dirname(uri.fsPath);
  return path.resolve(root, setting.replace(/^\$\{workspaceFolder\}/, root));
}
