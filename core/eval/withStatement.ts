// `with`: context managers of libraries, of classes, and of generator functions.

import type { Expr, WithStmt } from '../syntax/ast';
import { assign } from './assign';
import { findAttribute } from './attributes';
import { runFunction } from './callFunction';
import { callWith } from './calls';
import { argumentsOf } from './expressions';
import { type GeneratorCall, generatorBehind } from './generatorManager';
import { type Interpreter, PythonRaise } from './interpreter';
import type { Completion } from './machine';
import type { Scope } from './scope';
import { truth } from './truth';
import { catches } from './tryStatement';
import { Unknown, type Value } from './values';

/** Runs a `with`. */
export function executeWith(I: Interpreter, node: WithStmt, scope: Scope): Completion {
  return enter(I, node, 0, scope);
}

function enter(I: Interpreter, node: WithStmt, index: number, scope: Scope): Completion {
  const item = node.items[index];
  if (!item) return I.environment.machine.execute(I, node.body, scope);
  const body = (value: Value): Completion => {
    if (item.target) assign(I, item.target, value, scope);
    return enter(I, node, index + 1, scope);
  };
  const manager = I.environment.machine.evaluate(I, item.context, scope);
  const generator = generatorBehind(manager);
  if (generator) return throughGenerator(I, generator, body);
  if (manager.kind === 'instance' && manager.type.name === 'suppress' && manager.type.module === 'contextlib')
    return suppressing(I, item.context, scope, () => body(manager));
  return throughObject(I, manager, item.context, body);
}

/** `with suppress(…):` ends at the first exception of these types. */
function suppressing(I: Interpreter, context: Expr, scope: Scope, body: () => Completion): Completion {
  const types = context.kind === 'Call' ? argumentsOf(I, context, scope).args : [];
  const outer = I.catchers;
  I.leftOut++;
  I.catchers = [...outer, types];
  try {
    return body();
  } catch (error) {
    if (!(error instanceof PythonRaise) || !catches(types, error.exception)) throw error;
    return undefined;
  } finally {
    I.catchers = outer;
  }
}

/** Runs a generator, and `body` where it yields first. */
export function throughGenerator<T>(
  I: Interpreter,
  { callee, call }: GeneratorCall,
  body: (value: Value) => T,
): T | undefined {
  let end: T | undefined;
  let entered = false;
  runFunction(I, callee, call, (value) => {
    if (entered) return;
    entered = true;
    end = body(value);
  });
  return end;
}

function throughObject(I: Interpreter, manager: Value, at: Expr, body: (value: Value) => Completion): Completion {
  const known = manager.kind !== 'unknown' && manager.kind !== 'class';
  const enterMethod = known ? findAttribute(I, manager, '__enter__', at) : undefined;
  if (!enterMethod || enterMethod.kind === 'unknown') return I.underUnknownManager(() => body(entered(manager, at)));
  const value = callWith(I, enterMethod, [], at);
  let end: Completion;
  try {
    end = body(value);
  } catch (error) {
    if (swallows(I, manager, error, at)) return undefined;
    throw error;
  }
  leave(I, manager, [I.none(at), I.none(at), I.none(at)], at);
  return end;
}

/** Calls `__exit__`; undefined if the manager's own is not known. */
function leave(I: Interpreter, manager: Value, details: readonly Value[], at: Expr): Value | undefined {
  const exit = findAttribute(I, manager, '__exit__', at);
  return exit && exit.kind !== 'unknown' ? callWith(I, exit, details, at) : undefined;
}

/** Leaves the block at an exception; true if the manager certainly swallows it. */
function swallows(I: Interpreter, manager: Value, error: unknown, at: Expr): boolean {
  const none = I.none(at);
  if (!(error instanceof PythonRaise)) {
    leave(I, manager, [none, none, none], at);
    return false;
  }
  const { exception } = error;
  const type = exception.kind === 'instance' ? exception.type : exception;
  const answer = leave(I, manager, [type, exception, none], at);
  const decided = answer ? truth(I, answer) : false;
  if (decided === undefined) throw new PythonRaise(exception, error.at, false);
  return decided;
}

function entered(manager: Value, at: Expr): Value {
  if (manager.kind !== 'unknown') return manager;
  return new Unknown(manager.because, at, manager.path === undefined ? {} : { path: manager.path });
}
