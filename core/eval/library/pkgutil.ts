// The module pkgutil: which modules lie in the folders of a package.

import { ClassValue, LIBRARY, LIBRARY_HOME, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { moduleOf, native, unknowable } from './define';
import { iterator } from './iterationBuiltins';
import { addFields } from './namedTuples';
import { joinPaths, outside, pathOf, readFolder } from './paths';
import { TYPES } from './types';

const MODULE_INFO = new ClassValue('ModuleInfo', [TYPES.TUPLE], LIBRARY, LIBRARY_HOME, 'pkgutil');
addFields(MODULE_INFO, ['module_finder', 'name', 'ispkg'], new Map());

interface Found {
  readonly name: string;
  readonly path: string;
  readonly isPackage: boolean;
}

/** The modules and packages of a folder, in the order of their names. */
function modulesIn(a: Args, folder: string): Found[] {
  const entries = readFolder(a.I, folder)?.content;
  if (!entries) throw new NotKnown(outside(a));
  return entries.flatMap(({ name, kind }): Found[] => {
    const path = joinPaths(folder, name);
    if (kind === 'file')
      return name.endsWith('.py') && name !== '__init__.py'
        ? [{ name: name.slice(0, -3), path, isPackage: false }]
        : [];
    const isPackage = readFolder(a.I, path)?.content.some((inner) => inner.name === '__init__.py');
    return isPackage ? [{ name, path, isPackage: true }] : [];
  });
}

/** @param deep as `walk_packages`: what is in packages follows them */
function listed(a: Args, folder: string, prefix: string, deep: boolean): Value[] {
  return modulesIn(a, folder).flatMap(({ name, path, isPackage }) => {
    const info = a.I.environment.machine.call(a.I, MODULE_INFO, {
      args: [a.I.none(a.at), a.I.str(prefix + name, a.at), a.I.bool(isPackage, a.at)],
      kwargs: new Map(),
      open: undefined,
      at: a.at,
    });
    return [info, ...(deep && isPackage ? listed(a, path, `${prefix}${name}.`, deep) : [])];
  });
}

function modules(name: string, deep: boolean) {
  return native(name, ['path=None', "prefix=''", 'onerror=None'], (_, a) => {
    const folders = a.items('path').map((item) => pathOf(a, item));
    return iterator(
      a,
      folders.flatMap((folder) => listed(a, folder, a.text('prefix'), deep)),
      'generator',
    );
  });
}

export const PKGUTIL_MODULE = moduleOf([
  MODULE_INFO,
  modules('iter_modules', false),
  modules('walk_packages', true),
  ...['get_data', 'extend_path', 'find_loader', 'get_loader', 'resolve_name'].map((name) =>
    unknowable(name, 'asks how Python finds modules'),
  ),
]);
