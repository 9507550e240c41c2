// Import statements: modelled libraries, modules of the workspace, and what stays opaque.

import type { ImportFromStmt, ImportStmt } from '../syntax/ast';
import type { Origin } from '../text/span';
import { findAttribute } from './attributes';
import { setVariable } from './branching';
import type { Interpreter, ModuleNames } from './interpreter';
import { libraryModule, libraryName, libraryNames, opaque } from './libraryModules';
import type { Scope } from './scope';
import { locateModule, packageOf } from './searchPath';
import type { ModuleValue, Value } from './values';
import { loadModule } from './workspaceModules';

/** The module of a dotted path: its last part, as `importlib.import_module` gives it. */
export function importPath(I: Interpreter, path: string, at: Origin): Value {
  if (isMissing(I, path)) return I.fail('ModuleNotFoundError', `No module named '${path}'`, at);
  const library = libraryModule(I, path, at);
  if (library) return library;
  const located = locateModule(I, path);
  if (located === 'missing') return I.fail('ModuleNotFoundError', `No module named '${path}'`, at);
  return located ? loadModule(I, located, at) : opaque(path, at);
}

/** A module that the version in force lacks is missed only where the code is prepared for that; elsewhere it is still read. */
function isMissing(I: Interpreter, path: string): boolean {
  return I.isCaught('ModuleNotFoundError') && I.environment.models.isAbsent(I, path);
}

/** `import a.b.c [as d]`. */
export function executeImport(I: Interpreter, node: ImportStmt, scope: Scope): void {
  for (const imported of node.names) {
    I.environment.models.imported(I, imported.path, undefined, imported);
    const parts = imported.path.split('.');
    const whole = importPath(I, imported.path, imported);
    if (imported.alias) {
      setVariable(I, scope, imported.alias.name, whole);
      continue;
    }
    const top = parts.length === 1 ? whole : importPath(I, parts[0]!, imported);
    attachSubmodules(I, top, parts, imported);
    setVariable(I, scope, parts[0]!, top);
  }
}

/** `import a.b.c` makes `b` an attribute of `a`, and `c` one of `b`. */
function attachSubmodules(I: Interpreter, top: Value, parts: readonly string[], at: Origin): void {
  let parent = top;
  for (let i = 1; i < parts.length && parent.kind === 'module' && parent.path !== undefined; i++) {
    const child = importPath(I, parts.slice(0, i + 1).join('.'), at);
    parent.scope.vars.set(parts[i]!, child);
    parent = child;
  }
}

/** `from a.b import c [as d], …`. */
export function executeImportFrom(I: Interpreter, node: ImportFromStmt, scope: Scope): void {
  if (node.module === '__future__' && node.level === 0) return;
  const path = node.module;
  if (!node.level && isMissing(I, path)) I.fail('ModuleNotFoundError', `No module named '${path}'`, node.moduleAt);
  const library = node.level ? undefined : libraryNames(I, path);
  if (!node.level) for (const { name } of node.names) I.environment.models.imported(I, path, name.name, name);
  if (library !== undefined) {
    if (node.star) {
      importAll(I, library, scope);
      scope.module.mayHoldMore = true;
    }
    for (const { name, alias } of node.names)
      setVariable(I, scope, (alias ?? name).name, libraryName(I, path, name.name, name, library));
    return;
  }
  fromWorkspace(I, node, path, scope);
}

function fromWorkspace(I: Interpreter, node: ImportFromStmt, path: string, scope: Scope): void {
  const located = locateModule(I, path, node.level > 0 ? moduleFolder(scope, node.level) : undefined);
  const module =
    located === 'missing'
      ? I.fail('ModuleNotFoundError', `No module named '${path}'`, node.moduleAt)
      : located
        ? loadModule(I, { ...located, name: fullName(scope, node, located.name) }, node)
        : opaque(path, node.moduleAt);
  if (node.star) {
    if (module.kind === 'module') importAll(I, module.scope.vars, scope);
    if (module.kind !== 'module' || module.path === undefined || module.scope.mayHoldMore)
      scope.module.mayHoldMore = true;
    return;
  }
  const assumed = typeof located === 'object' && located.assumed !== undefined;
  for (const { name, alias } of node.names) {
    setVariable(I, scope, (alias ?? name).name, importedName(I, module, path, name.name, name, assumed));
  }
}

/** The dotted name of a module that a relative import names. */
function fullName(scope: Scope, node: ImportFromStmt, name: string): string {
  const here = scope.module.vars.get('<module>');
  if (!node.level || here?.kind !== 'module' || here.path === undefined) return name;
  const parts = here.name.split('.');
  const up = node.level - (here.path.endsWith('/__init__.py') ? 1 : 0);
  return [...parts.slice(0, Math.max(0, parts.length - up)), ...(node.module ? [node.module] : [])].join('.') || name;
}

/** @param assumed Python may find another module of this name */
function importedName(I: Interpreter, module: Value, path: string, name: string, at: Origin, assumed: boolean): Value {
  if (module.kind !== 'module') {
    const constant = I.environment.models.constant(name, at);
    return constant ?? I.environment.models.opaqueName(I, `${path}.${name}`, at) ?? opaque(`${path}.${name}`, at);
  }
  const constant = I.environment.models.constant(name, at);
  if (constant) return constant;
  const own = findAttribute(I, module, name, at);
  if (own) return own;
  const submodule = module.path === undefined ? undefined : locateModule(I, name, packageOf(module.path));
  if (submodule && submodule !== 'missing') return loadModule(I, { ...submodule, name: `${module.name}.${name}` }, at);
  if (assumed) return opaque(`${path}.${name}`, at);
  noteMissing(I, module, path, name, at);
  return I.fail('ImportError', `cannot import name '${name}' from '${path}'`, at);
}

/** Tells the dialect of a name that a module certainly lacks: read in full, with nothing that could define names unseen. */
function noteMissing(I: Interpreter, module: ModuleValue, path: string, name: string, at: Origin): void {
  const { scope } = module;
  const isOpen = scope.mayHoldMore || scope.vars.has('__getattr__') || module.path === undefined;
  // A plain folder gives way to a module of the same name anywhere else on the path.
  if (
    isOpen ||
    !module.path?.endsWith('.py') ||
    I.importing.has(module.path!) ||
    I.doubt !== undefined ||
    I.isCaught('ImportError')
  )
    return;
  const known = [...scope.vars.keys()].filter((one) => !one.startsWith('<') && !one.startsWith('__'));
  I.environment.models.nameMissing(I, path, name, at, known);
}

function importAll(I: Interpreter, names: ModuleNames, scope: Scope): void {
  const listed = names.get('__all__');
  const only =
    (listed?.kind === 'list' || listed?.kind === 'tuple') && !listed.open
      ? new Set(listed.items.map((item) => (item.kind === 'str' ? item.value : '')))
      : undefined;
  for (const [name, value] of names) {
    if (only ? only.has(name) : !name.startsWith('_') && !name.startsWith('<')) setVariable(I, scope, name, value);
  }
}

/** The folder that the dots of a relative import lead to. */
function moduleFolder(scope: Scope, level: number): string | undefined {
  const module = scope.module.vars.get('<module>');
  if (module?.kind !== 'module' || module.path === undefined) return undefined;
  let folder = packageOf(module.path);
  for (let i = 1; i < level; i++) folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
  return folder;
}
