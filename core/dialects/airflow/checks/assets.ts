// What Asset() and Dataset() refuse. Read from datasets/__init__.py of 2.4 to 2.11 and definitions/asset of 3.0.0 and 3.3.2, and
// run in 2.11.2 and 3.3.2.

import type { Call, Interpreter } from '../../../eval/interpreter';
import type { Value } from '../../../eval/values';
import type { InvalidAsset } from '../../../ir/buildEvent';
import { atLeast } from '../../../text/version';
import { isGiven } from '../arguments';
import { report, stateOf } from '../state';
import { namePlace } from './argumentNames';

/** Most characters of a name or URI. */
const LONGEST = { Asset: 1500, Dataset: 3000 } as const;

/** Reports a name or URI that this version refuses. `call`: with the class as its first argument. */
export function checkAsset(I: Interpreter, call: Call): void {
  const { version } = stateOf(I);
  if (call.open || !atLeast(version, 2, 4)) return;
  const callee = atLeast(version, 3) ? 'Asset' : 'Dataset';
  const [, first, second] = call.args;
  const [name, uri] =
    callee === 'Asset'
      ? [call.kwargs.get('name') ?? first, call.kwargs.get('uri') ?? second]
      : [undefined, call.kwargs.get('uri') ?? first];
  const note = (argument: 'name' | 'uri', problem: InvalidAsset['problem'], value?: Value): void => {
    const at = value ? namePlace(I, call.at, argument, value) : call.at;
    report(I, { kind: 'invalid-asset', callee, argument, problem, longest: LONGEST[callee] }, at, {
      refuses: 'file',
      from: [value],
    });
  };
  const strange = callee === 'Dataset' ? call.kwargs.get('name') : undefined;
  if (strange) note('name', 'keyword', strange);
  else if (!isGiven(name) && !isGiven(uri)) note('uri', 'missing');
  for (const [argument, value] of [['name', name] as const, ['uri', uri] as const]) {
    const problem = value?.kind === 'str' ? problemOf(value.value, argument, callee, version) : undefined;
    if (problem) note(argument, problem, value);
    if (problem) break;
  }
}

function problemOf(
  text: string,
  argument: 'name' | 'uri',
  callee: 'Asset' | 'Dataset',
  version: string,
): InvalidAsset['problem'] | undefined {
  if (text === '') return 'empty';
  if (text.trim() === '') return 'blank';
  if ([...text].length > LONGEST[callee]) return 'length';
  // Later releases ask for ASCII only where the metadata database is MySQL.
  if (!atLeast(version, 3, 1) && /[^\0-\x7f]/.test(text)) return 'ascii';
  if (argument === 'name' && (text === 'self' || text === 'context')) return 'reserved';
  return /^airflow:/i.test(text) ? 'scheme' : undefined;
}
