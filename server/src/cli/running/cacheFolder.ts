// Where the command line keeps the runs of a project.

import { createHash } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import type { World } from '../world';

/** A folder of this user for the project in `root`: in `$DAGLENS_CACHE`, else where the system keeps caches. */
export function runsFolder(root: string, environment: World['environment']): string {
  const project = `${path.basename(root)}-${createHash('sha1').update(root).digest('hex').slice(0, 12)}`;
  return path.join(cacheFolder(environment), 'runs', project);
}

/** A folder of this user for what can be made again. */
export function cacheFolder(environment: World['environment']): string {
  return environment.DAGLENS_CACHE || systemCache(environment);
}

function systemCache({ LOCALAPPDATA, XDG_CACHE_HOME }: World['environment']): string {
  const home = os.homedir();
  if (process.platform === 'win32') return path.join(LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'), 'daglens');
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Caches', 'daglens');
  return path.join(XDG_CACHE_HOME || path.join(home, '.cache'), 'daglens');
}
