// The language itself: what programs leave in `result`, against the Python of this machine.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { evaluateText } from '../support/evaluate';

/** Programs divided by lines `## what they show`. */
const programs = readFileSync('test/eval/programs.py.txt', 'utf8')
  .split(/^## /m)
  .slice(1)
  .map((part) => ({ name: part.slice(0, part.indexOf('\n')), text: part.slice(part.indexOf('\n') + 1) }));

const RECORD = `
import json, sys
def run(text):
    names = {"__name__": "dag", "__file__": "/ws/dag.py"}
    exec(compile(text, "/ws/dag.py", "exec"), names)
    return repr(names["result"])
print(json.dumps([run(text) for text in json.load(sys.stdin)]))
`;

function askPython(): readonly string[] {
  const input = JSON.stringify(programs.map(({ text }) => text));
  const { status, stdout, stderr } = spawnSync('python3', ['-c', RECORD], { input, encoding: 'utf8' });
  assert.equal(status, 0, `python3 is needed for this test: ${stderr}`);
  return JSON.parse(stdout);
}

const expected = askPython();
for (const [index, { name, text }] of programs.entries()) {
  test(name, async () => {
    const { repr, because, gaps, raised } = await evaluateText(text);
    assert.equal(repr, expected[index], because ?? raised ?? gaps.join('; '));
    assert.deepEqual(gaps, []);
  });
}
