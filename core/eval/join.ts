// What a variable is after paths that may or may not have been taken come together.

import type { Origin } from '../text/span';
import { LIMITS } from './interpreter';
import { Unknown, type Value } from './values';

/** One value for several possible ones: the value itself if they agree, else an unknown that names them. */
export function join(values: readonly Value[], because: string, at: Origin): Value {
  const options: Value[] = [];
  let closed = true;
  for (const value of values) {
    const parts = value.kind === 'unknown' && value.options?.length ? value.options : [value];
    for (const part of parts) {
      if (part.kind === 'unknown' && part.path === undefined) closed = false;
      if (!options.some((option) => same(option, part))) options.push(part);
    }
  }
  if (options.length === 1) return options[0]!;
  return new Unknown(because, at, options.length <= LIMITS.options || closed ? { options: options.slice(0, 64) } : {});
}

/** Certainly the same value. */
export function same(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  switch (a.kind) {
    case 'none':
    case 'ellipsis':
      return true;
    case 'bool':
    case 'int':
    case 'float':
    case 'str':
    case 'bytes':
      return a.value === (b as typeof a).value;
    case 'unknown':
      return a.path !== undefined && a.path === (b as typeof a).path;
    default:
      return false;
  }
}

/** Applies a function to every possible value of an unknown that is one of a few; else undefined. */
export function overOptions(
  I: { under<T>(because: string, run: () => T): T },
  value: Value,
  apply: (option: Value) => Value,
): Value | undefined {
  if (value.kind !== 'unknown' || !value.options?.length || value.options.length > LIMITS.options) return undefined;
  const { options } = value;
  return I.under(value.because, () => join(options.map(apply), value.because, value.at));
}
