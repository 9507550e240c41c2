// The task context of the version in force, and the keys that older versions had.

import { contextKeys } from '../../dialects/airflow/templates/contextKeys';
import type { RuleInput } from '../rule';
import { onceAVersion } from './onceAVersion';

/** The keys that a template can use, those of `user_defined_macros` aside. */
export function keysInContext(input: RuleInput): ReadonlySet<string> {
  return onceAVersion(input, 'contextKeys', () => contextKeys(input.file.version));
}

/** The keys that an older version had and this one has not. */
export function keysGoneFromContext(input: RuleInput): ReadonlySet<string> {
  return onceAVersion(input, 'goneContextKeys', () => {
    const present = keysInContext(input);
    return new Set([...contextKeys('2.11'), ...contextKeys('1.10')].filter((key) => !present.has(key)));
  });
}
