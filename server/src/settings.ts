// Merges what the command line, the editor and the project's own file tell into the settings of a project.

import { joinPath, resolvePath } from '../../core/workspace/paths';
import type { FileSystem, ProjectSettings } from '../../core/workspace/ports';
import {
  type CheckedSettings,
  parseDaglensToml,
  parsePyprojectToml,
  type SettingName,
  type SettingsValues,
} from '../../core/workspace/settingsFile';

export interface SettingsSources {
  /** The folder of the project, absolute and `/`-separated: `--root`, the current folder, or the workspace folder. */
  readonly root: string;
  /** From the command line; paths absolute. */
  readonly cli?: SettingsValues | undefined;
  /** From the editor; relative paths are seen from the root. */
  readonly editor?: SettingsValues | undefined;
  /** The variables DagLens runs with; only `AIRFLOW__…` are kept. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly files: FileSystem;
  /** Packages of the chosen Python environment: normalised name → version. */
  readonly installedPackages?: ReadonlyMap<string, string> | undefined;
}

export interface LoadedSettings {
  readonly settings: ProjectSettings;
  /** What is wrong with the settings, one sentence each; what is wrong is not used. */
  readonly problems: readonly string[];
}

/**
 * The settings of a project: the command line before the editor before `daglens.toml` (or `[tool.daglens]` in
 * pyproject.toml, if there is no daglens.toml) in the root. Never throws.
 */
export function loadProjectSettings(sources: SettingsSources): LoadedSettings {
  const { files, cli = {}, editor = {} } = sources;
  const file = settingsFile(files, sources.root);
  const root = resolvePath(sources.root, cli.root ?? editor.root ?? file.values.root ?? '.');
  const pick = <N extends SettingName>(name: N) => cli[name] ?? editor[name] ?? file.values[name];
  const path = (name: Exclude<SettingName, 'path'>) => {
    const given = pick(name);
    return given === undefined ? undefined : resolvePath(sources.root, given);
  };
  const cfg = joinPath(root, 'airflow.cfg');
  const settings: ProjectSettings = {
    root,
    paths: (pick('path') ?? []).map((each) => resolvePath(sources.root, each)),
    dagsFolder: path('dags-folder'),
    pluginsFolder: path('plugins-folder'),
    variablesFile: path('variables'),
    connectionsFile: path('connections'),
    envFile: path('env'),
    airflowCfg: path('airflow-cfg') ?? (files.readText(cfg) === undefined ? undefined : cfg),
    airflowVersion: pick('airflow-version'),
    installedPackages: sources.installedPackages,
    environment: airflowVariables(sources.environment),
  };
  return { settings, problems: [...file.problems, ...missing(settings, files)] };
}

function settingsFile(files: FileSystem, root: string): CheckedSettings {
  const own = files.readText(joinPath(root, 'daglens.toml'));
  return own === undefined
    ? parsePyprojectToml(files.readText(joinPath(root, 'pyproject.toml')))
    : parseDaglensToml(own);
}

function missing(settings: ProjectSettings, files: FileSystem): string[] {
  const named = [settings.variablesFile, settings.connectionsFile, settings.envFile, settings.airflowCfg];
  const folders = [settings.root, ...settings.paths, settings.dagsFolder, settings.pluginsFolder];
  return [
    ...named
      .filter((path) => path !== undefined && files.readText(path) === undefined)
      .map((path) => `There is no file ${path}.`),
    ...folders
      .filter((path) => path !== undefined && files.readDirectory(path) === undefined)
      .map((path) => `There is no folder ${path}.`),
  ];
}

function airflowVariables(environment: Readonly<Record<string, string | undefined>>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(environment)) {
    if (name.startsWith('AIRFLOW__') && value !== undefined) found.set(name, value);
  }
  return found;
}
