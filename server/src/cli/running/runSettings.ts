// What the project says about running, for the engines.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseEnvFile } from '../../../../core/workspace/envFile';
import { resolvePath } from '../../../../core/workspace/paths';
import type { FileSystem, ProjectSettings } from '../../../../core/workspace/ports';
import { dagsFolderOf, pluginsFolderOf, projectConfig } from '../../../../core/workspace/projectFolders';
import { searchRoots } from '../../../../core/workspace/searchRoots';
import { parsePoolsFile } from '../../../../core/workspace/variablesFile';
import { detectVersion } from '../../../../core/workspace/versionDetection';
import type { RunSettings } from '../../../../runner/src/engine';
import { UsageError, type World } from '../world';
import { pythonAt, type RunOptions } from './runOptions';

/** The folder of a project with files that only runs need. */
const OWN_FOLDER = '.daglens';
const VALUE_FILE_ENDINGS = ['json', 'yaml', 'yml', 'env'];

/** The settings for a file. @throws UsageError if a file that the settings name cannot be used */
export function runSettings(
  { python }: Pick<RunOptions, 'python'>,
  file: string,
  settings: ProjectSettings,
  files: FileSystem,
  world: World,
): RunSettings {
  const { version } = detectVersion(files, settings, file);
  const config = projectConfig(files, settings, version);
  const dagsFolder = dagsFolderOf(files, settings, config);
  const pluginsFolder = pluginsFolderOf(files, settings, config);
  return {
    ...{ version, python: pythonAt(python, world, resolvePath), root: settings.root, dagsFolder, pluginsFolder },
    importRoots: searchRoots(settings, file, dagsFolder, pluginsFolder).map((root) => root.path),
    variablesFile: settings.variablesFile ?? ownFile(settings.root, 'variables'),
    connectionsFile: settings.connectionsFile ?? ownFile(settings.root, 'connections'),
    standInsFile: ownFile(settings.root, 'stand-ins'),
    pools: poolsOf(settings, files),
    environment: { ...environmentOf(world), ...inEnvFile(settings, files) },
  };
}

function ownFile(root: string, name: string): string | undefined {
  return VALUE_FILE_ENDINGS.map((ending) => path.join(root, OWN_FOLDER, `${name}.${ending}`)).find(existsSync);
}

function environmentOf({ environment }: World): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

function inEnvFile({ envFile }: ProjectSettings, files: FileSystem): Record<string, string> {
  if (envFile === undefined) return {};
  const text = files.readText(envFile);
  if (text === undefined) throw new UsageError(`there is no file '${envFile}' for --env.`);
  return Object.fromEntries(parseEnvFile(text));
}

/** The slots of the pools that the project names. */
function poolsOf({ poolsFile }: ProjectSettings, files: FileSystem): ReadonlyMap<string, number> {
  const text = poolsFile === undefined ? undefined : files.readText(poolsFile);
  if (poolsFile === undefined || text === undefined) return new Map();
  const read = parsePoolsFile(poolsFile, text);
  if ('problem' in read) throw new UsageError(read.problem);
  const slots = [...read.entries].map(
    ([name, pool]) => [name, (JSON.parse(pool) as { slots: unknown }).slots] as const,
  );
  return new Map(slots.flatMap(([name, count]) => (typeof count === 'number' ? [[name, count]] : [])));
}
