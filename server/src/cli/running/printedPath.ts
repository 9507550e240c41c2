// How the command line shows files that a run tells of.

import { toWorkspacePath } from '../../convert/uris';
import { relativeTo } from '../../relative';

/** The path of a file as the system writes it, seen from the current folder. */
export function printedPath(cwd: string, systemPath: string, platform?: NodeJS.Platform): string {
  return relativeTo(cwd, toWorkspacePath(systemPath, platform));
}
