// Running statements.

import type { AssertStmt, FunctionDef, IfStmt, RaiseStmt, Stmt } from '../syntax/ast';
import { assign } from './assign';
import { asFarAsAssumed } from './assumed';
import { deleteAttribute } from './attributes';
import { branch, deleteVariable, setVariable } from './branching';
import { callWith } from './calls';
import { defineClass } from './classDefinition';
import { defaultsOf, evaluate, moduleOf } from './expressions';
import { executeImport, executeImportFrom } from './imports';
import { type Interpreter, LIMITS, PythonRaise } from './interpreter';
import { executeFor, executeWhile } from './loops';
import type { Completion } from './machine';
import { executeMatch } from './matchStatement';
import { noteNotTaken } from './notTaken';
import { augmented } from './operators';
import type { Scope } from './scope';
import { deleteItem } from './subscript';
import { truth, whyUndecided } from './truth';
import { executeTry } from './tryStatement';
import { FunctionValue, Unknown, type Value } from './values';
import { executeWith } from './withStatement';

/** See `Machine.execute`. */
export function execute(I: Interpreter, body: readonly Stmt[], scope: Scope): Completion {
  if (I.depth >= LIMITS.depth) {
    I.gap('nested too deeply', body[0]!);
    return undefined;
  }
  I.depth++;
  try {
    for (const statement of body) {
      const end = executeOne(I, statement, scope);
      if (end !== undefined) return end;
    }
    return undefined;
  } finally {
    I.depth--;
  }
}

function executeOne(I: Interpreter, node: Stmt, scope: Scope): Completion {
  I.spend();
  switch (node.kind) {
    case 'ExprStmt':
      evaluate(I, node.value, scope);
      return undefined;
    case 'Assign': {
      const value = evaluate(I, node.value, scope);
      for (const target of node.targets) assign(I, target, value, scope);
      return undefined;
    }
    case 'AnnotatedAssign':
      if (node.value) assign(I, node.target, evaluate(I, node.value, scope), scope);
      return undefined;
    case 'AugmentedAssign': {
      const before = evaluate(I, node.target, scope);
      assign(I, node.target, augmented(I, node.operator, before, evaluate(I, node.value, scope), node), scope);
      return undefined;
    }
    case 'FunctionDef':
      setVariable(I, scope, node.name.name, defineFunction(I, node, scope));
      return undefined;
    case 'ClassDef':
      setVariable(I, scope, node.name.name, defineClass(I, node, scope));
      return undefined;
    case 'Import':
      executeImport(I, node, scope);
      return undefined;
    case 'ImportFrom':
      executeImportFrom(I, node, scope);
      return undefined;
    default:
      return executeFlow(I, node, scope);
  }
}

function executeFlow(I: Interpreter, node: Stmt, scope: Scope): Completion {
  switch (node.kind) {
    case 'If':
      return executeIf(I, node, scope);
    case 'For':
      return executeFor(I, node, scope);
    case 'While':
      return executeWhile(I, node, scope);
    case 'With':
      return executeWith(I, node, scope);
    case 'Try':
      return executeTry(I, node, scope);
    case 'Match':
      return executeMatch(I, node, scope);
    case 'Return':
      return { returned: node.value ? asFarAsAssumed(I, evaluate(I, node.value, scope)) : I.none(node) };
    case 'Break':
      return 'break';
    case 'Continue':
      return 'continue';
    case 'Raise':
      return raise(I, node, scope);
    case 'ErrorStmt':
      return I.environment.machine.execute(I, node.body, scope);
    default:
      executeRare(I, node, scope);
      return undefined;
  }
}

function executeRare(I: Interpreter, node: Stmt, scope: Scope): void {
  switch (node.kind) {
    case 'Global':
      for (const { name } of node.names) scope.declareGlobal(name);
      return;
    case 'Nonlocal':
      for (const { name } of node.names) scope.declareNonlocal(name);
      return;
    case 'Delete':
      for (const target of node.targets) {
        if (target.kind === 'Name') deleteVariable(I, scope, target.name);
        else if (target.kind === 'Subscript')
          deleteItem(I, evaluate(I, target.value, scope), evaluate(I, target.index, scope), target);
        else if (target.kind === 'Attribute')
          deleteAttribute(I, evaluate(I, target.value, scope), target.name.name, target);
      }
      return;
    case 'Assert':
      assertion(I, node, scope);
      return;
    default:
      return;
  }
}

/** An assertion that fails raises only where a `try` is prepared for it: elsewhere Python may be told to ignore it. */
function assertion(I: Interpreter, node: AssertStmt, scope: Scope): void {
  if (truth(I, evaluate(I, node.test, scope)) !== false || !I.isCaught('AssertionError')) return;
  const message = node.message && evaluate(I, node.message, scope);
  I.fail('AssertionError', message?.kind === 'str' ? message.value : '', node, ...(message ? [message] : []));
}

/** The function, through its decorators. */
function defineFunction(I: Interpreter, node: FunctionDef, scope: Scope): Value {
  const decorators = node.decorators.map((decorator) => evaluate(I, decorator, scope));
  const defaults = defaultsOf(I, node.params, scope);
  let value: Value = new FunctionValue(node.name.name, node, scope.enclosing, defaults, moduleOf(scope), node, I.home);
  for (const [index, decorator] of decorators.reverse().entries()) {
    value = callWith(I, decorator, [value], node.decorators[decorators.length - 1 - index]!);
  }
  return value;
}

/** Goes down a chain of `elif` in a loop, so that long chains need no deep stack. */
function executeIf(I: Interpreter, first: IfStmt, scope: Scope): Completion {
  let node = first;
  for (;;) {
    const test = evaluate(I, node.test, scope);
    const answer = truth(I, test);
    if (answer === undefined) return undecided(I, node, test, scope);
    if (test.assumed !== undefined) noteNotTaken(I, answer ? node.orElse : node.body, scope, test.assumed);
    if (answer) return taken(I, node.body, test, scope);
    const [next] = node.orElse;
    if (node.orElse.length !== 1 || next?.kind !== 'If' || test.assumed !== undefined)
      return taken(I, node.orElse, test, scope);
    node = next;
  }
}

function taken(I: Interpreter, body: readonly Stmt[], test: Value, scope: Scope): Completion {
  if (!body.length) return undefined;
  if (test.assumed === undefined) return I.environment.machine.execute(I, body, scope);
  try {
    return I.assuming(test.assumed, () => I.environment.machine.execute(I, body, scope));
  } catch (error) {
    if (!(error instanceof PythonRaise)) throw error;
    I.gap(`would raise an error, but that depends on an assumed value: ${test.assumed}`, error.at);
    return undefined;
  }
}

function undecided(I: Interpreter, node: IfStmt, test: Value, scope: Scope): Completion {
  const because = whyUndecided(test);
  const effects = I.effects;
  const end = branch(I, because, node.test, [
    () => I.environment.machine.execute(I, node.body, scope),
    () => (node.orElse.length ? I.environment.machine.execute(I, node.orElse, scope) : undefined),
  ]);
  if (I.effects !== effects) I.gap(`both ways of this condition are shown: ${because}`, node.test);
  return end;
}

function raise(I: Interpreter, node: RaiseStmt, scope: Scope): never {
  const given = node.exception ? evaluate(I, node.exception, scope) : (I.handled ?? new Unknown('raises again', node));
  const exception = given.kind === 'class' ? callWith(I, given, [], node) : given;
  const cause = node.cause && evaluate(I, node.cause, scope);
  if (cause && exception.kind === 'instance') {
    I.touch(exception);
    exception.attributes.set('__cause__', cause);
  }
  const certain = I.conditional === undefined && I.assumed === undefined;
  throw new PythonRaise(exception, node, certain);
}
