// Which DAGs folder a file belongs to.

import { baseName, foldersUpTo, isInside, joinPath, parentFolder } from '../../core/workspace/paths';
import type { FileSystem, ProjectSettings } from '../../core/workspace/ports';
import { dagsFolderOf, projectConfig } from '../../core/workspace/projectFolders';
import { detectVersion } from '../../core/workspace/versionDetection';

/** The project's DAGs folder, else the outermost folder above the file that is named like one, else the file's own. */
export function dagsFolders(files: FileSystem, settings: ProjectSettings): (path: string) => string {
  const { version } = detectVersion(files, settings, joinPath(settings.root, 'airflow.cfg'));
  const known = dagsFolderOf(files, settings, projectConfig(files, settings, version));
  return (path) => {
    if (known !== undefined && isInside(known, path)) return known;
    const named = foldersUpTo(settings.root, path).filter((folder) => /dags$/i.test(baseName(folder)));
    return named.at(-1) ?? parentFolder(path);
  };
}
