// What is wrong with the id of a DAG, a task or a task group, and a right one near to it.

import type { BuildEventKind } from '../../ir/buildEvent';
import type { Finding, RuleInput } from '../rule';
import { eventsOf } from '../rule';
import { fixList, renameFix } from './fixes';
import { fromEvent } from './fromEvent';
import { quoted } from './words';

type InvalidId = Extract<BuildEventKind, { readonly kind: 'invalid-id' }>;
type What = InvalidId['what'];

const NOUN: Readonly<Record<What, string>> = { dag: 'DAG id', task: 'Task id', group: 'Task group id' };

/** Most characters, in Airflow 1.10 to 3.3: `validate_key`, `validate_group_key`. */
const LONGEST: Readonly<Record<What, number>> = { dag: 250, task: 250, group: 200 };

/** The findings about ids of one kind. */
export function* invalidIds(rule: string, what: What, input: RuleInput): Iterable<Finding> {
  for (const event of eventsOf(input.file, 'invalid-id')) {
    if (event.what !== what) continue;
    const message = messageFor(event);
    const written = writtenId(event, input.text.slice(event.at.start, event.at.end));
    const fix =
      event.problem === 'characters' ? renameFix(input, event.at, written, cleaned(written, what)) : undefined;
    yield fromEvent(rule, input, event, { message, ...fixList(fix) });
  }
}

function messageFor({ what, id, problem, type }: InvalidId): string {
  const allowed = `letters, digits, '_', '-'${what === 'group' ? '' : " and '.'"}`;
  switch (problem) {
    case 'characters':
      return `${NOUN[what]} '${id}' must not contain ${quoted(wrongCharacters(id, what), 'or')}. Use only ${allowed}.`;
    case 'empty':
      return `${NOUN[what]} is empty. Give it a name of ${allowed}.`;
    case 'length':
      return `${NOUN[what]} has ${[...id].length} characters; Airflow allows ${LONGEST[what]}. Make it shorter.`;
    case 'type':
      return `${NOUN[what]} must be a string, not ${type ?? 'this value'}. Put it in quotes.`;
  }
}

/** Of a group's id the dots between the groups around it are no mistake, so a dot is named only where nothing else is wrong. */
function wrongCharacters(id: string, what: What): string[] {
  const wrong = [...new Set(id)].filter((character) => !/[\p{L}\p{N}\p{M}_.-]/u.test(character));
  if (what === 'group' && wrong.length === 0) return ['.'];
  return wrong.map((character) => (character < ' ' ? JSON.stringify(character).slice(1, -1) : character));
}

function cleaned(id: string, what: What): string {
  const wrong = what === 'group' ? /[^\p{L}\p{N}_-]+/gu : /[^\p{L}\p{N}_.-]+/gu;
  return id.replace(wrong, '_');
}

/** The id as the source has it: without the prefix of the groups around it. */
function writtenId({ id }: InvalidId, source: string): string {
  const ends = [id, ...[...id.matchAll(/\./g)].map((dot) => id.slice(dot.index + 1))];
  return ends.find((end) => source.includes(`'${end}'`) || source.includes(`"${end}"`)) ?? id;
}
