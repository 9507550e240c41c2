// The small language in which library models are written: functions, classes and modules in a line or two each.

import type { Origin } from '../../text/span';
import type { Call, Interpreter } from '../interpreter';
import { overOptions } from '../join';
import {
  ClassValue,
  LIBRARY,
  LIBRARY_HOME,
  type NativeBody,
  NativeFunction,
  PropertyValue,
  StaticMethod,
  Unknown,
  type Value,
} from '../values';
import { type Args, bind, NotKnown, type ParsedSignature, parseSignature, type Signature } from './arguments';
import { follows, type Result, toValue } from './results';

export { Args, NotKnown, type Signature } from './arguments';
export * from './results';
export { underlying } from './underlying';

/** Plain results become values that carry the call's place and whatever their arguments were assumed from. */
export type Body = (I: Interpreter, a: Args) => Result;

/**
 * A library function: `native('pow', ['base', 'exp', 'mod=None'], (I, a) => …)`.
 * Arguments that do not fit, unknown `*args` and unknown values that the body reads make the result unknown.
 * `spoil` then runs first, for functions that would have changed something.
 */
export function native(
  name: string,
  signature: Signature,
  body: Body,
  spoil?: (I: Interpreter, call: Call, because: Unknown) => void,
): NativeFunction {
  let parsed: ParsedSignature | undefined;
  return new NativeFunction(name, (I, call) => {
    I.spend();
    try {
      parsed ??= parseSignature(signature);
      const a = bind(I, name, parsed, call);
      return toValue(I, body(I, a), call.at, a.used);
    } catch (thrown) {
      if (!(thrown instanceof NotKnown)) throw thrown;
      spoil?.(I, call, thrown.value);
      return follows(thrown.value);
    }
  });
}

/** Like `native`, for functions without side effects: an argument that is one of a few values gives one of a few results. */
export function pure(name: string, signature: Signature, body: Body): NativeFunction {
  const inner = native(name, signature, body);
  return new NativeFunction(name, (I, call) => {
    const index = call.args.findIndex((arg) => arg.kind === 'unknown' && arg.options !== undefined);
    const chosen = call.args[index];
    const results =
      chosen && overOptions(I, chosen, (option) => inner.body(I, { ...call, args: call.args.with(index, option) }));
    return results ?? inner.body(I, call);
  });
}

/** A function that takes anything, does nothing that matters, and gives None. */
export function harmless(name: string): NativeFunction {
  return native(name, ['*args', '**kwargs'], () => undefined);
}

/** A function whose result cannot be known, and why, in words for the user. */
export function unknowable(name: string, because: string): NativeFunction {
  return new NativeFunction(name, (_, call) => new Unknown(because, call.at));
}

/** A property of a library class; `read` gets the instance. */
export function property(read: (I: Interpreter, self: Value, at: Origin) => Result): PropertyValue {
  const body: NativeBody = (I, call) => {
    const self = call.args[0]!;
    try {
      return toValue(I, read(I, self, call.at), call.at, [self]);
    } catch (thrown) {
      if (thrown instanceof NotKnown) return follows(thrown.value);
      throw thrown;
    }
  };
  return new PropertyValue(new NativeFunction('property', body), LIBRARY);
}

export interface ClassParts {
  /** Dotted path of the module it is defined in. */
  readonly module: string;
  readonly bases?: readonly (ClassValue | Unknown)[];
  /** Makes an instance; gets the class that was called (this one, or one derived from it), then the arguments. */
  readonly construct?: NativeBody;
  /** Functions that get the instance first. */
  readonly methods?: readonly NativeFunction[];
  readonly classMethods?: readonly NativeFunction[];
  readonly staticMethods?: readonly NativeFunction[];
  readonly attributes?: Readonly<Record<string, Value>>;
}

/** A class of a library. */
export function defineClass(name: string, parts: ClassParts): ClassValue {
  const type = new ClassValue(name, parts.bases ?? [], LIBRARY, LIBRARY_HOME, parts.module);
  type.construct = parts.construct;
  for (const method of parts.methods ?? []) type.attributes.set(method.name, method);
  for (const method of parts.classMethods ?? [])
    type.attributes.set(method.name, new StaticMethod(method, true, LIBRARY));
  for (const method of parts.staticMethods ?? [])
    type.attributes.set(method.name, new StaticMethod(method, false, LIBRARY));
  for (const [key, value] of Object.entries(parts.attributes ?? {})) type.attributes.set(key, value);
  return type;
}

/** A body that binds its arguments (the class itself comes first), for `ClassParts.construct`. */
export function maker(name: string, signature: Signature, body: Body): NativeBody {
  return native(name, signature, body).body;
}

/** The names of a module: functions and classes under their own names, the rest under the given ones. */
export function moduleOf(
  named: readonly (NativeFunction | ClassValue)[],
  others: Readonly<Record<string, Value>> = {},
): ReadonlyMap<string, Value> {
  return new Map<string, Value>([...named.map((value) => [value.name, value] as const), ...Object.entries(others)]);
}
