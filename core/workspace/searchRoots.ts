// Where Python looks for modules when Airflow reads a file.

import type { SearchRoot } from '../eval/interpreter';
import { baseName, foldersUpTo, joinPath, parentFolder, relativePath } from './paths';
import type { ProjectSettings } from './ports';

/**
 * The search path as Airflow has it: DAGs folder, plugins folder, root, and the roots of the settings;
 * then `src`, the file's own folder and those above it, where Airflow itself does not look.
 */
export function searchRoots(
  settings: ProjectSettings,
  file: string,
  dagsFolder: string | undefined,
  pluginsFolder: string | undefined,
): readonly SearchRoot[] {
  const roots: SearchRoot[] = [];
  const add = (path: string | undefined, assumed?: string): void => {
    if (path !== undefined && !roots.some((root) => root.path === path)) roots.push({ path, assumed });
  };
  const near = nearestDagsFolder(settings.root, file);
  // A folder named `dags` above the file is the DAGs folder it is deployed in, unless the settings name another.
  if (settings.dagsFolder === undefined) add(near, amongTests(settings.root, near));
  add(dagsFolder);
  if (near !== undefined && settings.pluginsFolder === undefined) add(joinPath(parentFolder(near), 'plugins'));
  add(pluginsFolder);
  add(settings.root);
  for (const path of settings.paths) add(path);
  add(joinPath(settings.root, 'src'), "the module lies in 'src', where Airflow looks only if it is told to");
  add(parentFolder(file), 'the module lies beside the file, where Airflow looks only in the DAGs folder itself');
  for (const folder of foldersUpTo(settings.root, file))
    add(folder, 'the module lies in a folder above the file, where Airflow looks only if it is told to');
  return roots;
}

/** What runs tests may look for modules elsewhere first. */
function amongTests(root: string, folder: string | undefined): string | undefined {
  const isTest = folder !== undefined && /(?:^|\/)tests?\//.test(relativePath(root, folder));
  return isTest ? 'the module lies among the tests' : undefined;
}

function nearestDagsFolder(root: string, file: string): string | undefined {
  return foldersUpTo(root, file).find((folder) => baseName(folder) === 'dags');
}
