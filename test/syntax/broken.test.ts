// Broken text keeps the rest of the file: statements around a broken one, and the block under a broken header.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LineIndex } from '../../core/text/lines';
import { type Outlined, outlineBlock } from './outline';
import { parse } from './parser';

async function check(text: string, lines: readonly number[], tree: readonly Outlined[]): Promise<void> {
  const { body, problems } = await parse(text);
  const index = new LineIndex(text);
  assert.deepEqual(
    problems.map(({ start }) => index.position(start).line),
    lines,
    problems.map(({ message }) => message).join('; '),
  );
  assert.deepEqual(outlineBlock(body), tree);
}

const HALF_TYPED: readonly (readonly [string, readonly Outlined[]])[] = [
  ['a >> ', ['a']],
  ['foo(', ['foo()']],
  ['foo(x, ', ['foo(x)']],
  ['x = ', ['x']],
  ['x = foo(a, b=', ['x = foo(a, b=ErrorExpr)']],
  ['x.', ['x']],
  ['x = [a, ', ['x = (List a)']],
  ["x = 'abc", ['x = "abc"']],
];

for (const [line, rest] of HALF_TYPED) {
  test(`half-typed ${line}`, async () => {
    const text = `with DAG("a") as dag:\n    a = B()\n    ${line}\n    c = D()\ne = F()\n`;
    const { body } = await parse(text);
    const [block, after] = outlineBlock(body);
    assert.equal(after, 'e = F()');
    assert.ok(block && typeof block !== 'string');
    assert.equal(block[0], 'with DAG("a") as dag');
    const [first, broken, last] = block[1] as Outlined[];
    assert.deepEqual([first, last], ['a = B()', 'c = D()']);
    assert.deepEqual(broken, ['ErrorStmt', rest]);
  });
}

test('a broken header keeps its block', () =>
  check(
    'with DAG("a", schedule=) as dag:\n    a = B()\n    b = C()\nd = 1\n',
    [1],
    [['ErrorStmt', [['with DAG("a", schedule=ErrorExpr) as dag', ['a = B()', 'b = C()']]]], 'd = 1'],
  ));

test('a header without its colon keeps its block', () =>
  check('for x in y\n    a(x)\nb = 1\n', [1], [['ErrorStmt', [['for x in y', ['a(x)'], []]]], 'b = 1']));

test('a broken clause does not take the statement with it', () =>
  check('if a:\n    b\nelif :\n    c\nelse:\n    d\n', [3], [['if a', ['b', 'c'], ['d']]]));

test('a broken decorator keeps its function', () =>
  check('@dag(schedule=)\ndef f():\n    return 1\n', [1], [['@dag(schedule=ErrorExpr) def f() -> -', ['return 1']]]));

test('an argument half typed inside a call over several lines', () =>
  check(
    'a = B(\n    task_id="a",\n    command=,\n)\na >> b\n',
    [3],
    [['ErrorStmt', ['a = B(task_id="a", command=ErrorExpr)']], '(a >> b)'],
  ));

test('a bracket that is never closed ends where the next statement begins', () =>
  check(
    'def f():\n    x = g(1,\n    y = 2\n    return y\n\nz = 3\n',
    [2],
    [['def f() -> -', [['ErrorStmt', ['x = g(1)']], 'y = 2', 'return y']], 'z = 3'],
  ));

test('each broken statement is reported once, and only where it is broken', () =>
  check(
    'a = = 1\nb = 2\nc d\ne = (1,\nf = 3\nprint "x"\n',
    [1, 3, 4, 6],
    [
      ['ErrorStmt', ['a = 1']],
      'b = 2',
      ['ErrorStmt', ['c', 'd']],
      ['ErrorStmt', ['e = (Tuple 1)']],
      'f = 3',
      ['ErrorStmt', ['"x"']],
    ],
  ));
