// Calls that reach out while the file is read: each place once, however often the code there is run.

import type { BuildEvent } from '../../ir/buildEvent';
import type { Origin } from '../../text/span';
import type { RuleInput } from '../rule';
import { eventsOf } from '../rule';

export type ParseTimeCall = Extract<BuildEvent, { readonly kind: 'parse-time-call' }>;

/** Scripts and tests speak of Airflow and DAGs too. */
const IN_DAGS_FOLDER = /\/dags\//i;

/** The calls of one kind, in the order in which they are made; none in a file of which one cannot tell that Airflow reads it. */
export function parseTimeCalls(input: RuleInput, reaches: ParseTimeCall['reaches']): ParseTimeCall[] {
  if (input.file.dags.length === 0 && !IN_DAGS_FOLDER.test(input.file.uri)) return [];
  const events = eventsOf(input.file, 'parse-time-call').filter((event) => event.reaches === reaches);
  return oncePerPlace(events);
}

/** The first of those at the same place. */
export function oncePerPlace<T extends { readonly at: Origin }>(items: readonly T[]): T[] {
  const seen = new Set<string>();
  return items.filter(({ at }) => {
    const key = `${at.start} ${at.end}`;
    return !seen.has(key) && seen.add(key);
  });
}
