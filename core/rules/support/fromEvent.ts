// A finding made from what the dialect recorded while it built the DAGs.

import type { BuildEvent } from '../../ir/buildEvent';
import type { Dag } from '../../ir/dag';
import type { Finding, RuleInput } from '../rule';
import { placeIn } from './place';

interface Words extends Pick<Finding, 'message' | 'related' | 'fixes'> {
  /** Where it is not the usual one. */
  readonly severity?: Finding['severity'] | undefined;
}

/**
 * Puts an event in words.
 * An error where the orchestrator in force refuses something because of the event, else a warning, unless the words say otherwise.
 */
export function fromEvent(rule: string, input: RuleInput, event: BuildEvent, words: Words): Finding {
  const dag = dagOf(input, event);
  const place = placeIn(input, event.at, dag?.via, dag?.at);
  const related = [...(place.related ?? []), ...(words.related ?? [])];
  return {
    rule,
    severity: words.severity ?? (event.refuses === undefined ? 'warning' : 'error'),
    at: place.at,
    message: words.message,
    ...(related.length > 0 ? { related } : {}),
    ...(words.fixes ? { fixes: words.fixes } : {}),
    refuses: event.refuses === 'dag' ? event.dag : event.refuses,
  };
}

function dagOf(input: RuleInput, event: BuildEvent): Dag | undefined {
  return event.dag === undefined ? undefined : input.file.dags[event.dag];
}
