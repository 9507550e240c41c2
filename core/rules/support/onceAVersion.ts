// What depends on the version of the orchestrator only is found out once for all its files.

import type { RuleInput } from '../rule';

/**
 * What `make` makes from the version alone, or made before for another file.
 * @param name one for each `make`
 */
export function onceAVersion<T>({ versionMemo }: RuleInput, name: string, make: () => T): T {
  if (versionMemo?.has(name)) return versionMemo.get(name) as T;
  const made = make();
  versionMemo?.set(name, made);
  return made;
}
