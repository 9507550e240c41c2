// What a project says about running its DAGs, of all that is known about its settings.

import { joinPath } from '../../core/workspace/paths';
import type { FileSystem, ProjectSettings } from '../../core/workspace/ports';
import { dagsFolderOf, knownEnvironment, pluginsFolderOf, projectConfig } from '../../core/workspace/projectFolders';
import type { RunSettingsResult } from '../../protocol/messages';

/** Where a project keeps what is for runs alone. */
const FOLDER = '.daglens';
const ENDINGS = ['yaml', 'yml', 'json', 'env'];

/** The settings for runs under a version. What the settings do not name is looked for in `.daglens/`. */
export function runSettings(files: FileSystem, settings: ProjectSettings, version: string): RunSettingsResult {
  const config = projectConfig(files, settings, version);
  const dagsFolder = dagsFolderOf(files, settings, config);
  const pluginsFolder = pluginsFolderOf(files, settings, config);
  const own = (name: string): string | undefined =>
    ENDINGS.map((ending) => joinPath(settings.root, `${FOLDER}/${name}.${ending}`)).find(
      (path) => files.readText(path) !== undefined,
    );
  return {
    version,
    root: settings.root,
    importRoots: [...new Set([...settings.paths, dagsFolder, pluginsFolder].filter((path) => path !== undefined))],
    dagsFolder,
    pluginsFolder,
    variablesFile: settings.variablesFile ?? own('variables'),
    connectionsFile: settings.connectionsFile ?? own('connections'),
    standInsFile: own('stand-ins'),
    environment: Object.fromEntries(knownEnvironment(files, settings)),
  };
}
