// Evaluating one file: the entry of this folder.

import type { ModuleNode, Stmt } from '../syntax/ast';
import { assignAttribute, lookUpAttribute } from './attributeLookup';
import { call } from './callFunction';
import { evaluate } from './expressions';
import { BudgetExceeded, type Environment, Interpreter, PythonRaise } from './interpreter';
import { BUILTINS } from './library/builtins';
import { libraryModule } from './library/index';
import type { Machine } from './machine';
import { Scope } from './scope';
import { execute } from './statements';
import { ModuleValue } from './values';
import { prepareModuleScope } from './workspaceModules';

const MACHINE: Machine = { call, findAttribute: lookUpAttribute, setAttribute: assignAttribute, evaluate, execute };

export interface Evaluation {
  readonly module: ModuleValue;
  readonly interpreter: Interpreter;
  /** The exception that certainly ends the file, if one does. */
  readonly raised: PythonRaise | undefined;
  /** Why evaluation was given up half-way, if it was. */
  readonly unfinished: string | undefined;
}

export type EvaluationInput = Omit<Environment, 'machine' | 'builtins' | 'library'>;

/**
 * Evaluates a parsed file. Total: whatever the file holds, an answer comes within the budget.
 * `use` sees the result before changes to shared modules are undone; only plain data may leave it.
 */
export function evaluateModule<T>(
  input: EvaluationInput,
  tree: ModuleNode,
  prepare: (I: Interpreter) => void,
  use: (evaluation: Evaluation) => T,
): T {
  const interpreter = new Interpreter(
    { ...input, machine: MACHINE, builtins: BUILTINS, library: libraryModule },
    tree.uri,
  );
  prepare(interpreter);
  const stem = tree.uri.slice(tree.uri.lastIndexOf('/') + 1).replace(/\.py$/, '');
  const module = new ModuleValue(stem, new Scope('module', undefined), tree, interpreter.home, tree.uri);
  prepareModuleScope(module, tree);
  interpreter.importing.set(tree.uri, module);
  try {
    return use({ module, interpreter, ...run(interpreter, tree, module) });
  } finally {
    interpreter.restore();
  }
}

function run(I: Interpreter, tree: ModuleNode, module: ModuleValue): Pick<Evaluation, 'raised' | 'unfinished'> {
  try {
    for (const statement of tree.body) topLevel(I, statement, module.scope);
    return { raised: undefined, unfinished: undefined };
  } catch (error) {
    if (error instanceof PythonRaise) return { raised: error, unfinished: undefined };
    if (error instanceof BudgetExceeded) return { raised: undefined, unfinished: error.because };
    // The JavaScript stack ran out: the file is nested beyond what the depth limit foresaw.
    if (error instanceof RangeError) return { raised: undefined, unfinished: 'the code is nested too deeply' };
    throw error;
  }
}

/** An error that may not happen ends only its own statement. */
function topLevel(I: Interpreter, statement: Stmt, scope: Scope): void {
  try {
    execute(I, [statement], scope);
  } catch (error) {
    if (!(error instanceof PythonRaise) || error.certain) throw error;
    I.gap('would raise an error, but that depends on something that is not known', error.at);
  } finally {
    I.conditional = undefined;
    I.assumed = undefined;
  }
}
