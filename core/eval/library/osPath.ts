// The module os.path.

import { assume } from '../assumed';
import { LIBRARY, type NativeFunction, StrValue, Unknown, type Value } from '../values';
import type { Args } from './arguments';
import { harmless, makeTuple, moduleOf, pure, unknowable } from './define';
import { notSet, settingOf } from './environ';
import {
  isAbsolute,
  joinPaths,
  normalize,
  outside,
  pathOf,
  pathText,
  placesOf,
  splitExtension,
  splitPath,
  whatIsAt,
} from './paths';

/** The absolute path; for a relative one, the place in the workspace where it leads to something. */
export function absolute(a: Args, path: string): Value | string {
  if (isAbsolute(path)) return normalize(path);
  for (const place of placesOf(a.I, path)) {
    const kind = whatIsAt(a.I, place.path);
    if (kind === 'file' || kind === 'folder') return assume(a.I.str(place.path, a.at), place.assumed ?? '');
  }
  return new Unknown('depends on the folder Airflow runs in', a.at, { truthy: true });
}

/** Whether something is at a path: false only if its folder is in the workspace without it. */
export function existence(a: Args, path: string, wanted: readonly string[]): Value | boolean {
  const kind = whatIsAt(a.I, path);
  if (kind === undefined) return outside(a);
  if (kind === 'absent') return assume(a.I.bool(false, a.at), 'the workspace holds no such file');
  return wanted.includes(kind);
}

function relative(a: Args): Value | string {
  const path = pathText(a, 'path');
  const start = a.some('start') ? pathText(a, 'start') : undefined;
  if (start === undefined || isAbsolute(path) !== isAbsolute(start)) {
    return new Unknown('depends on the folder Airflow runs in', a.at, { truthy: true });
  }
  const [from, to] = [normalize(start), normalize(path)].map((text) =>
    text.split('/').filter((part) => part && part !== '.'),
  );
  let common = 0;
  while (common < Math.min(from!.length, to!.length) && from![common] === to![common]) common++;
  return [...from!.slice(common).map(() => '..'), ...to!.slice(common)].join('/') || '.';
}

function commonPath(a: Args): Value | string {
  const paths = a.items('paths').map((item) => normalize(pathOf(a, item)).split('/'));
  const [first] = paths;
  if (!first) return a.fail('ValueError', 'commonpath() arg is an empty sequence');
  let length = 0;
  while (length < first.length && paths.every((path) => path[length] === first[length])) length++;
  return first.slice(0, length).join('/') || (first[0] === '' ? '/' : '');
}

function commonPrefix(a: Args): string {
  const texts = a.items('list').map((item) => pathOf(a, item));
  const first = texts[0] ?? '';
  let length = 0;
  while (length < first.length && texts.every((text) => text[length] === first[length])) length++;
  return first.slice(0, length);
}

function pair(a: Args, [left, right]: readonly [string, string]): Value {
  return makeTuple(a.I, [a.I.str(left, a.at, ...a.used), a.I.str(right, a.at, ...a.used)], a.at, a.used);
}

/**
 * As `posixpath.expandvars` does it. Where a variable is not known, a path is not either; of a longer text, which somebody will
 * read as YAML or JSON, the form counts: there the name stays, as if the variable were not set.
 */
function expandVariables(a: Args, text: string): Value | string {
  let because: string | undefined;
  let unset: string | undefined;
  const expanded = text.replace(/\$(?:(\w+)|\{([^}]*)\})/g, (written, plain, braced) => {
    const name: string = plain ?? braced;
    const setting = settingOf(a, name);
    because ??= setting?.assumed;
    if (setting?.kind === 'str') return setting.value;
    unset ??= name;
    return written;
  });
  if (unset === undefined) return because === undefined ? expanded : assume(a.I.str(expanded, a.at), because);
  if (!text.includes('\n')) return notSet(a, unset);
  return assume(a.I.str(expanded, a.at), `the environment variable ${unset} is not known`);
}

function onPath(name: string, apply: (a: Args, path: string) => Value | string | boolean): NativeFunction {
  return pure(name, ['path'], (_, a) => apply(a, pathText(a, 'path')));
}

const OUTSIDE_FILE = 'depends on a file outside the workspace';

export const OS_PATH_MODULE = moduleOf(
  [
    pure('join', ['path', '*paths'], (_, a) =>
      joinPaths(pathText(a, 'path'), ...a.rest.map((part) => pathOf(a, part))),
    ),
    onPath('dirname', (_, path) => splitPath(path)[0]),
    onPath('basename', (_, path) => splitPath(path)[1]),
    onPath('split', (a, path) => pair(a, splitPath(path))),
    onPath('splitext', (a, path) => pair(a, splitExtension(path))),
    onPath('splitdrive', (a, path) => pair(a, ['', path])),
    onPath('normpath', (_, path) => normalize(path)),
    onPath('normcase', (_, path) => path),
    onPath('abspath', absolute),
    pure('realpath', ['path', '**options'], (_, a) => absolute(a, pathText(a, 'path'))),
    onPath('isabs', (_, path) => path.startsWith('/')),
    onPath('exists', (a, path) => existence(a, path, ['file', 'folder'])),
    onPath('lexists', (a, path) => existence(a, path, ['file', 'folder'])),
    onPath('isfile', (a, path) => existence(a, path, ['file'])),
    onPath('isdir', (a, path) => existence(a, path, ['folder'])),
    onPath('islink', () => false),
    onPath('expandvars', expandVariables),
    onPath('expanduser', (a, path) => (path.startsWith('~') ? new Unknown('depends on the home folder', a.at) : path)),
    pure('relpath', ['path', 'start=None'], (_, a) => relative(a)),
    pure('commonpath', ['paths'], (_, a) => commonPath(a)),
    pure('commonprefix', ['list'], (_, a) => commonPrefix(a)),
    ...['getsize', 'getmtime', 'getctime', 'getatime'].map((name) => unknowable(name, OUTSIDE_FILE)),
    harmless('samefile'),
  ],
  { sep: new StrValue('/', LIBRARY), pardir: new StrValue('..', LIBRARY), curdir: new StrValue('.', LIBRARY) },
);
