// Any input ends: steps, depth and sizes are bounded, and what is cut off says so.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Evaluated, evaluateText } from '../support/evaluate';

/** Far beyond what a budget allows; a slow machine needs about a second. */
const LONGEST_MS = 10_000;

/** Programs that would run for ever or fill the memory → how the answer says that it was cut off. */
const ENDLESS: readonly (readonly [program: string, says: RegExp])[] = [
  ['while True:\n    x = 1', /too long/],
  ['n = 0\nwhile True:\n    n += 1\n    for i in range(10000):\n        n = n + i', /takes too long/],
  ['for i in range(10 ** 9):\n    x = i', /too long/],
  ['result = [i for i in range(10 ** 9)]', /too/],
  ['result = [[0 for i in range(9999)] for j in range(9999)]', /too/],
  ['result = "x" * 10 ** 9', /too long/],
  ['result = [0] * 10 ** 9', /too long/],
  ['result = "xy"\nfor i in range(60):\n    result = result + result', /too long/],
  ['result = [1]\nfor i in range(60):\n    result = result + result', /too long/],
  ['def f(n):\n    return f(n + 1)\nresult = f(0)', /too deeply/],
  ['def f(n):\n    return f(n - 1), f(n - 2)\nresult = f(0)', /too/],
  ['def g():\n    while True:\n        yield 1\nresult = list(g())', /too/],
  ['class C:\n    def __getattr__(self, name):\n        return getattr(self, name)\nresult = C().x', /too deeply/],
  ['x = []\nx.append(x)\nresult = str(x)', /./],
  ['from itertools import count\nresult = [n for n in count()]', /./],
  ['result = 10 ** 400', /too large/],
  // Ways within ways, in functions that are long over: their variables need no putting back.
  [
    `import probe\nu = probe.unknown()\ndef f(n):\n    ${Array.from({ length: 60 }, (_, i) => `v${i}`).join(' = ')} = n
    if u:\n        f(n + 1)\n    if u:\n        f(n + 1)\nresult = f(0)`,
    /too/,
  ],
];

function said({ gaps, because, unfinished, repr }: Evaluated): string {
  return [...gaps, because, unfinished, repr].filter((text) => text !== undefined).join('; ');
}

for (const [program, says] of ENDLESS) {
  test(`ends, and says why: ${program.slice(0, 60).replaceAll('\n', '; ')}`, async () => {
    const start = performance.now();
    const answer = await evaluateText(program);
    assert.match(said(answer), says);
    assert.ok(performance.now() - start < LONGEST_MS);
  });
}

test('a function that calls itself for all parts of something unknown is followed once', async () => {
  const answer = await evaluateText(`import probe
def cast(data):
    if isinstance(data, dict):
        if data.get('type') == 'list':
            return [cast(item) for item in data['items']]
        return {name: cast(part) for name, part in data.items()}
    elif isinstance(data, list):
        return [cast(item) for item in data]
    return data
config = cast({'a': [1, {'type': probe.unknown(), 'b': probe.unknown()}]})
result = list(config)`);
  assert.equal(answer.unfinished, undefined);
  assert.equal(answer.repr, "['a']", said(answer));
});

for (const [open, close] of [
  ['(', ')'],
  ['[', ']'],
  ['-', ''],
  ['f(', ')'],
  ['1 + (', ')'],
  ['lambda: ', ''],
] as const) {
  test(`code nested too deeply ends, and what follows is read: ${open}1${close}`, async () => {
    const answer = await evaluateText(`x = ${open.repeat(3000)}1${close.repeat(3000)}\nresult = 1`);
    assert.equal(answer.repr, '1', said(answer));
  });
}

test('what was done before the budget was spent is kept', async () => {
  const { notes, unfinished } = await evaluateText(
    'import probe\nprobe.note("before")\nx = 0\nwhile x < 1:\n    for i in range(10000):\n        y = [i, i]',
  );
  assert.equal(notes[0]?.repr, "'before'");
  assert.match(unfinished ?? '', /too long/);
});
