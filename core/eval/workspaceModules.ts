// Modules of the workspace: evaluated once, remembered, and shared where that is safe.

import type { ModuleNode } from '../syntax/ast';
import type { Origin } from '../text/span';
import { type Interpreter, PythonRaise } from './interpreter';
import { opaque } from './libraryModules';
import type { ImportedModule } from './moduleCache';
import { Scope } from './scope';
import { addedRoots, type LocatedModule } from './searchPath';
import { type ClassValue, ModuleValue, NoneValue, StrValue, type Value } from './values';

/** The module, evaluated; what it does on import happens now if it is not remembered. */
export function loadModule(I: Interpreter, located: LocatedModule, at: Origin): Value {
  const running = I.importing.get(located.path);
  if (running) {
    I.circleReaches = Math.min(I.circleReaches, [...I.importing.keys()].indexOf(located.path));
    return running;
  }
  const key = [located.path, located.assumed, ...addedRoots(I).map((root) => root.path)].join(' ');
  const imported = I.imported.get(key);
  if (imported) {
    shareFate(I, key);
    return told(I, imported, at);
  }
  const remembered = I.environment.modules.get(key);
  if (!remembered) return evaluateModule(I, located, key, at);
  I.environment.noteReads(remembered.reads);
  return told(I, remembered, at);
}

/** The module; the import that leads to it tells what went wrong in it. */
function told(I: Interpreter, { module, problem, classes }: ImportedModule, at: Origin): ModuleValue {
  for (const type of classes) I.classes.add(type);
  if (problem !== undefined) I.gap(problem, at);
  return module;
}

/** Whoever imports a module holds what it made: neither may be remembered without the other. */
function shareFate(I: Interpreter, key: string): void {
  if (I.unrepeatable.has(key)) I.unrepeatableImports++;
  const waiting = I.inCircle.find((each) => each.key === key);
  if (waiting) I.circleReaches = Math.min(I.circleReaches, waiting.reaches);
}

function evaluateModule(I: Interpreter, located: LocatedModule, key: string, at: Origin): Value {
  const { home, effects, changedForeign, circleReaches, unrepeatableImports } = I;
  const waiting = I.inCircle.length;
  I.home = I.environment.modules.newHome();
  I.changedForeign = false;
  I.circleReaches = Number.POSITIVE_INFINITY;
  const { result, reads } = I.environment.recordReads(() => I.assuming(located.assumed, () => run(I, located)));
  const repeatable =
    I.effects === effects &&
    I.unrepeatableImports === unrepeatableImports &&
    !I.changedForeign &&
    I.conditional === undefined &&
    I.assumed === undefined;
  if (result) {
    I.imported.set(key, result);
    if (repeatable) I.inCircle.push({ key, reaches: I.circleReaches, ...result });
    else forgo(I, key);
  }
  // Only now is it known that nothing outside the module was seen half-way.
  if (I.circleReaches >= I.importing.size) remember(I, waiting, repeatable, reads);
  I.home = home;
  I.changedForeign ||= changedForeign;
  I.circleReaches = Math.min(
    circleReaches,
    I.circleReaches < I.importing.size ? I.circleReaches : Number.POSITIVE_INFINITY,
  );
  return result ? told(I, result, at) : opaque(located.name, at);
}

/** Remembers the modules of a circle that has closed, if its outermost module can be repeated. */
function remember(I: Interpreter, first: number, repeatable: boolean, reads: ReadonlySet<string>): void {
  for (const { key, reaches: _, ...imported } of I.inCircle.splice(first)) {
    if (repeatable) I.environment.modules.set(key, { ...imported, reads });
    else forgo(I, key);
  }
}

/** The module is not remembered. */
function forgo(I: Interpreter, key: string): void {
  I.unrepeatable.add(key);
  I.unrepeatableImports++;
}

function run(I: Interpreter, located: LocatedModule): ImportedModule | undefined {
  const scope = new Scope('module', undefined);
  const module = new ModuleValue(located.name, scope, { uri: located.path, start: 0, end: 0 }, I.home, located.path);
  const tree = located.isFolder ? undefined : I.environment.files.parse(located.path);
  prepareModuleScope(module, tree);
  const classes = new Set<ClassValue>();
  if (located.isFolder) return { module, problem: undefined, classes };
  if (!tree) return undefined;
  I.importing.set(located.path, module);
  const { writes, classes: outer } = I;
  I.writes = undefined;
  I.classes = classes;
  try {
    return { module, problem: execute(I, tree, scope, located.name), classes };
  } finally {
    I.importing.delete(located.path);
    I.writes = writes;
    I.classes = outer;
  }
}

/** Runs the module; what went wrong, if the importing file can go on without the rest. */
function execute(I: Interpreter, tree: ModuleNode, scope: Scope, name: string): string | undefined {
  let problem: string | undefined;
  try {
    I.withModuleBudget(
      () => I.environment.machine.execute(I, tree.body, scope),
      () => {
        problem = `importing ${name} takes too long to be followed to its end`;
      },
    );
  } catch (error) {
    if (!(error instanceof PythonRaise) || I.catchers.length) throw error;
    problem = `importing ${name} raises an error`;
  }
  return problem;
}

/** The hidden names that every module scope has. */
export function prepareModuleScope(module: ModuleValue, tree?: ModuleNode): void {
  const { vars } = module.scope;
  vars.set('<module>', module);
  vars.set('__name__', new StrValue(module.name, module.at));
  vars.set('__doc__', docOf(module, tree));
  if (module.path !== undefined) vars.set('__file__', new StrValue(module.path, module.at));
}

/** The text that a module begins with. */
function docOf(module: ModuleValue, tree: ModuleNode | undefined): Value {
  const [first] = tree?.body ?? [];
  const text = first?.kind === 'ExprStmt' && first.value.kind === 'String' ? first.value : undefined;
  return text ? new StrValue(text.value, text) : new NoneValue(module.at);
}
