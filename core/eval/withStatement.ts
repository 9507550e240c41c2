// `with`: context managers of libraries, of classes, and of generator functions.

import type { Expr, WithStmt } from '../syntax/ast';
import { assign } from './assign';
import { findAttribute } from './attributes';
import { runFunction } from './callFunction';
import { callWith } from './calls';
import { argumentsOf } from './expressions';
import { type Call, type Interpreter, PythonRaise } from './interpreter';
import type { Completion } from './machine';
import type { Scope } from './scope';
import { catches } from './tryStatement';
import { type FunctionValue, Unknown, type Value } from './values';

/** The mark that `contextlib.contextmanager` leaves on a generator function. */
export const CONTEXT_MANAGER = '<contextmanager>';

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
  const generator = generatorCall(I, item.context, scope);
  if (generator) return throughGenerator(I, generator, body);
  const manager = I.environment.machine.evaluate(I, item.context, scope);
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

interface GeneratorCall {
  readonly callee: FunctionValue;
  readonly call: Call;
}

/** The call of a `@contextmanager` function: its body runs around ours. */
function generatorCall(I: Interpreter, context: Expr, scope: Scope): GeneratorCall | undefined {
  if (context.kind !== 'Call') return undefined;
  if (context.callee.kind !== 'Name' && context.callee.kind !== 'Attribute') return undefined;
  const name = context.callee.kind === 'Name' ? scope.lookup(context.callee.name) : undefined;
  if (context.callee.kind === 'Name' && (name?.kind !== 'function' || !name.attributes.has(CONTEXT_MANAGER)))
    return undefined;
  const callee = name ?? I.environment.machine.evaluate(I, context.callee, scope);
  if (callee.kind === 'function' && callee.attributes.has(CONTEXT_MANAGER)) {
    return { callee, call: argumentsOf(I, context, scope) };
  }
  if (callee.kind === 'method' && callee.callee.kind === 'function' && callee.callee.attributes.has(CONTEXT_MANAGER)) {
    const call = argumentsOf(I, context, scope);
    return { callee: callee.callee, call: { ...call, args: [callee.receiver, ...call.args] } };
  }
  return undefined;
}

function throughGenerator(
  I: Interpreter,
  { callee, call }: GeneratorCall,
  body: (value: Value) => Completion,
): Completion {
  let end: Completion;
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
  try {
    return body(value);
  } finally {
    const exit = findAttribute(I, manager, '__exit__', at);
    if (exit && exit.kind !== 'unknown') callWith(I, exit, [I.none(at), I.none(at), I.none(at)], at);
  }
}

function entered(manager: Value, at: Expr): Value {
  if (manager.kind !== 'unknown') return manager;
  return new Unknown(manager.because, at, manager.path === undefined ? {} : { path: manager.path });
}
