// Keys of the task context that older versions of Airflow had.

import { contextKeys } from '../../dialects/airflow/templates/contextKeys';

/** True if an older version had the key and this one has not. */
export function isGoneFromContext(key: string, version: string): boolean {
  if (contextKeys(version).has(key)) return false;
  return contextKeys('2.11').has(key) || contextKeys('1.10').has(key);
}
