// The place of a finding: always in the file that was checked, even where the cause stands in another one.

import type { Origin } from '../../text/span';
import { originOf } from '../../text/span';
import type { Finding, RuleInput } from '../rule';

export type Place = Pick<Finding, 'at' | 'related'>;

/**
 * The first of the places that lies in the checked file; if that is not the first one given, the first is told as related.
 * If none does, the start of the file.
 * @param candidates the cause first, then the ways that lead to it
 */
export function placeIn(input: RuleInput, ...candidates: readonly (Origin | undefined)[]): Place {
  const places = candidates.filter((candidate) => candidate !== undefined);
  const at = places.find((place) => place.uri === input.file.uri) ?? { uri: input.file.uri, start: 0, end: 0 };
  const cause = places[0];
  if (cause === undefined || cause === at) return { at: originOf(at) };
  return { at: originOf(at), related: [{ at: originOf(cause), message: 'This is where it is written.' }] };
}
