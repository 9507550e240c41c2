// Calling values, for everything that is not the interpreter itself.

import type { Origin } from '../text/span';
import type { Call, Interpreter } from './interpreter';
import type { Value } from './values';

/** For calls without keyword arguments. */
export const NO_KEYWORDS: ReadonlyMap<string, Value> = new Map();

/** Calls a value as Python would; total. */
export function callValue(I: Interpreter, callee: Value, call: Call): Value {
  return I.environment.machine.call(I, callee, call);
}

/** Calls a value with positional arguments only. */
export function callWith(I: Interpreter, callee: Value, args: readonly Value[], at: Origin): Value {
  return callValue(I, callee, positional(args, at));
}

/** A call with positional arguments only. */
export function positional(args: readonly Value[], at: Origin): Call {
  return { args, kwargs: NO_KEYWORDS, open: undefined, at };
}
