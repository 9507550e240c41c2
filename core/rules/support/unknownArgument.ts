// Keyword arguments that a constructor does not take, in words, with a fix.

import type { UnknownArgument } from '../../ir/buildEvent';
import { didYouMean, nearName } from '../../text/nearName';
import { eventsOf, type Finding, type RuleInput } from '../rule';
import { removeKeyword, renameKeyword } from './argumentFixes';
import { fixList, guessed } from './fixes';
import { fromEvent } from './fromEvent';

/** A finding for each unknown argument that `applies`. */
export function* unknownArguments(
  rule: string,
  input: RuleInput,
  applies: (event: UnknownArgument) => boolean,
): Iterable<Finding> {
  for (const event of eventsOf(input.file, 'unknown-argument')) {
    if (!applies(event)) continue;
    const near = event.removedAfter ? event.successor : (event.successor ?? nearName(event.name, event.known));
    const fix = near
      ? guessed(renameKeyword(input, event.at, event.name, near), event.name, event.successor ? undefined : near)
      : event.removedAfter && removeKeyword(input, event.whole, event.name);
    yield fromEvent(rule, input, event, { message: message(input, event, near), ...fixList(fix || undefined) });
  }
}

function message(input: RuleInput, event: UnknownArgument, near: string | undefined): string {
  const { callee, name, removedAfter, comesWith, successor } = event;
  const instead = successor === undefined ? ' Remove it.' : ` Use '${successor}' instead.`;
  if (removedAfter) return `${callee}() has no argument '${name}' since Airflow ${nextLine(removedAfter)}.${instead}`;
  if (comesWith)
    return `${callee}() of Airflow ${input.file.version} has no argument '${name}'; it came with ${comesWith}.${instead}`;
  return `${callee}() of Airflow ${input.file.version} has no argument '${name}'.${didYouMean(near) || ' Remove it, or correct its name.'}`;
}

/** The release line after the last one that had an argument; the history knows lines up to 3.3. */
function nextLine(last: string): string {
  if (last === '1.10') return '2.0';
  if (last === '2.11') return '3.0';
  const [major, minor] = last.split('.').map(Number) as [number, number];
  return `${major}.${minor + 1}`;
}
