// Any text in, an answer out: no exception, no endless time, no dependence on what was parsed before.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type ParsedFile, parsePython } from '../../core/syntax/parse';
import { fixture, parse, parser } from './parser';

const repeat = (piece: string, count: number): string => piece.repeat(count);
const nested = (count: number, line: (depth: number) => string): string =>
  Array.from({ length: count }, (_, depth) => ' '.repeat(depth) + line(depth)).join('\n');

/** Valid Python that nests or grows without end. */
const LONG: Readonly<Record<string, string>> = {
  shifts: `a${repeat(' >> b', 5000)}`,
  additions: `x = "a"${repeat(' + "b"', 5000)}`,
  literals: `x = ${repeat('"a" ', 5000)}`,
  calls: `a${repeat('.b()', 3000)}`,
  subscripts: `a${repeat('[0](1)', 2000)}`,
  elif: `if a:\n  b\n${repeat('elif a:\n  b\n', 2000)}`,
  and: `x = a${repeat(' and b', 5000)}`,
  'and, or': `x = a${repeat(' and b or c', 2500)}`,
  comparisons: `x = a${repeat(' < b', 5000)}`,
  'bit operators': `x = a${repeat(' & b ^ c', 2500)}`,
  assignments: `${repeat('a = ', 3000)}1`,
  not: `x = ${repeat('not ', 5000)}a`,
  powers: `x = a${repeat(' ** b', 3000)}`,
  lambdas: `x = ${repeat('lambda: ', 3000)}1`,
  ternaries: `x = ${repeat('a if b else ', 3000)}1`,
  parentheses: `x = ${repeat('(', 199)}1${repeat(')', 199)}`,
  'f-strings': `x = ${repeat("f'{", 140)}1${repeat("}'", 140)}`,
  'or patterns': `match a:\n  case ${repeat('1 | ', 3000)}2: pass\n`,
  decorators: `${repeat('@a\n', 2000)}def f(): pass`,
  blocks: `${nested(99, () => 'if a:')}\n${' '.repeat(99)}b\n`,
  comments: `x\n${repeat('# a comment\n', 20_000)}y\n`,
  backslashes: repeat('\\\n', 20_000).concat('\nx'),
  'a long string': `x = "${repeat('a', 1_000_000)}"`,
  'a long list': `x = [${repeat('1, ', 50_000)}]`,
};

for (const [name, text] of Object.entries(LONG)) {
  test(`long: ${name}`, async () => {
    const { body, problems } = await parse(text);
    assert.deepEqual(problems, []);
    assert.ok(body.length > 0 && body.every((statement) => statement.kind !== 'ErrorStmt'));
  });
}

/** Text that Python refuses, in amounts that nobody types. */
const HOSTILE: Readonly<Record<string, string>> = {
  'open brackets': repeat('[', 100_000),
  'open calls': repeat('foo(\n', 3000),
  'open calls with arguments': repeat('x = foo(a b\n', 2000),
  'open strings': repeat("x = '\n", 2000),
  'open texts': repeat('x = """\n', 3001),
  'open dicts': repeat('{a b', 150),
  'no operators': repeat('a b\n', 2000),
  'no commas': `(${repeat('a b ', 5000)}`,
  'print print': `f(${repeat('print ', 3000)}`,
  'with with': repeat('with (', 190),
  'else else': repeat('else:\n  x\n', 2000),
  'deep blocks': nested(300, () => 'if a:'),
  'odd indentation': Array.from({ length: 2000 }, (_, i) => `${' '.repeat((i * 7) % 50)}x\n`).join(''),
};

for (const [name, text] of Object.entries(HOSTILE)) {
  test(`hostile: ${name}`, async () => {
    const started = performance.now();
    assert.ok((await parse(text)).problems.length > 0);
    assert.ok(performance.now() - started < 10_000);
  });
}

test('NUL characters, lone surrogates and control characters', async () => {
  for (const text of ['a = 1\0\nb = "\0"\n', 'a = "\ud800"\n\udc00 = 1\n', 'a\u0007b', '\x1b[0m', '\u200b']) {
    const { end, problems } = await parse(text);
    assert.equal(end, text.length);
    assert.ok(problems.length > 0, JSON.stringify(text));
  }
});

const PIECES = [
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ':',
  ',',
  '=',
  '"',
  "'",
  '"""',
  "f'",
  '\\',
  '\n',
  '\n    ',
  '\n\t',
  ' ',
  '#',
  'x',
  '1',
  '>>',
  '@',
];
const WORDS = [
  'def f',
  'class A',
  'with a as b',
  'for x in y',
  'if x',
  'else',
  'try',
  'except',
  'return',
  'lambda',
  'match x',
  'case',
  'async',
  'import',
];
const anyText = fc
  .array(fc.oneof(fc.constantFrom(...PIECES, ...WORDS), fc.string({ unit: 'binary', maxLength: 3 })))
  .map((parts) => parts.join(''));

test('any text is read', async () => {
  const loaded = await parser;
  fc.assert(
    fc.property(anyText, (text) => {
      const file = parsePython(loaded, 'a.py', text);
      file.dispose();
      assert.equal(file.module.end, text.length);
    }),
    { numRuns: 2000 },
  );
});

const FIXTURES = [
  'classic_chain.py',
  'taskflow.py',
  'strings.py',
  'match_async.py',
  'tabs_and_comments.py',
  'operators.py',
];
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(60)),
  insert: fc.oneof(fc.constantFrom('', ...PIECES, ...WORDS, 'a >> b\n', '    '), fc.string({ maxLength: 5 })),
});

test('after any edits the answer is that of a parse from scratch', async () => {
  const loaded = await parser;
  fc.assert(
    fc.property(fc.constantFrom(...FIXTURES), fc.array(edit, { minLength: 1, maxLength: 8 }), (name, edits) => {
      let text = fixture(name);
      let file: ParsedFile = parsePython(loaded, 'a.py', text);
      for (const { at, remove, insert } of edits) {
        const start = Math.floor(at * text.length);
        text = text.slice(0, start) + insert + text.slice(start + remove);
        file = parsePython(loaded, 'a.py', text, file);
        const fresh = parsePython(loaded, 'a.py', text);
        assert.deepEqual(file.module, fresh.module);
        fresh.dispose();
      }
      file.dispose();
    }),
    { numRuns: 300 },
  );
});

test('a file that is disposed twice, or was given up to a next parse, does no harm', async () => {
  const loaded = await parser;
  const first = parsePython(loaded, 'a.py', 'a = 1\n');
  const second = parsePython(loaded, 'a.py', 'a = 12\n', first);
  first.dispose();
  const third = parsePython(loaded, 'a.py', 'a = 123\n', first);
  second.dispose();
  second.dispose();
  third.dispose();
  assert.deepEqual(
    [first, second, third].map(({ module }) => module.end),
    [6, 7, 8],
  );
});
