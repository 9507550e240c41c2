// Whether the client has commands that code lenses can offer.

import type { ClientFeatures } from './clientFeatures';

/** Has the client any command to offer? */
export function hasLenses({ options: { graphCommand, dagCommands = [], taskCommands = [] } }: ClientFeatures): boolean {
  return graphCommand !== undefined || dagCommands.length + taskCommands.length > 0;
}
