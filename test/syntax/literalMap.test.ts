// Every character of a string's value leads back to the source that says it: checked against Python's own reading.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { literalMap } from '../../core/syntax/literalMap';

const LITERALS = [
  `'{{ ds }}'`,
  `"a\\tb {{ x }}\\n"`,
  `r'\\d {{ x }}\\n'`,
  `R"""raw \\n\ntriple"""`,
  `u'\\u00e9{{ x }}\\x41'`,
  `'\\U0001F600{{ x }}'`,
  `'''triple \\\n   goes on {{ x }} ' '' '''`,
  `"""a\n  {{ b }} "quoted" \\" end"""`,
  `'one {{ ' 'x' " }}"`,
  `('one '\n  r'\\two'  # a comment ' "\n  'three\\n')`,
  `'a' \\\n'b'`,
  `''`,
  `('' 'a' '')`,
  `'\\''  "\\""`,
  `'\\101\\60\\0'`,
  `'\\q\\ '`,
  `"it's"`,
];

function pythonValues(sources: readonly string[]): string[] {
  const program =
    'import ast,json,sys,warnings\nwarnings.simplefilter("ignore")\nprint(json.dumps([ast.literal_eval(s) for s in json.load(sys.stdin)]))';
  return JSON.parse(execFileSync('python3', ['-c', program], { input: JSON.stringify(sources), encoding: 'utf8' }));
}

/** What each character of the value maps to, joined; and that the places do not go back. */
function pieces(source: string, value: string): string[] {
  const map = literalMap(`x = ${source}`, { start: 4, end: 4 + source.length }, value);
  assert.ok(map, source);
  let last = 4;
  return Array.from({ length: value.length }, (_, index) => {
    const { start, end } = map(index, index + 1);
    assert.ok(start >= last && end > start && end <= 4 + source.length, `${source} at ${index}: ${start}..${end}`);
    last = start;
    return source.slice(start - 4, end - 4);
  });
}

test('what a character maps to says that character, in Python', () => {
  const values = pythonValues(LITERALS);
  LITERALS.forEach((source, index) => {
    const value = values[index]!;
    const found = pieces(source, value);
    const plain = found.filter((piece, at) => piece.length === 1 && piece !== value[at]);
    assert.deepEqual(plain, [], source);
    assert.deepEqual(
      found.filter((piece) => piece.length > 1 && !piece.startsWith('\\')),
      [],
      source,
    );
  });
});

test('a span over escapes and over two literals', () => {
  const source = `'a\\n{{ ' "x }}"`;
  const map = literalMap(source, { start: 0, end: source.length }, 'a\n{{ x }}');
  assert.deepEqual(map?.(2, 9), { start: 4, end: 14 });
  assert.deepEqual(map?.(1, 2), { start: 2, end: 4 });
  assert.deepEqual(map?.(5, 6), { start: 10, end: 11 });
  assert.deepEqual(map?.(9, 9), { start: 14, end: 14 });
});

test('line ends of two characters are one in the value', () => {
  const source = `'''a\r\n{{ x }}'''`;
  assert.deepEqual(literalMap(source, { start: 0, end: source.length }, 'a\n{{ x }}')?.(5, 6), { start: 9, end: 10 });
});

test('no map for what is no plain literal, or says something else', () => {
  for (const source of [`f'{{ x }}'`, `'a' + 'b'`, `name`, `'a'.format()`, `'a`, `'a' f'b'`, `'b'`]) {
    assert.equal(literalMap(source, { start: 0, end: source.length }, 'ab'), undefined, source);
  }
});
