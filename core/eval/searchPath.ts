// Where Python finds a module of the workspace.

import type { Interpreter, SearchRoot } from './interpreter';
import { isAbsolute, normalize } from './library/paths';
import { underlying } from './library/underlying';
import { LIBRARY_HOME } from './values';

export interface LocatedModule {
  readonly name: string;
  /** The file, or the folder of a package without `__init__.py`. */
  readonly path: string;
  readonly isFolder: boolean;
  /** Why it is only assumed that Python finds it there. */
  readonly assumed: string | undefined;
}

/** The folder whose modules `.` means inside the file of a module. */
export function packageOf(path: string): string {
  return path.endsWith('.py') ? path.slice(0, Math.max(0, path.lastIndexOf('/'))) : path;
}

/**
 * The workspace module of a dotted path, looked up from `folder` or else along the search path.
 * `missing`: its package is in the workspace, but has no such module. Undefined: the workspace knows nothing of it.
 */
export function locateModule(I: Interpreter, path: string, folder?: string): LocatedModule | 'missing' | undefined {
  if (folder !== undefined) return locateIn(I, path, folder, undefined) ?? 'missing';
  let missing = false;
  for (const root of [...addedRoots(I), ...I.environment.searchPath]) {
    const located = locateIn(I, path, root.path, root.assumed);
    if (located === 'missing') missing ||= root.assumed === undefined;
    else if (located) return located;
  }
  return missing ? 'missing' : undefined;
}

/** Folders that the evaluated files put on `sys.path`. Those at its end come too early here, which matters for equal names only. */
export function addedRoots(I: Interpreter): readonly SearchRoot[] {
  if (I.sysPath.home === LIBRARY_HOME && !I.isTouched(I.sysPath)) return [];
  const known = new Set(I.environment.searchPath.flatMap((root) => (root.assumed === undefined ? [root.path] : [])));
  return I.sysPath.items.flatMap((item) => {
    const text = underlying(item);
    if (text.kind !== 'str' || !isAbsolute(text.value)) return [];
    const path = normalize(text.value);
    return known.has(path) ? [] : [{ path, assumed: text.assumed }];
  });
}

function locateIn(
  I: Interpreter,
  path: string,
  root: string,
  assumed: string | undefined,
): LocatedModule | 'missing' | undefined {
  const { files } = I.environment;
  if (path === '') return packageAt(I, root, root.slice(root.lastIndexOf('/') + 1), assumed);
  let folder = root;
  let regular = false;
  for (let start = 0; ; ) {
    const dot = path.indexOf('.', start);
    const part = dot < 0 ? path.slice(start) : path.slice(start, dot);
    const isFolder = files.kindOf(folder, part) === 'folder';
    // A folder without `__init__.py` may share its name with a library: what it lacks may be there.
    if (!isFolder && dot >= 0) return regular ? 'missing' : undefined;
    const here = `${folder}/${part}`;
    const init = isFolder && files.kindOf(here, '__init__.py') === 'file';
    if (dot < 0) {
      if (init) return { name: path, path: `${here}/__init__.py`, isFolder: false, assumed };
      if (files.kindOf(folder, `${part}.py`) === 'file')
        return { name: path, path: `${here}.py`, isFolder: false, assumed };
      if (isFolder && holdsPython(I, here)) return { name: path, path: here, isFolder: true, assumed };
      return regular ? 'missing' : undefined;
    }
    regular ||= init;
    folder = here;
    start = dot + 1;
  }
}

function packageAt(
  I: Interpreter,
  folder: string,
  name: string,
  assumed: string | undefined,
): LocatedModule | undefined {
  if (!I.environment.files.readDirectory(folder)) return undefined;
  const init = I.environment.files.kindOf(folder, '__init__.py') === 'file';
  return init
    ? { name, path: `${folder}/__init__.py`, isFolder: false, assumed }
    : { name, path: folder, isFolder: true, assumed };
}

function holdsPython(I: Interpreter, folder: string): boolean {
  const entries = I.environment.files.readDirectory(folder) ?? [];
  return entries.some(
    (entry) => entry.name.endsWith('.py') || (entry.kind === 'folder' && !entry.name.startsWith('.')),
  );
}
