// The id that was most likely meant: often one without its group's prefix.

import { nearName } from '../../text/nearName';

/**
 * The one known id that was most likely meant.
 * @param within the group that the mention stands in: of several groups with such a task, its own one is meant
 */
export function nearId(id: string, known: readonly string[], within?: string): string | undefined {
  const prefixed = known.filter((candidate) => candidate.endsWith(`.${id}`));
  const own = within === undefined ? undefined : prefixed.find((candidate) => candidate === `${within}.${id}`);
  return own ?? (prefixed.length === 1 ? prefixed[0] : nearName(id, known));
}
