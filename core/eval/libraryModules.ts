// Modules that are not in the workspace: modelled ones, and opaque ones.

import type { Origin } from '../text/span';
import type { Interpreter, ModuleNames } from './interpreter';
import { makeDict } from './keys';
import { Scope } from './scope';
import { ModuleValue, Unknown, type Value } from './values';

/** The names of a modelled module; undefined: not modelled. */
export function libraryNames(I: Interpreter, module: string): ModuleNames | undefined {
  if (module === 'builtins') return I.environment.builtins;
  return I.environment.models.module(I, module) ?? I.environment.library(module);
}

/** A modelled module as a value. Its names are looked up when they are asked for. */
export function libraryModule(I: Interpreter, module: string, at: Origin): ModuleValue | undefined {
  if (libraryNames(I, module) === undefined) return undefined;
  return new ModuleValue(module, new Scope('module', undefined), at, I.home, undefined);
}

/** `module.name` of a modelled or opaque module. `names`: those of the module, if they are at hand. */
export function libraryName(
  I: Interpreter,
  module: string,
  name: string,
  at: Origin,
  names = libraryNames(I, module),
): Value {
  const constant = I.environment.models.constant(name, at);
  if (constant) return constant;
  if (module === 'sys' && name === 'path') return I.sysPath;
  if (module === 'sys' && name === 'modules') return runningModules(I, at);
  const own = names?.get(name);
  if (own) return own;
  const path = `${module}.${name}`;
  return libraryModule(I, path, at) ?? I.environment.models.opaqueName(I, path, at) ?? opaque(path, at);
}

/** `sys.modules`: those that are being evaluated are known by their names. */
function runningModules(I: Interpreter, at: Origin): Value {
  const running = [...I.importing.values()].map((module) => [I.str(module.name, at), module] as const);
  const modules = makeDict(I, running, at);
  modules.open = new Unknown('the modules of the running Python', at);
  return modules;
}

/** A name of a library that is not read may be a class as well as a module: used as a class, it is an opaque one. */
export function asClass(value: Value): Value {
  return value.kind === 'module' && value.path === undefined ? opaque(value.name, value.at) : value;
}

/** What is named as a class is named (`Client`, `_Client`): certainly no empty text, no False. */
export const NAMED_AS_CLASS = /(?:^|\.)_?[A-Z]\w*[a-z]\w*$/;

/** A module, class, function or setting of a library that is not read. */
export function opaque(path: string, at: Origin): Unknown {
  const truthy = NAMED_AS_CLASS.test(path);
  return new Unknown(`${path} comes from a library that is not read`, at, { path, truthy });
}
