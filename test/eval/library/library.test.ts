// The library models against real Python: what record.py wrote down for expressions.txt.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import type { PythonParser } from '../../../core/syntax/parse';
import { evaluateText, pythonParser } from './harness';

interface Recorded {
  readonly expression: string;
  readonly repr?: string;
  readonly raises?: string;
}

const FOLDER = 'test/eval/library';
const recorded: readonly Recorded[] = JSON.parse(readFileSync(`${FOLDER}/truth.json`, 'utf8'));
const prelude = readFileSync(`${FOLDER}/prelude.py`, 'utf8');

let parser: PythonParser;
before(async () => {
  parser = await pythonParser();
});

function answer(expression: string) {
  const parts = expression
    .split(' ;; ')
    .map((part) => (/(def|class) /.test(part) ? part.replaceAll('\\n', '\n') : part));
  const last = parts.pop();
  return evaluateText(parser, [prelude, ...parts, `result = (${last})`].join('\n'));
}

test('what is known is what Python says', () => {
  const wrong: string[] = [];
  const unknown: string[] = [];
  for (const { expression, repr, raises } of recorded) {
    const { repr: ours, value, gaps } = answer(expression);
    const because = value?.kind === 'unknown' ? value.because : gaps[0];
    if (ours !== undefined && ours !== repr)
      wrong.push(`${expression}\n  Python: ${repr ?? raises}\n  ours:   ${ours}`);
    if (ours === undefined && repr !== undefined) unknown.push(`${expression}: ${because}`);
  }
  if (process.env.SHOW_UNKNOWN) console.error(`${unknown.join('\n')}\n${unknown.length} of ${recorded.length} unknown`);
  assert.deepEqual(wrong, []);
  assert.ok(unknown.length <= 12, `${unknown.length} of ${recorded.length} are unknown:\n${unknown.join('\n')}`);
});
