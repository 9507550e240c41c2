// The module pathlib, POSIX style.

import { type ClassValue, type NativeFunction, Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import {
  defineClass,
  harmless,
  makeBytes,
  makeInstance,
  makeList,
  makeTuple,
  moduleOf,
  native,
  property,
  unknowable,
} from './define';
import { encode } from './encoding';
import { openFile } from './fileObjects';
import { fnmatchPattern, glob, globValues } from './globbing';
import { NOT_IMPLEMENTED } from './notImplemented';
import { absolute, existence } from './osPath';
import { isAbsolute, joinPaths, outside, PathData, pathOf, readFolder, readText } from './paths';
import { strRepr } from './repr';

/** The text as pathlib keeps it: no doubled slashes, no `.` parts, no slash at the end; `..` stays. */
function canonical(text: string): string {
  const root = /^\/\/(?!\/)/.test(text) ? '//' : text.startsWith('/') ? '/' : '';
  const parts = text.split('/').filter((part) => part !== '' && part !== '.');
  return root + parts.join('/') || '.';
}

function textOf(value: Value): string {
  if (value.kind === 'instance' && value.payload instanceof PathData) return value.payload.text;
  throw new NotKnown(new Unknown('a path that is not known', value.at));
}

function self(a: Args): string {
  return textOf(a.value('self'));
}

/** The parts below the root. */
function partsOf(text: string): string[] {
  return text === '.' ? [] : text.split('/').filter((part) => part !== '');
}

function rootOf(text: string): string {
  return /^\/+/.exec(text)?.[0] ?? '';
}

function nameOf(text: string): string {
  return partsOf(text).at(-1) ?? '';
}

function suffixOf(text: string): string {
  const name = nameOf(text);
  const index = name.lastIndexOf('.');
  return index > 0 && index < name.length - 1 ? name.slice(index) : '';
}

function parentOf(text: string): string {
  return canonical(rootOf(text) + partsOf(text).slice(0, -1).join('/'));
}

/** A path of the same class as `self`. */
function make(a: Args, text: string): Value {
  const me = a.find('self');
  return makeInstance(a.I, me?.kind === 'instance' ? me.type : PATH, new PathData(canonical(text)), a.at, a.used);
}

function made(value: Value, text: string, a: { I: Args['I']; at: Args['at'] }): Value {
  const type = value.kind === 'instance' ? value.type : PATH;
  return makeInstance(a.I, type, new PathData(canonical(text)), a.at, [value]);
}

function build(a: Args): Value {
  const cls = a.value('cls');
  const type = cls.kind !== 'class' || cls === BASE_PATH ? PATH : cls === PURE_PATH ? PURE : cls;
  return makeInstance(
    a.I,
    type,
    new PathData(canonical(joinPaths('', ...a.rest.map((part) => pathOf(a, part))))),
    a.at,
    a.used,
  );
}

function withName(a: Args, name: string): Value {
  const text = self(a);
  if (!nameOf(text)) return a.fail('ValueError', 'the path has an empty name');
  return make(a, joinPaths(parentOf(text), name));
}

function relativeTo(a: Args, other: string): string | undefined {
  const [text, base] = [self(a), canonical(other)];
  if (base === '.' && !isAbsolute(text)) return text;
  if (text === base) return '.';
  const start = base.endsWith('/') ? base : `${base}/`;
  return text.startsWith(start) ? text.slice(start.length) : undefined;
}

function otherPath(a: Args): string {
  return joinPaths('', ...a.rest.map((part) => pathOf(a, part)));
}

function matches(a: Args): boolean {
  const wanted = partsOf(canonical(a.text('pattern'))).reverse();
  const own = partsOf(self(a)).reverse();
  return wanted.length <= own.length && wanted.every((part, index) => fnmatchPattern(part).test(own[index]!));
}

function compare(name: string, holds: (order: number) => boolean): NativeFunction {
  return native(name, ['self', 'other'], (_, a) => {
    const other = a.known('other');
    if (other.kind !== 'instance' || !(other.payload instanceof PathData))
      return name === '__eq__' ? false : NOT_IMPLEMENTED;
    const [left, right] = [self(a).replaceAll('/', '\0'), other.payload.text.replaceAll('/', '\0')];
    return holds(left < right ? -1 : left > right ? 1 : 0);
  });
}

function join(a: Args, left: Value, right: Value): Value {
  return make(a, joinPaths(pathOf(a, left), pathOf(a, right)));
}

const PURE_METHODS: readonly NativeFunction[] = [
  native('joinpath', ['self', '*parts'], (_, a) =>
    make(a, joinPaths(self(a), ...a.rest.map((part) => pathOf(a, part)))),
  ),
  native('__truediv__', ['self', 'other'], (_, a) => join(a, a.value('self'), a.value('other'))),
  native('__rtruediv__', ['self', 'other'], (_, a) => join(a, a.value('other'), a.value('self'))),
  native('with_name', ['self', 'name'], (_, a) => withName(a, a.text('name'))),
  native('with_stem', ['self', 'stem'], (_, a) => withName(a, a.text('stem') + suffixOf(self(a)))),
  native('with_suffix', ['self', 'suffix'], (_, a) => {
    const name = nameOf(self(a));
    return withName(a, name.slice(0, name.length - suffixOf(self(a)).length) + a.text('suffix'));
  }),
  native('as_posix', ['self'], (_, a) => self(a)),
  native('as_uri', ['self'], (_, a) => `file://${encodeURI(self(a))}`),
  native('is_absolute', ['self'], (_, a) => self(a).startsWith('/')),
  native('relative_to', ['self', '*other'], (_, a) => {
    const rest = relativeTo(a, otherPath(a));
    return rest === undefined ? a.fail('ValueError', 'the path is not in the subpath of the other') : make(a, rest);
  }),
  native('is_relative_to', ['self', '*other'], (_, a) => relativeTo(a, otherPath(a)) !== undefined),
  native('match', ['self', 'pattern'], (_, a) => matches(a)),
  native('__fspath__', ['self'], (_, a) => self(a)),
  native('__str__', ['self'], (_, a) => self(a)),
  native('__repr__', ['self'], (_, a) => {
    const me = a.value('self');
    return `${me.kind === 'instance' ? me.type.name : 'Path'}(${strRepr(self(a))})`;
  }),
  compare('__eq__', (order) => order === 0),
  compare('__lt__', (order) => order < 0),
  compare('__le__', (order) => order <= 0),
  compare('__gt__', (order) => order > 0),
  compare('__ge__', (order) => order >= 0),
];

function globbed(a: Args, pattern: string): Value {
  const base = self(a);
  const result = glob(a.I, base === '.' ? pattern : joinPaths(base, pattern), { recursive: true, hidden: true });
  const list = globValues(a, result, (path) => make(a, path));
  if (list.kind !== 'list') return list;
  const iterator = a.I.iterator(list.items, a.at, 'generator');
  iterator.open = list.open;
  return iterator;
}

function contents(a: Args): string {
  const found = readText(a.I, self(a));
  if (!found) throw new NotKnown(outside(a));
  return found.content;
}

const FILE_METHODS: readonly NativeFunction[] = [
  native('exists', ['self', '**options'], (_, a) => existence(a, self(a), ['file', 'folder'])),
  native('is_file', ['self', '**options'], (_, a) => existence(a, self(a), ['file'])),
  native('is_dir', ['self', '**options'], (_, a) => existence(a, self(a), ['folder'])),
  native('is_symlink', ['self'], () => false),
  ...['resolve', 'absolute', 'readlink'].map((name) =>
    native(name, ['self', 'strict=False'], (_, a) => {
      const path = absolute(a, self(a));
      if (typeof path === 'string') return make(a, path);
      return path.kind === 'str' ? a.I.assuming(path.assumed, () => make(a, path.value)) : path;
    }),
  ),
  native('glob', ['self', 'pattern', '**options'], (_, a) => globbed(a, a.text('pattern'))),
  native('rglob', ['self', 'pattern', '**options'], (_, a) => globbed(a, `**/${a.text('pattern')}`)),
  native('iterdir', ['self'], (I, a) => {
    const found = readFolder(I, self(a));
    if (!found) throw new NotKnown(outside(a));
    return I.assuming(found.place.assumed, () =>
      I.iterator(
        found.content.map((entry) => make(a, joinPaths(self(a) === '.' ? '' : self(a), entry.name))),
        a.at,
        'generator',
      ),
    );
  }),
  native('read_text', ['self', 'encoding=None', 'errors=None', 'newline=None'], (_, a) => contents(a)),
  native('read_bytes', ['self'], (I, a) => makeBytes(I, encode(contents(a), 'utf-8') ?? '', a.at, a.used)),
  native('open', ['self', "mode='r'", '**options'], (_, a) => openFile(a, self(a), a.text('mode'))),
  native('expanduser', ['self'], (_, a) =>
    self(a).startsWith('~') ? new Unknown('depends on the home folder', a.at) : a.value('self'),
  ),
  ...'mkdir touch unlink rmdir write_text write_bytes rename replace chmod symlink_to'.split(' ').map(harmless),
  ...'stat lstat owner group'.split(' ').map((name) => unknowable(name, 'depends on the machine that runs the code')),
];

const PROPERTIES = {
  name: property((_, me) => nameOf(textOf(me))),
  stem: property((_, me) => nameOf(textOf(me)).slice(0, nameOf(textOf(me)).length - suffixOf(textOf(me)).length)),
  suffix: property((_, me) => suffixOf(textOf(me))),
  suffixes: property((I, me, at) => {
    const name = nameOf(textOf(me)).replace(/^\.+/, '');
    const found = name.endsWith('.') ? [] : name.split('.').slice(1);
    return makeList(
      I,
      found.map((part) => I.str(`.${part}`, at, me)),
      at,
      [me],
    );
  }),
  parent: property((I, me, at) => made(me, parentOf(textOf(me)), { I, at })),
  parents: property((I, me, at) => {
    const all: Value[] = [];
    for (let text = textOf(me); parentOf(text) !== text; text = parentOf(text))
      all.push(made(me, parentOf(text), { I, at }));
    return makeTuple(I, all, at, [me]);
  }),
  parts: property((I, me, at) => {
    const all = [rootOf(textOf(me)), ...partsOf(textOf(me))].filter((part) => part !== '');
    return makeTuple(
      I,
      all.map((part) => I.str(part, at, me)),
      at,
      [me],
    );
  }),
  root: property((_, me) => rootOf(textOf(me))),
  anchor: property((_, me) => rootOf(textOf(me))),
  drive: property(() => ''),
};

const construct = native('Path', ['cls', '*parts'], (_, a) => build(a)).body;

const PURE_PATH = defineClass('PurePath', {
  module: 'pathlib',
  construct,
  methods: PURE_METHODS,
  attributes: PROPERTIES,
});
const PURE: ClassValue = defineClass('PurePosixPath', { module: 'pathlib', bases: [PURE_PATH] });
const BASE_PATH: ClassValue = defineClass('Path', {
  module: 'pathlib',
  bases: [PURE_PATH],
  methods: FILE_METHODS,
  classMethods: [
    unknowable('cwd', 'depends on the folder Airflow runs in'),
    unknowable('home', 'depends on the home folder'),
  ],
});
const PATH: ClassValue = defineClass('PosixPath', { module: 'pathlib', bases: [BASE_PATH, PURE] });

export const PATHLIB_MODULE = moduleOf([PURE_PATH, PURE, BASE_PATH, PATH]);
