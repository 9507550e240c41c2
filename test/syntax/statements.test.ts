// Statements: each source with its tree.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Outlined, outlineBlock } from './outline';
import { parse } from './parser';

const STATEMENTS: readonly (readonly [string, Outlined])[] = [
  ['a = b = c, d', 'a = b = (Tuple c d)'],
  ['a, *b = c', '(Tuple a *b) = c'],
  ['(a, [b, c.d]), e[0] = f', '(Tuple (Tuple a (List b c.d)) e[0]) = f'],
  ['x: int = 1', 'x: int = 1'],
  ['x: A[int] | None', 'x: (A[int] | None) = -'],
  ['x //= 2', 'x //= 2'],
  ['x = yield y', 'x = (yield y)'],
  ['del a, b[0]', 'del a, b[0]'],
  ['raise A from b', 'raise A from b'],
  ['assert a, "b"', 'assert a, "b"'],
  ['global a, b', 'Global a, b'],
  ['import a.b as c, d', 'import a.b as c, d as -'],
  ['from ..a.b import (c as d, e,)', 'from 2 a.b import c as d, e as -'],
  ['from . import *', 'from 1  import *'],
  ['from __future__ import annotations', 'from 0 __future__ import annotations as -'],
  ['type X[T] = list[T]', 'TypeAlias'],
  ['type(a).b = c', 'type(a).b = c'],
  ['with a as b, c: pass', ['with a as b, c as -', ['Pass']]],
  ['with (a as b, c): pass', ['with a as b, c as -', ['Pass']]],
  ['with (a, b): pass', ['with a as -, b as -', ['Pass']]],
  ['with (a as b): pass', ['with a as b', ['Pass']]],
  ['with (a): pass', ['with a as -', ['Pass']]],
  ['for a, b in c: pass\nelse: d', ['for (Tuple a b) in c', ['Pass'], ['d']]],
  ['while a: break', ['while a', ['Break'], []]],
  ['if a: b\nelif c: d\nelse: e', ['if a', ['b'], [['if c', ['d'], ['e']]]]],
  [
    'try: a\nexcept (B, C) as d: e\nexcept: f\nelse: g\nfinally: h',
    ['try', ['a'], ['except (Tuple B C) as d', 'e'], ['except - as -', 'f'], ['g'], ['h']],
  ],
  ['try: a\nexcept* B: c', ['try', ['a'], ['except B as -', 'c'], [], []]],
  [
    '@a\n@b(1)\nasync def f[T](x: int, /, y=1, *, z: str = "", **k) -> None:\n    await x',
    ['@a @b(1) async def f(positional-only:x:int normal:y=1 keyword-only:z:str="" kwargs:k) -> None', ['(await x)']],
  ],
  ['async def f(): return [x async for x in y]', ['async def f() -> -', ['return (list x async for x in y)']]],
  ['def f():\n    yield 1', ['generator def f() -> -', ['(yield 1)']]],
  ['def f():\n    g = lambda: (yield)', ['def f() -> -', ['g = (lambda [] (yield -))']]],
  ['class A(B, metaclass=C):\n    x = 1', ['class A(B, metaclass=C)', ['x = 1']]],
  [
    'match a, b:\n    case [1, *_] | {"k": v, **r}: pass\n    case A.B(x, y=-1) as z if z: pass\n    case None | "s" | a.b: pass\n    case _: pass',
    [
      'match (Tuple a b)',
      ['case ([1 *_] | {"k":?v **r}) if -', 'Pass'],
      ['case (A.B(?x y=(- 1)) as z) if z', 'Pass'],
      ['case (None | "s" | a.b) if -', 'Pass'],
      ['case ?_ if -', 'Pass'],
    ],
  ],
];

for (const [source, tree] of STATEMENTS) {
  test(source, async () => {
    assert.deepEqual(outlineBlock((await parse(source)).body), [tree]);
  });
}

test('Windows line ends, tabs and form feeds', async () => {
  const text = 'if a:\r\n\tb = 1 # c\r\n\f\r\nelse:\r\n\tc\r\n';
  const { body, comments, problems } = await parse(text);
  assert.deepEqual(outlineBlock(body), [['if a', ['b = 1'], ['c']]]);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    comments.map(({ start, text: comment }) => [start, comment]),
    [[14, '# c']],
  );
});

test('origins are offsets into the text, also after a byte order mark and old Mac line ends', async () => {
  const text = '\ufeffa = "é𝄞"\rb = c\r';
  const { body } = await parse(text);
  assert.deepEqual(
    body.map(({ start, end }) => text.slice(start, end)),
    ['a = "é𝄞"', 'b = c'],
  );
});
