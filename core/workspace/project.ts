// What holds for the whole project under one version: configuration, folders, Variables, environment.

import type { DialectConfiguration } from '../dialects/dialect';
import type { Installation } from '../rules/rule';
import type { AirflowConfig } from './airflowConfig';
import { readInstallation } from './installation';
import type { FileSystem, ProjectSettings } from './ports';
import { dagsFolderOf, knownEnvironment, pluginsFolderOf, projectConfig } from './projectFolders';
import { parseVariablesFile } from './variablesFile';

export interface Project {
  readonly config: AirflowConfig;
  readonly dagsFolder: string | undefined;
  readonly pluginsFolder: string | undefined;
  readonly dialect: DialectConfiguration;
  readonly environment: ReadonlyMap<string, string>;
  readonly installation: Installation;
  /** See `RuleInput.versionMemo`. */
  readonly ruleMemo: Map<string, unknown>;
}

/** Reads what the settings name. A Variables file that cannot be read counts as empty: whoever loads the settings says so. */
export function readProject(files: FileSystem, settings: ProjectSettings, version: string): Project {
  const config = projectConfig(files, settings, version);
  const environment = knownEnvironment(files, settings);
  return {
    config,
    dagsFolder: dagsFolderOf(files, settings, config),
    pluginsFolder: pluginsFolderOf(files, settings, config),
    dialect: {
      defaultTimezone: config.defaultTimezone,
      catchupByDefault: config.catchupByDefault,
      option: config.option,
      installedPackages: settings.installedPackages,
      variables: variablesOf(files, settings),
    },
    environment,
    installation: readInstallation(files, settings, config, environment),
    ruleMemo: new Map(),
  };
}

function variablesOf(files: FileSystem, settings: ProjectSettings): ReadonlyMap<string, unknown> {
  const { variablesFile } = settings;
  const text = variablesFile === undefined ? undefined : files.readText(variablesFile);
  if (variablesFile === undefined || text === undefined) return new Map();
  const parsed = parseVariablesFile(variablesFile, text);
  return 'entries' in parsed ? parsed.entries : new Map();
}
