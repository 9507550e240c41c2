// What a project says about running its DAGs, of all that is known about its settings.

import { joinPath } from '../../core/workspace/paths';
import type { FileSystem, ProjectSettings } from '../../core/workspace/ports';
import { dagsFolderOf, knownEnvironment, pluginsFolderOf, projectConfig } from '../../core/workspace/projectFolders';
import { searchRoots } from '../../core/workspace/searchRoots';
import { parsePoolsFile } from '../../core/workspace/variablesFile';
import type { RunSettingsResult } from '../../protocol/messages';

/** Where a project keeps what is for runs alone. */
const FOLDER = '.daglens';
const ENDINGS = ['yaml', 'yml', 'json', 'env'];

/** The settings for runs of a file under a version. What the settings do not name is looked for in `.daglens/`. */
export function runSettings(
  files: FileSystem,
  settings: ProjectSettings,
  version: string,
  file: string,
): RunSettingsResult {
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
    importRoots: searchRoots(settings, file, dagsFolder, pluginsFolder).map(({ path }) => path),
    dagsFolder,
    pluginsFolder,
    variablesFile: settings.variablesFile ?? own('variables'),
    connectionsFile: settings.connectionsFile ?? own('connections'),
    standInsFile: own('stand-ins'),
    pools: poolSlots(files, settings),
    environment: Object.fromEntries(knownEnvironment(files, settings)),
  };
}

/** A file that cannot be used limits nothing: whoever loads the settings says so. */
function poolSlots(files: FileSystem, { poolsFile }: ProjectSettings): Record<string, number> {
  const text = poolsFile === undefined ? undefined : files.readText(poolsFile);
  if (poolsFile === undefined || text === undefined) return {};
  const read = parsePoolsFile(poolsFile, text);
  if ('problem' in read) return {};
  const slots = [...read.entries].map(
    ([name, pool]) => [name, (JSON.parse(pool) as { slots: unknown }).slots] as const,
  );
  return Object.fromEntries(slots.filter((pair): pair is [string, number] => typeof pair[1] === 'number'));
}
