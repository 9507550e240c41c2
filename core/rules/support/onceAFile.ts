// What several rules ask of the same file is found out once.

import type { RuleInput } from '../rule';

/**
 * What `make` makes, or made before while this file was checked.
 * @param name one for each `make`
 */
export function onceAFile<T>({ memo }: RuleInput, name: string, make: () => T): T {
  if (memo?.has(name)) return memo.get(name) as T;
  const made = make();
  memo?.set(name, made);
  return made;
}
