// Syntax problems against CPython's own compile(), recorded for 2,000 mutations of our fixtures (truth/mutations.json).

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { LineIndex } from '../../core/text/lines';
import { fixture, parse } from './parser';

/** `lines` has the line that Python 3.13 and Python 3.11 report, null where one accepts the text. */
interface Mutation {
  readonly file: string;
  readonly edits: readonly (readonly [number, number, string])[];
  readonly lines: readonly (number | null)[];
}

/** The share of refused mutations that we report too, and of those reported on CPython's line, as measured. */
const RECALL = 1;
const SAME_LINE = 0.999;

const bases = new Map<string, string>();

function mutate({ file, edits }: Mutation): string {
  if (!bases.has(file)) bases.set(file, fixture(file));
  let text = bases.get(file)!;
  for (const [start, end, by] of [...edits].sort((a, b) => b[0] - a[0] || b[1] - a[1])) {
    text = text.slice(0, start) + by + text.slice(end);
  }
  return text;
}

test('no false alarm, every refused mutation reported, on the line of CPython', async () => {
  const mutations: Mutation[] = JSON.parse(readFileSync('test/syntax/truth/mutations.json', 'utf8'));
  const falseAlarms: string[] = [];
  const otherLine: string[] = [];
  let refused = 0;
  let reported = 0;
  for (const mutation of mutations) {
    const text = mutate(mutation);
    const first = (await parse(text)).problems[0];
    const line = first && new LineIndex(text).position(first.start).line;
    const told = `${JSON.stringify(mutation)}: line ${line} ${first?.message}`;
    if (mutation.lines.includes(null)) {
      if (first) falseAlarms.push(told);
      continue;
    }
    refused++;
    if (!first) continue;
    reported++;
    if (!mutation.lines.includes(line!)) otherLine.push(told);
  }
  assert.deepEqual(falseAlarms, []);
  assert.ok(refused > 1000, `only ${refused} mutations are refused by Python`);
  assert.ok(reported / refused >= RECALL, `recall ${reported / refused}`);
  assert.ok(1 - otherLine.length / reported >= SAME_LINE, otherLine.join('\n'));
});

test('the fixtures themselves are accepted', async () => {
  for (const name of new Set(
    JSON.parse(readFileSync('test/syntax/truth/mutations.json', 'utf8')).map((row: Mutation) => row.file),
  )) {
    assert.deepEqual((await parse(fixture(name as string))).problems, [], String(name));
  }
});
