// A text that must be one of a few, in words, with a fix.

import { didYouMean, nearName } from '../../text/nearName';
import { eventsOf, type Finding, type RuleInput } from '../rule';
import { fixList, likelyFix } from './fixes';
import { fromEvent } from './fromEvent';
import { quoted } from './words';

/** A finding for each wrong text of one kind. */
export function* invalidChoices(rule: string, input: RuleInput, of: 'sensor mode' | 'weight rule'): Iterable<Finding> {
  for (const event of eventsOf(input.file, 'invalid-choice')) {
    if (event.of !== of) continue;
    const near = nearName(event.value, event.allowed);
    const advice = didYouMean(near) || ` Use ${quoted(event.allowed, 'or')}.`;
    yield fromEvent(rule, input, event, {
      message: `Airflow has no ${of} '${event.value}'.${advice}`,
      ...fixList(likelyFix(input, event.at, event.value, near)),
    });
  }
}
