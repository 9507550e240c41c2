// Which settings files hold for a file: those in its own folder and in the folders above it, up to the root.

import { foldersUpTo, isInside, joinPath } from './paths';
import type { FileSystem } from './ports';
import { type CheckedSettings, parseDaglensToml, parsePyprojectToml } from './settingsFile';

export interface FolderSettings extends CheckedSettings {
  /** What relative paths are seen from. */
  readonly folder: string;
}

/** The nearest folder at or above a file, up to the root, that has settings of its own; else the root. */
export function settingsFolder(files: FileSystem, root: string, path: string): string {
  return foldersUpTo(root, path).find((folder) => isInside(root, folder) && hasSettings(files, folder)) ?? root;
}

/** The settings of a folder and of those above it up to the root, the nearest first. */
export function settingsAbove(files: FileSystem, root: string, folder: string): FolderSettings[] {
  return foldersUpTo(root, joinPath(folder, 'daglens.toml'))
    .filter((each) => isInside(root, each) && (each === root || hasSettings(files, each)))
    .map((each) => ({ folder: each, ...settingsIn(files, root, each) }));
}

function hasSettings(files: FileSystem, folder: string): boolean {
  if (files.readText(joinPath(folder, 'daglens.toml')) !== undefined) return true;
  return /^\s*\[+tool\.daglens\b|^\s*daglens\b/m.test(files.readText(joinPath(folder, 'pyproject.toml')) ?? '');
}

/** `daglens.toml`, else `[tool.daglens]` of pyproject.toml. */
function settingsIn(files: FileSystem, root: string, folder: string): CheckedSettings {
  const own = files.readText(joinPath(folder, 'daglens.toml'));
  const where = folder === root ? '' : `${folder.slice(root.length).replace(/^\//, '')}/`;
  return own === undefined
    ? parsePyprojectToml(files.readText(joinPath(folder, 'pyproject.toml')), `${where}pyproject.toml`)
    : parseDaglensToml(own, `${where}daglens.toml`);
}
