// Modules of the workspace: evaluated once, remembered, and shared where that is safe.

import type { ModuleNode } from '../syntax/ast';
import type { Origin } from '../text/span';
import { type Interpreter, PythonRaise } from './interpreter';
import { opaque } from './libraryModules';
import type { CachedModule } from './moduleCache';
import { Scope } from './scope';
import { addedRoots, type LocatedModule } from './searchPath';
import { ModuleValue, NoneValue, StrValue, type Value } from './values';

/** The module, evaluated; what it does on import happens now if it is not remembered. */
export function loadModule(I: Interpreter, located: LocatedModule, at: Origin): Value {
  const key = [located.path, located.assumed, ...addedRoots(I).map((root) => root.path)].join(' ');
  const running = I.importing.get(located.path);
  if (running) {
    I.circle = true;
    return running;
  }
  const remembered = I.environment.modules.get(key);
  if (remembered) {
    I.environment.noteReads(remembered.reads);
    if (remembered.problem !== undefined) I.gap(remembered.problem, at);
    return remembered.module;
  }
  return evaluateModule(I, located, key, at);
}

function evaluateModule(I: Interpreter, located: LocatedModule, key: string, at: Origin): Value {
  const outer = {
    home: I.home,
    effects: I.effects,
    changedForeign: I.changedForeign,
    gaps: I.gaps.length,
    circle: I.circle,
  };
  I.home = I.environment.modules.newHome();
  I.changedForeign = false;
  I.circle = false;
  const { result, reads } = I.environment.recordReads(() => I.assuming(located.assumed, () => run(I, located, key)));
  const repeatable =
    I.effects === outer.effects &&
    !I.changedForeign &&
    !I.circle &&
    I.conditional === undefined &&
    I.assumed === undefined;
  if (repeatable && result) I.environment.modules.set(key, { ...result, reads });
  I.home = outer.home;
  I.changedForeign ||= outer.changedForeign;
  I.circle ||= outer.circle;
  if (result?.problem !== undefined) I.gap(result.problem, at);
  return result?.module ?? opaque(located.name, at);
}

function run(I: Interpreter, located: LocatedModule, key: string): Omit<CachedModule, 'reads'> | undefined {
  const scope = new Scope('module', undefined);
  const module = new ModuleValue(located.name, scope, { uri: located.path, start: 0, end: 0 }, I.home, located.path);
  const tree = located.isFolder ? undefined : I.environment.files.parse(located.path);
  prepareModuleScope(module, tree);
  if (located.isFolder) return { module, problem: undefined };
  if (!tree) return undefined;
  I.importing.set(key, module);
  const { writes } = I;
  I.writes = undefined;
  try {
    return { module, problem: execute(I, tree, scope, located.name) };
  } finally {
    I.importing.delete(key);
    I.writes = writes;
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
