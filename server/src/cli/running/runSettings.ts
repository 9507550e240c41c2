// What the project says about running, for the engines.

import { resolvePath } from '../../../../core/workspace/paths';
import type { FileSystem, ProjectSettings } from '../../../../core/workspace/ports';
import { detectVersion } from '../../../../core/workspace/versionDetection';
import type { RunSettings } from '../../../../runner/src/engine';
import { runSettings as projectRunSettings } from '../../runSettings';
import type { World } from '../world';
import { pythonAt, type RunOptions } from './runOptions';

/** The settings for a file. Tasks see the environment of the command, and over it what the project adds. */
export function runSettings(
  { python }: Pick<RunOptions, 'python'>,
  file: string,
  settings: ProjectSettings,
  files: FileSystem,
  world: World,
): RunSettings {
  const { version } = detectVersion(files, settings, file);
  const told = projectRunSettings(files, settings, version, file);
  return {
    ...told,
    python: pythonAt(python, world, resolvePath),
    pools: new Map(Object.entries(told.pools)),
    spawnsTasks: world.spawnsTasks,
    environment: { ...environmentOf(world), ...told.environment },
  };
}

function environmentOf({ environment }: World): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
