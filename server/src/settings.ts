// Merges what the command line, the editor and the project's own file tell into the settings of a project.

import { ruleLevels } from '../../core/rules/levels';
import { joinPath, resolvePath } from '../../core/workspace/paths';
import type { FileSystem, ProjectSettings } from '../../core/workspace/ports';
import { RULE_IDS } from '../../core/workspace/ruleSettings';
import type { SettingName, SettingsValues } from '../../core/workspace/settingsFile';
import { settingsAbove } from '../../core/workspace/settingsFolders';
import {
  type EntriesFile,
  parseConnectionsFile,
  parsePoolsFile,
  parseVariablesFile,
} from '../../core/workspace/variablesFile';

export interface SettingsSources {
  /** The folder of the project, absolute and `/`-separated: `--root`, the current folder, or the workspace folder. */
  readonly root: string;
  /** Whose settings are wanted: a folder in the root with settings of its own. Left out: the root itself. */
  readonly folder?: string | undefined;
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
  /** Names of rules that do not exist. */
  readonly warnings: readonly string[];
}

/** Settings of one place, and the folder that its relative paths are seen from. */
type PathSetting = Exclude<SettingName, 'path' | 'airflow-version' | 'select' | 'ignore' | 'severity'>;

interface Layer {
  readonly folder: string;
  readonly values: SettingsValues;
}

/**
 * The settings of a project: the command line before the editor before `daglens.toml` (or `[tool.daglens]` in
 * pyproject.toml, if there is no daglens.toml), that of the folder before those of the folders above it. Never throws.
 */
export function loadProjectSettings(sources: SettingsSources): LoadedSettings {
  const { files, cli = {}, editor = {} } = sources;
  const inFiles = settingsAbove(files, sources.root, sources.folder ?? sources.root);
  const layers: readonly Layer[] = [
    { folder: sources.root, values: cli },
    { folder: sources.root, values: editor },
    ...inFiles,
  ];
  const layerWith = (name: SettingName) => layers.find(({ values }) => values[name] !== undefined);
  const path = (name: PathSetting) => {
    const layer = layerWith(name);
    return layer && resolvePath(layer.folder, layer.values[name]!);
  };
  const root = path('root') ?? sources.root;
  const importing = layerWith('path');
  const cfg = joinPath(root, 'airflow.cfg');
  const settings: ProjectSettings = {
    root,
    paths: importing?.values.path?.map((each) => resolvePath(importing.folder, each)) ?? [],
    dagsFolder: path('dags-folder'),
    pluginsFolder: path('plugins-folder'),
    variablesFile: path('variables'),
    connectionsFile: path('connections'),
    poolsFile: path('pools'),
    envFile: path('env'),
    airflowCfg: path('airflow-cfg') ?? (files.readText(cfg) === undefined ? undefined : cfg),
    airflowVersion: layerWith('airflow-version')?.values['airflow-version'],
    installedPackages: sources.installedPackages,
    environment: airflowVariables(sources.environment),
    rules: ruleLevels(RULE_IDS, layers.map(({ values }) => values).reverse()),
    baseline: path('baseline'),
  };
  return {
    settings,
    problems: [...inFiles.flatMap(({ problems }) => problems), ...problemsOf(settings, files)],
    warnings: inFiles.flatMap(({ warnings }) => warnings),
  };
}

function problemsOf(settings: ProjectSettings, files: FileSystem): string[] {
  const { variablesFile, connectionsFile, poolsFile } = settings;
  const named = [variablesFile, connectionsFile, poolsFile, settings.envFile, settings.airflowCfg];
  const folders = [settings.root, ...settings.paths, settings.dagsFolder, settings.pluginsFolder];
  return [
    ...named
      .filter((path) => path !== undefined && files.readText(path) === undefined)
      .map((path) => `There is no file ${path}.`),
    ...unusable(
      files,
      [variablesFile, parseVariablesFile],
      [connectionsFile, parseConnectionsFile],
      [poolsFile, parsePoolsFile],
    ),
    ...folders
      .filter((path) => path !== undefined && files.readDirectory(path) === undefined)
      .map((path) => `There is no folder ${path}.`),
  ];
}

/** The files of names and values that are there and cannot be used. */
function unusable(
  files: FileSystem,
  ...named: readonly (readonly [string | undefined, (path: string, text: string) => EntriesFile])[]
): string[] {
  return named.flatMap(([path, parse]) => {
    const text = path === undefined ? undefined : files.readText(path);
    const parsed = path === undefined || text === undefined ? undefined : parse(path, text);
    return parsed && 'problem' in parsed ? [`${path} is not used: ${parsed.problem}.`] : [];
  });
}

function airflowVariables(environment: Readonly<Record<string, string | undefined>>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(environment)) {
    if (name.startsWith('AIRFLOW__') && value !== undefined) found.set(name, value);
  }
  return found;
}
