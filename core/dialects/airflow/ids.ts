// Which ids Airflow accepts. The same from 1.10 to 3.3: letters of any script, digits, `_`, `-`, and `.` in task and DAG ids.

import type { Interpreter } from '../../eval/interpreter';
import { underlying } from '../../eval/library/underlying';
import { typeName } from '../../eval/operators';
import { StrValue, type Value } from '../../eval/values';
import type { Origin } from '../../text/span';
import type { DagModel } from './model';
import { report, stateOf } from './state';
import { triggerRuleText } from './triggerRules';

// Python's `$` lets one line break pass at the end.
const ID = /^[\p{L}\p{N}_.-]+\n?$/u;
const GROUP_ID = /^[\p{L}\p{N}_-]+\n?$/u;

/** A member of a text enum, or another text in disguise, as the text it is. */
export function idValueOf(value: Value): Value {
  const rule = triggerRuleText(value);
  return rule === undefined || value.kind === 'str' ? underlying(value) : new StrValue(rule, value.at, value.assumed);
}

/** The id's text, or a stand-in where it is not known. */
export function idText(I: Interpreter, value: Value): string {
  if (value.kind === 'str') return value.value;
  return stateOf(I).standIn(value.kind === 'unknown' ? value.text : undefined);
}

/** Reports an id that Airflow refuses. `id` is the whole id, with the prefix of its group. */
export function checkId(
  I: Interpreter,
  what: 'dag' | 'task' | 'group',
  value: Value,
  id: string,
  at: Origin,
  dag?: DagModel,
): void {
  if (value.kind === 'unknown') return;
  const problem = problemOf(what, value, id);
  if (!problem) return;
  const type = problem === 'type' ? typeName(value) : undefined;
  const place = value.at.uri === I.entry ? value.at : at;
  report(I, { kind: 'invalid-id', what, id, problem, type }, place, { dag, refuses: 'file', from: [value] });
}

function problemOf(
  what: 'dag' | 'task' | 'group',
  value: Value,
  id: string,
): 'characters' | 'empty' | 'length' | 'type' | undefined {
  if (value.kind !== 'str') return value.kind === 'instance' ? undefined : 'type';
  if (id === '' || value.value === '') return 'empty';
  const most = what === 'group' ? 200 : 250;
  if (id.length > most && [...id].length > most) return 'length';
  return (what === 'group' ? GROUP_ID : ID).test(what === 'group' ? value.value : id) ? undefined : 'characters';
}
