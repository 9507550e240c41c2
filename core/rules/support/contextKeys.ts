// Keys of the task context that are gone.

import { byReleaseLine } from '../../dialects/airflow/releaseLines';
import { contextKeys } from '../../dialects/airflow/templates/contextKeys';

/** The keys that an older version had and this one has not. */
export const keysGoneFromContext: (version: string) => ReadonlySet<string> = byReleaseLine((version) => {
  const present = contextKeys(version);
  return new Set([...contextKeys('2.11'), ...contextKeys('1.10')].filter((key) => !present.has(key)));
});
