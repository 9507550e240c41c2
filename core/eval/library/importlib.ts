// Modules and names that code loads by their names: importlib, and functions that give what a dotted path names.

import type { Origin } from '../../text/span';
import { findAttribute } from '../attributes';
import { importPath } from '../imports';
import type { Interpreter } from '../interpreter';
import { Instance, LIBRARY, LIBRARY_HOME, type NativeFunction, Unknown, type Value } from '../values';
import { loadModule } from '../workspaceModules';
import type { Args } from './arguments';
import { defineClass, harmless, moduleOf, native, property } from './define';
import { OUTSIDE, pathText, placesOf } from './paths';

/** `a.b.C` → the name `C` of the module `a.b`. */
export function importByPath(I: Interpreter, path: string, at: Origin): Value {
  const dot = path.lastIndexOf('.');
  if (dot <= 0) return I.fail('ImportError', `${path} doesn't look like a module path`, at);
  const name = path.slice(dot + 1);
  const module = importPath(I, path.slice(0, dot), at);
  const found = findAttribute(I, module, name, at);
  return found ?? I.fail('ImportError', `the module ${path.slice(0, dot)} has no ${name}`, at);
}

/** A function that takes a dotted path and gives what it names. */
export function byPath(name: string): NativeFunction {
  return native(name, ['path', '*more', '**options'], (I, a) => importByPath(I, a.text('path'), a.at));
}

/** `importlib.import_module('.b', package='a')`. */
const IMPORT_MODULE = native('import_module', ['name', 'package=None'], (I, a) => {
  const [, dots, rest] = /^(\.*)(.*)$/.exec(a.text('name'))!;
  if (!dots) return importPath(I, rest!, a.at);
  const parts = a.text('package').split('.');
  const folder = parts.slice(0, parts.length - (dots.length - 1));
  return importPath(I, [...folder, rest].join('.'), a.at);
});

/** What a module is loaded from: `importlib.util.spec_from_file_location`. */
class SpecData {
  constructor(
    readonly name: string,
    readonly path: string,
  ) {}
}

const LOADER = new Instance(
  defineClass('SourceFileLoader', { module: 'importlib.machinery', methods: [harmless('exec_module')] }),
  LIBRARY,
  LIBRARY_HOME,
);

const SPEC = defineClass('ModuleSpec', {
  module: 'importlib.machinery',
  attributes: {
    loader: property(() => LOADER),
    name: property((I, self, at) => I.str(dataOf(self)?.name ?? '', at)),
    origin: property((I, self, at) => I.str(dataOf(self)?.path ?? '', at)),
  },
});

function dataOf(value: Value): SpecData | undefined {
  return value.kind === 'instance' && value.payload instanceof SpecData ? value.payload : undefined;
}

const SPEC_FROM_FILE = native('spec_from_file_location', ['name', 'location', '**options'], (I, a) => {
  const spec = new Instance(SPEC, a.at, I.home);
  spec.payload = new SpecData(a.text('name'), pathText(a, 'location'));
  return spec;
});

/** The module of a spec, run at once: `exec_module`, which runs it in Python, follows nearly always. */
const MODULE_FROM_SPEC = native('module_from_spec', ['spec'], (_, a) => {
  const spec = dataOf(a.value('spec'));
  return spec ? moduleOfFile(a, spec) : new Unknown('loads a module that is not known', a.at);
});

function moduleOfFile(a: Args, { name, path }: SpecData): Value {
  const place = placesOf(a.I, path).find((candidate) => a.I.environment.files.parse(candidate.path));
  if (!place) return new Unknown(OUTSIDE, a.at);
  return loadModule(a.I, { name, path: place.path, isFolder: false, assumed: place.assumed }, a.at);
}

export const IMPORTLIB_MODULE = moduleOf([IMPORT_MODULE, harmless('invalidate_caches')]);
export const IMPORTLIB_UTIL_MODULE = moduleOf([SPEC_FROM_FILE, MODULE_FROM_SPEC]);
export const PYDOC_MODULE = moduleOf([byPath('locate')]);
