// The settings of one workspace folder, as the analysis takes them.

import path from 'node:path';
import type { FileSystem, ProjectSettings } from '../../core/workspace/ports';
import { toWorkspacePath } from './convert/uris';
import type { EditorSettings } from './editorSettings';
import { installedPackages } from './pythonEnvironment';

/** Editor settings first, then the project's settings file. `environment`: the Python environment chosen in the editor. */
export function projectSettings(
  disk: FileSystem,
  root: string,
  editor: EditorSettings,
  environment: string | undefined,
): { readonly settings: ProjectSettings; readonly problems: readonly string[] } {
  const absolute = (given: string | undefined): string | undefined =>
    given === undefined ? undefined : toWorkspacePath(path.resolve(root, given));
  const settings: ProjectSettings = {
    root,
    paths: (editor.path ?? []).map((given) => toWorkspacePath(path.resolve(root, given))),
    dagsFolder: absolute(editor.dagsFolder),
    pluginsFolder: absolute(editor.pluginsFolder),
    variablesFile: absolute(editor.variables),
    connectionsFile: absolute(editor.connections),
    envFile: absolute(editor.env),
    airflowCfg: absolute(editor.airflowCfg),
    airflowVersion: editor.airflowVersion,
    installedPackages: installedPackages(disk, root, environment),
    environment: airflowVariables(),
  };
  return { settings, problems: [] };
}

/** The `AIRFLOW__SECTION__KEY` variables of this process. */
function airflowVariables(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(process.env).flatMap(([name, value]): [string, string][] =>
      name.startsWith('AIRFLOW__') && value !== undefined ? [[name, value]] : [],
    ),
  );
}
