// `functools.cache` and `lru_cache`: the same arguments give the same result, and the body runs once.

import type { Call, Interpreter } from './interpreter';
import { keyOf } from './keys';
import type { FunctionValue, Value } from './values';

/** What a cached function gives: what it gave for these arguments before, else what `run` gives. */
export function rememberedCall(I: Interpreter, callee: FunctionValue, given: Call, run: () => Value): Value {
  const key = callKey(given);
  if (key === undefined) return run();
  const results = I.remembered.get(callee) ?? new Map<string, Value>();
  I.remembered.set(callee, results);
  const before = results.get(key);
  if (before) return before;
  const result = run();
  results.set(key, result);
  return result;
}

/** Equal for equal arguments given in the same way; undefined where they are not known or cannot be compared. */
function callKey({ args, kwargs, open }: Call): string | undefined {
  if (open) return undefined;
  const keys: string[] = [];
  for (const value of args) {
    const key = keyOf(value);
    if (key === undefined) return undefined;
    keys.push(`${key.length}:${key}`);
  }
  for (const [name, value] of kwargs) {
    const key = keyOf(value);
    if (key === undefined) return undefined;
    keys.push(`${name}=${key.length}:${key}`);
  }
  return keys.join(',');
}
