// Expressions: each source with the tree that Python itself makes of it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outline } from './outline';
import { parse } from './parser';

const EXPRESSIONS: readonly (readonly [string, string])[] = [
  ['a >> b >> [c, d]', '((a >> b) >> (List c d))'],
  ['a & b ^ c & d | e', '(((a & b) ^ (c & d)) | e)'],
  ['a ^ b & c', '(a ^ (b & c))'],
  ['-a ** -b', '(- (a ** (- b)))'],
  ['not a in b and c or d', '(or (and (not (a in b)) c) d)'],
  ['a < b <= c is not d not in e', '(a < b <= c is not d not in e)'],
  ['a if b else c if d else e', '(if b a (if d c e))'],
  ['a.b(c, *d, e=f, **g)[h](i)', 'a.b(c, *d, e=f, **g)[h](i)'],
  ['x[1:2, ::3, ...]', 'x[(Tuple (Slice 1 2 -) (Slice - - 3) Ellipsis)]'],
  ['x[a,]', 'x[(Tuple a)]'],
  ['x[a]', 'x[a]'],
  ['(a)', 'a'],
  ['(a,)', '(Tuple a)'],
  ['()', '(Tuple)'],
  ['a, b', '(Tuple a b)'],
  ['[*a.b, *c | d]', '(List *a.b *(c | d))'],
  ['f(*c or d, *a if b else c)', 'f(*(or c d), *(if b a c))'],
  ['{**a, "b": 1}', '(Dict **:a "b":1)'],
  ['{1, *a}', '(Set 1 *a)'],
  ['[x for x in y if a if b for z in x]', '(list x for x in y if a if b for z in x)'],
  ['{k: v for k, v in y}', '(dict k:v for (Tuple k v) in y)'],
  ['f(x for x in y)', 'f((generator x for x in y))'],
  ['lambda a, /, b=1, *c, d, **e: a', '(lambda [positional-only:a normal:b=1 varargs:c keyword-only:d kwargs:e] a)'],
  ['lambda *, a: a', '(lambda [keyword-only:a] a)'],
  ['(a := 1)', '(a := 1)'],
  ['1_000 + 0xff + 0o17 + 0b11', '(((1000 + 255) + 15) + 3)'],
  ['1.5e3 + .5 + 2.', '((1500 + 0.5) + 2)'],
  ['2j', 'Complex'],
  ['True, False, None, ...', '(Tuple true false None Ellipsis)'],
  ['print >>f, x', '(Tuple (print >> f) x)'],
  ['print', 'print'],
  ['match(x)', 'match(x)'],
  ['type(x).y', 'type(x).y'],
];

for (const [source, tree] of EXPRESSIONS) {
  test(source, async () => {
    const { body, problems } = await parse(`x = ${source}\n`);
    assert.deepEqual(problems, []);
    assert.ok(body[0]?.kind === 'Assign' && body.length === 1);
    assert.equal(outline(body[0].value), tree);
  });
}

const STRINGS: readonly (readonly [string, string])[] = [
  [String.raw`'a\tb\x41\u00e9\101\\ \' \q'`, JSON.stringify("a\tbA\u00e9A\\ ' \\q")],
  [String.raw`'\U0001F600'`, JSON.stringify('\u{1F600}')],
  [String.raw`r'a\tb' R"\n"`, String.raw`"a\\tb\\n"`],
  ["'it''s' \"x\"", '"itsx"'],
  ['"""a\r\nb"""', '"a\\nb"'],
  ["'a\\\nb'", '"ab"'],
  [String.raw`b'\x00\xff' b"\n"`, 'b"\\u0000ÿ\\n"'],
  [String.raw`rb'\x'`, String.raw`b"\\x"`],
  ["u'x'", '"x"'],
  ["''", '""'],
  ["f'a{x!r:>{w}}b{{c}}'", 'f<"a" {x!r:f<">" {w}>} "b{c}">'],
  ["f'{x:=5}'", 'f<{x:f<"=5">}>'],
  ["f'{x = }'", 'f<{x = x}>'],
  ["f'{a}' 'b' f'{c:0.2f}'", 'f<{a} "b" {c:f<"0.2f">}>'],
  ['f\'{d["k"]} {f(1)}\'', 'f<{d["k"]} " " {f(1)}>'],
  ['f"{", ".join(a)}"', 'f<{", ".join(a)}>'],
  ["rf'\\d{x}'", 'f<"\\\\d" {x}>'],
  ["f'''\n{\nx\n}'''", 'f<"\\n" {x}>'],
];

for (const [source, tree] of STRINGS) {
  test(`string ${JSON.stringify(source)}`, async () => {
    const { body, problems } = await parse(`x = ${source}\n`);
    assert.deepEqual(problems, []);
    assert.ok(body[0]?.kind === 'Assign' && body.length === 1);
    assert.equal(outline(body[0].value), tree);
  });
}

test('a string without escapes says where its characters stand', async () => {
  const { body } = await parse("x = 'abc'\ny = 'a\\n'\nz = 'a' 'b'\n");
  const values = body.map((statement) => statement.kind === 'Assign' && statement.value);
  assert.deepEqual(
    values.map((value) => value && value.kind === 'String' && [value.verbatim, value.contentStart]),
    [
      [true, 5],
      [false, 15],
      [false, 25],
    ],
  );
});

test('integers beyond 2^53 are marked as inexact', async () => {
  const { body } = await parse('9007199254740991\n9007199254740993\n');
  assert.deepEqual(
    body.map((statement) => statement.kind === 'ExprStmt' && statement.value.kind === 'Int' && statement.value.exact),
    [true, false],
  );
});
