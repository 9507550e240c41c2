// Python's own library and its companions, as far as they are modelled.

import type { Value } from '../values';

const MODULES: ReadonlyMap<string, ReadonlyMap<string, Value>> = new Map<string, ReadonlyMap<string, Value>>([]);

/** The names of a modelled module of Python's library; undefined: not modelled. */
export function libraryModule(name: string): ReadonlyMap<string, Value> | undefined {
  return MODULES.get(name);
}
