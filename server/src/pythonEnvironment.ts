// Names and versions of the packages in a Python environment, from the folder names of their metadata; nothing is executed.

import path from 'node:path';
import type { FileSystem } from '../../core/workspace/ports';
import { toWorkspacePath } from './convert/uris';

/** How deep below an environment's folder its executable lies: `bin/python`, `Scripts/python.exe`. */
const EXECUTABLE = /\/(?:bin|Scripts)\/python[0-9.]*(?:\.exe)?$/i;

/**
 * The installed packages: name (lower case, `-` for every run of `-_.`, as PyPI normalises names) → version.
 * @param environment the environment's folder or its Python executable; undefined looks for `.venv` and `venv` in `root`
 * @returns undefined if there is no environment with packages
 */
export function installedPackages(
  files: FileSystem,
  root: string,
  environment: string | undefined,
): ReadonlyMap<string, string> | undefined {
  const prefixes = environment === undefined ? [`${root}/.venv`, `${root}/venv`] : [prefixOf(environment, root)];
  for (const prefix of prefixes) {
    const packages = new Map(sitePackages(files, prefix).flatMap((folder) => packagesIn(files, folder)));
    if (packages.size > 0) return packages;
  }
  return undefined;
}

/** Folders that hold the packages: `lib/python3.12/site-packages`, `Lib/site-packages` (Windows), Debian's `dist-packages`. */
function sitePackages(files: FileSystem, prefix: string): string[] {
  const libraries = ['lib', 'lib64', 'Lib', 'local/lib'].map((name) => `${prefix}/${name}`);
  return libraries.flatMap((library) => {
    const pythons = (files.readDirectory(library) ?? []).filter(({ name }) => /^python3?[0-9.]*$/.test(name));
    return [library, ...pythons.map(({ name }) => `${library}/${name}`)].flatMap((folder) => [
      `${folder}/site-packages`,
      `${folder}/dist-packages`,
    ]);
  });
}

function packagesIn(files: FileSystem, folder: string): [string, string][] {
  return (files.readDirectory(folder) ?? []).flatMap(({ name }): [string, string][] => {
    const match = /^(.+)-([^-]+)\.dist-info$/.exec(name);
    return match ? [[match[1]!.toLowerCase().replace(/[-_.]+/g, '-'), match[2]!]] : [];
  });
}

function prefixOf(environment: string, root: string): string {
  const absolute = toWorkspacePath(path.resolve(root, environment));
  return EXECUTABLE.test(absolute) ? absolute.replace(EXECUTABLE, '') : absolute;
}
