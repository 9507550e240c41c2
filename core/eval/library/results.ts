// Turns plain results of library functions into values, with their origin and what they stand on.

import type { Origin } from '../../text/span';
import { type Interpreter, LIMITS } from '../interpreter';
import {
  BytesValue,
  type ClassValue,
  FloatValue,
  Instance,
  IntValue,
  ListValue,
  NoneValue,
  TupleValue,
  Unknown,
  type Value,
} from '../values';

/** What a model's body may return: a value, or a text, whole number (int), truth value or nothing (None). */
export type Result = Value | string | number | boolean | undefined;

export function toValue(I: Interpreter, result: Result, at: Origin, from: readonly Value[]): Value {
  switch (typeof result) {
    case 'string':
      return makeStr(I, result, at, from);
    case 'number':
      return makeInt(I, result, at, from);
    case 'boolean':
      return I.bool(result, at, ...from);
    case 'undefined':
      return new NoneValue(at, I.taint(from));
    default:
      return result;
  }
}

/** A str; unknown where it would be larger than the evaluator keeps. */
export function makeStr(I: Interpreter, value: string, at: Origin, from: readonly Value[]): Value {
  if (value.length > LIMITS.size) return new Unknown('the text is too long to keep', at);
  return I.str(value, at, ...from);
}

/** An int; unknown outside ±2^53. */
export function makeInt(I: Interpreter, value: number, at: Origin, from: readonly Value[] = []): Value {
  if (!Number.isSafeInteger(value)) return new Unknown('the number is too large to be computed exactly', at);
  return new IntValue(value === 0 ? 0 : value, at, I.taint(from));
}

export function makeFloat(I: Interpreter, value: number, at: Origin, from: readonly Value[] = []): FloatValue {
  return new FloatValue(value, at, I.taint(from));
}

export function makeBytes(I: Interpreter, value: string, at: Origin, from: readonly Value[] = []): Value {
  if (value.length > LIMITS.size) return new Unknown('the bytes are too many to keep', at);
  return new BytesValue(value, at, I.taint(from));
}

export function makeList(I: Interpreter, items: Value[], at: Origin, from: readonly Value[] = []): Value {
  if (items.length > LIMITS.size) return new Unknown('the list is too long to keep', at);
  I.spend(items.length);
  return new ListValue(items, at, I.home, I.taint(from));
}

export function makeTuple(
  I: Interpreter,
  items: readonly Value[],
  at: Origin,
  from: readonly Value[] = [],
): TupleValue {
  I.spend(items.length);
  return new TupleValue(items, at, I.taint(from));
}

/** An instance of a library class, with the data of its model. */
export function makeInstance(
  I: Interpreter,
  type: ClassValue,
  payload: unknown,
  at: Origin,
  from: readonly Value[] = [],
): Instance {
  const instance = new Instance(type, at, I.home, I.taint(from));
  instance.payload = payload;
  return instance;
}

/** What follows from something unknown: unknown for the same reason. */
export function follows(from: Unknown, text?: string): Unknown {
  return new Unknown(from.because, from.at, { text });
}
