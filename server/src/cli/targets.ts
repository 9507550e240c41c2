// The files that the PATHs of a command mean.

import { baseName, parentFolder, resolvePath } from '../../../core/workspace/paths';
import type { FileSystem, ProjectSettings } from '../../../core/workspace/ports';
import { discoverDagFiles } from '../../../core/workspace/projectFolders';
import { UsageError } from './world';

/**
 * The files, in the order of the PATHs, each once: a file is taken as it is, of a folder the Python files that Airflow
 * would look at. @throws UsageError for a PATH that does not exist
 */
export function targetFiles(
  paths: readonly string[],
  cwd: string,
  files: FileSystem,
  settings: ProjectSettings,
): string[] {
  const found = new Set<string>();
  for (const given of paths) {
    const path = resolvePath(cwd, given);
    if (files.readDirectory(path)) for (const each of discoverDagFiles(files, settings, path)) found.add(each);
    else if (isFile(files, path)) found.add(path);
    else throw new UsageError(`there is no file or folder '${given}'.`);
  }
  return [...found];
}

function isFile(files: FileSystem, path: string): boolean {
  const entries = files.readDirectory(parentFolder(path)) ?? [];
  return entries.some(({ name, kind }) => name === baseName(path) && kind === 'file');
}
