// `try`: the body is taken to succeed unless something in it certainly raises.

import type { ExceptHandler, TryStmt } from '../syntax/ast';
import { setVariable } from './branching';
import { type Interpreter, PythonRaise } from './interpreter';
import { asClass } from './libraryModules';
import type { Completion } from './machine';
import type { Scope } from './scope';
import type { Value } from './values';

/** Runs a `try`. */
export function executeTry(I: Interpreter, node: TryStmt, scope: Scope): Completion {
  const types = node.handlers.map((handler) => handlerTypes(I, handler, scope));
  let end: Completion;
  try {
    end = guarded(I, node, types, scope);
  } finally {
    const last = node.finalBody.length ? I.environment.machine.execute(I, node.finalBody, scope) : undefined;
    // biome-ignore lint/correctness/noUnsafeFinally: a `return` in Python's `finally` swallows the exception, too
    if (last !== undefined) return last;
  }
  return end;
}

function guarded(
  I: Interpreter,
  node: TryStmt,
  types: readonly (readonly Value[] | undefined)[],
  scope: Scope,
): Completion {
  const outer = I.catchers;
  const conditional = I.conditional;
  try {
    if (types.length) {
      I.leftOut++;
      I.catchers = [...outer, types.includes(undefined) ? undefined : types.flatMap((some) => some ?? [])];
    }
    const end = I.environment.machine.execute(I, node.body, scope);
    I.catchers = outer;
    return end === undefined && node.orElse.length ? I.environment.machine.execute(I, node.orElse, scope) : end;
  } catch (error) {
    I.catchers = outer;
    if (!(error instanceof PythonRaise)) throw error;
    const index = types.findIndex((some) => catches(some, error.exception));
    const handler = node.handlers[index];
    if (!handler) throw error;
    I.conditional = conditional;
    if (handler.name) setVariable(I, scope, handler.name.name, error.exception);
    const handled = I.handled;
    I.handled = error.exception;
    try {
      return I.environment.machine.execute(I, handler.body, scope);
    } finally {
      I.handled = handled;
    }
  }
}

/** What a handler catches; undefined: everything. */
function handlerTypes(I: Interpreter, handler: ExceptHandler, scope: Scope): readonly Value[] | undefined {
  if (!handler.type) return undefined;
  const value = I.environment.machine.evaluate(I, handler.type, scope);
  return (value.kind === 'tuple' || value.kind === 'list' ? value.items : [value]).map(asClass);
}

/** A base class that is not read is caught by its own name and by the most general handlers. */
function mayBe(base: Value, type: Value): boolean {
  if (base.kind !== 'unknown') return false;
  if (type.kind === 'class') return type.name === 'Exception' || type.name === 'BaseException';
  return type.kind === 'unknown' && type.path === base.path;
}

/** True if a handler for these types catches the exception. */
export function catches(types: readonly Value[] | undefined, exception: Value): boolean {
  if (types === undefined) return true;
  return types.some((type) => {
    if (exception.kind === 'instance') return exception.type.mro.some((base) => base === type || mayBe(base, type));
    if (type.kind === 'class') return type.name === 'Exception' || type.name === 'BaseException';
    return (
      type.kind === 'unknown' && exception.kind === 'unknown' && exception.path?.startsWith(type.path ?? '?') === true
    );
  });
}
