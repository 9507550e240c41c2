// The module os.

import { Scope } from '../scope';
import { LIBRARY, ModuleValue, NativeFunction, StrValue, type Value } from '../values';
import type { Args } from './arguments';
import {
  defineClass,
  harmless,
  makeInstance,
  makeList,
  makeTuple,
  moduleOf,
  native,
  property,
  unknowable,
} from './define';
import { ENVIRON, GETENV, PUTENV } from './environ';
import { OS_PATH_MODULE } from './osPath';
import { joinPaths, type Listing, outside, PathData, pathText, readFolder } from './paths';

/** A module that stands inside another one, such as `os.path`. */
export function moduleValue(name: string, names: ReadonlyMap<string, Value>): ModuleValue {
  const scope = new Scope('module', undefined);
  for (const [key, value] of names) scope.vars.set(key, value);
  return new ModuleValue(name, scope, LIBRARY, 0, undefined);
}

function folder(a: Args): string {
  return a.some('path') ? pathText(a, 'path') : '.';
}

function names(a: Args, entries: Listing, wanted?: 'file' | 'folder'): Value {
  const shown = entries.filter((entry) => wanted === undefined || entry.kind === wanted);
  return makeList(
    a.I,
    shown.map((entry) => a.I.str(entry.name, a.at, ...a.used)),
    a.at,
    a.used,
  );
}

/** Runs with the assumption on which a relative path was found. */
function listed(a: Args, use: (entries: Listing) => Value): Value {
  const found = readFolder(a.I, folder(a));
  return found ? a.I.assuming(found.place.assumed, () => use(found.content)) : outside(a);
}

interface DirEntry {
  readonly path: string;
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

const DIR_ENTRY = defineClass('DirEntry', {
  module: 'os',
  methods: [
    native('is_file', ['self', '**options'], (_, a) => entryOf(a.value('self')).kind === 'file'),
    native('is_dir', ['self', '**options'], (_, a) => entryOf(a.value('self')).kind === 'folder'),
    native('is_symlink', ['self'], () => false),
    native('__fspath__', ['self'], (_, a) => entryOf(a.value('self')).path),
  ],
  attributes: { name: property((_, self) => entryOf(self).name), path: property((_, self) => entryOf(self).path) },
});

class Entry extends PathData implements DirEntry {
  constructor(
    readonly path: string,
    readonly name: string,
    readonly kind: 'file' | 'folder',
  ) {
    super(path);
  }
}

function entryOf(value: Value): DirEntry {
  return value.kind === 'instance' ? (value.payload as Entry) : new Entry('', '', 'file');
}

function scan(a: Args): Value {
  return listed(a, (entries) => {
    const made = entries.map(({ name, kind }) =>
      makeInstance(a.I, DIR_ENTRY, new Entry(joinPaths(folder(a), name), name, kind), a.at),
    );
    return a.I.iterator(made, a.at, 'iterator');
  });
}

/** `os.walk`, top down; bounded by what the evaluator may spend. */
function walk(a: Args): Value {
  const rows: Value[] = [];
  const visit = (path: string, entries: Listing): void => {
    rows.push(makeTuple(a.I, [a.I.str(path, a.at), names(a, entries, 'folder'), names(a, entries, 'file')], a.at));
    for (const { name, kind } of entries) {
      const inner = kind === 'folder' && rows.length < 2000 ? readFolder(a.I, joinPaths(path, name)) : undefined;
      if (inner) visit(joinPaths(path, name), inner.content);
    }
  };
  const found = readFolder(a.I, folder(a));
  if (!found) return outside(a);
  return a.I.assuming(found.place.assumed, () => {
    visit(folder(a), found.content);
    return a.I.iterator(rows, a.at, 'generator');
  });
}

const HARMLESS =
  'makedirs mkdir remove unlink rmdir removedirs rename replace chmod chown chdir symlink utime umask kill'.split(' ');
const MACHINE =
  'getcwd getpid getppid getuid getgid getlogin cpu_count uname urandom times stat get_terminal_size access'.split(' ');

export const OS_MODULE = moduleOf(
  [
    GETENV,
    PUTENV,
    native('listdir', ['path=None'], (_, a) => listed(a, (entries) => names(a, entries))),
    native('scandir', ['path=None'], (_, a) => scan(a)),
    native('walk', ['path', 'topdown=True', 'onerror=None', 'followlinks=False'], (_, a) => walk(a)),
    native('fspath', ['path'], (_, a) => pathText(a, 'path')),
    ...HARMLESS.map(harmless),
    ...MACHINE.map((name) => unknowable(name, 'depends on the machine that runs the code')),
  ],
  {
    environ: ENVIRON,
    path: moduleValue('os.path', OS_PATH_MODULE),
    PathLike: new NativeFunction('PathLike', (I, call) => I.none(call.at)),
    ...Object.fromEntries(
      Object.entries({
        sep: '/',
        name: 'posix',
        linesep: '\n',
        pathsep: ':',
        curdir: '.',
        pardir: '..',
        extsep: '.',
      }).map(([name, text]) => [name, new StrValue(text, LIBRARY)]),
    ),
  },
);
