// What several rules ask is found out once: for a file, or for all files of a version of the orchestrator.

import type { RuleInput } from '../rule';

/**
 * What `make` makes, or made before while this file was checked.
 * @param name one for each `make`
 */
export function onceAFile<T>({ memo }: RuleInput, name: string, make: () => T): T {
  return once(memo, name, make);
}

/**
 * What `make` makes from the version alone, or made before for another file.
 * @param name one for each `make`
 */
export function onceAVersion<T>({ versionMemo }: RuleInput, name: string, make: () => T): T {
  return once(versionMemo, name, make);
}

function once<T>(memo: RuleInput['memo'], name: string, make: () => T): T {
  if (memo?.has(name)) return memo.get(name) as T;
  const made = make();
  memo?.set(name, made);
  return made;
}
