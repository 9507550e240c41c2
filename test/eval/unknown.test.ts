// What is not known: it has a reason, evaluation goes on, and what depends on it is conditional or assumed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluateText, type Note } from '../support/evaluate';

const PROBE = 'import probe\nu = probe.unknown()\n';

/** `repr` of each note, followed by `?` where it is conditional and `~` where it is assumed. */
function told(notes: readonly Note[]): string[] {
  return notes.map(
    ({ repr, conditional, assumed }) => `${repr ?? 'unknown'}${conditional ? '?' : ''}${assumed ? '~' : ''}`,
  );
}

/** Programs after `u = <unknown>` → why `result` is not known. */
const UNKNOWN: readonly (readonly [program: string, because: RegExp])[] = [
  ['result = u', /a probe that is not known/],
  ['result = u.name["key"][0].more', /a probe that is not known/],
  ['result = u + 1', /a probe that is not known/],
  ['result = -u', /a probe that is not known/],
  ['result = u < 3', /a probe that is not known/],
  ['result = u(1, x=2)', /a probe that is not known/],
  ['result = f"{u}_etl"', /a probe that is not known/],
  ['result = "%s_etl" % u', /a probe that is not known/],
  ['result = [1, 2][u]', /a probe that is not known/],
  ['result = int(u)', /a probe that is not known/],
  ['result = {"a": 1}.get(u)', /a probe that is not known/],
  ['import cloud\nresult = cloud.storage.Client().list()', /cloud\.storage\.Client.* not read/],
  ['def f():\n    return f()\nresult = f()', /too deeply/],
  ['from cloud import first\nseen = {first([1])}\nresult = first([2]) in seen', /in|cloud/],
  ['result = undefined_name', /undefined_name/],
];

for (const [program, because] of UNKNOWN) {
  test(`not known, with the reason: ${program.replaceAll('\n', '; ')}`, async () => {
    const answer = await evaluateText(`${PROBE}${program}`);
    assert.equal(answer.repr, undefined);
    assert.match(answer.because ?? '(no reason)', because);
    assert.equal(answer.raised, undefined);
  });
}

/** Programs after `u = <unknown>` → what is known all the same. */
const KNOWN: readonly (readonly [program: string, repr: string])[] = [
  ['result = u and False or "x"', "'x'"],
  ['result = len([u, u])', '2'],
  ['a, b = 1, u\nresult = a', '1'],
  ['result = {"k": u, "l": 2}["l"]', '2'],
  ['x = 1\nif u:\n    y = 2\nresult = x', '1'],
  ['if u:\n    result = "same"\nelse:\n    result = "same"', "'same'"],
  ['def f():\n    if u:\n        raise ValueError("no")\n    return 3\nresult = f()', '3'],
  ['raise_it = u\nif raise_it:\n    raise SystemExit\nresult = "on it goes"', "'on it goes'"],
  ['result = "a" if u else "a"', "'a'"],
  ['from more_itertools import first, last\nresult = first([1, u]), last("ab"), first([], 7)', "(1, 'b', 7)"],
  [
    'def f():\n    for x in [1, 2]:\n        if u:\n            return 3\n    raise ValueError("no")\nresult = f()',
    '3',
  ],
  [
    'def f():\n    while True:\n        if u:\n            return 3\n        break\n    raise ValueError("no")\nresult = f()',
    '3',
  ],
];

for (const [program, repr] of KNOWN) {
  test(`known all the same: ${program.replaceAll('\n', '; ')}`, async () => {
    assert.equal((await evaluateText(`${PROBE}${program}`)).repr, repr);
  });
}

/** Programs after `u = <unknown>` in which an error, or a line, depends on `u`: none of them certainly raises. */
const IN_DOUBT: readonly string[] = [
  'xs = []\nif u:\n    xs.append(1)\nif xs:\n    raise ValueError(xs)',
  'xs = []\nif u:\n    xs.append(1)\nfor x in xs:\n    raise ValueError(x)',
  'xs = [0]\nif u:\n    xs.clear()\nif not xs:\n    raise ValueError(xs)',
  'xs = [k for k in (1, 2) if k not in u]\nif xs:\n    raise ValueError(xs)',
  'xs = [k for k in (1, 2) if k not in u]\nif any(x > 1 for x in xs):\n    raise ValueError(xs)',
  'xs = [k for k in (1, 2) if k not in u]\nif 1 in xs:\n    raise ValueError(xs)',
  'xs = [k for k in (1, 2) if k not in u]\nif xs[0] == 1:\n    raise ValueError(xs)',
  'ys = [y for y in [k for k in (1, 2) if k in u]]\nif ys:\n    raise ValueError(ys)',
  'd = {}\nif u:\n    d["a"] = 1\nif "a" in d:\n    raise ValueError(d)',
  'd = {"a": 0}\nif u:\n    d["a"] = 1\nif d["a"]:\n    raise ValueError(d)',
  'def check(errors):\n    if not u:\n        errors.append("no")\nerrors = []\ncheck(errors)\nif errors:\n    raise ValueError(errors)',
  'from settings import DEBUG\nif DEBUG:\n    raise ValueError("no")',
  'import settings\nif settings.debug:\n    raise ValueError("no")',
];

for (const program of IN_DOUBT) {
  test(`not certain to raise: ${program.replaceAll('\n', '; ')}`, async () => {
    assert.equal((await evaluateText(`${PROBE}${program}`)).raised, undefined);
  });
}

test('a container that was made and filled under the same condition is certain in it', async () => {
  const { notes } = await evaluateText(`${PROBE}
for name in u:
    xs = []
    xs.append(name)
    if xs:
        probe.note("filled")
    else:
        probe.note("empty")`);
  assert.deepEqual(told(notes), ["'filled'?"]);
});

test('what a condition adds to a list is drawn, once', async () => {
  const { notes } = await evaluateText(`${PROBE}
xs = ["a"]
if u:
    xs.append("b")
for x in xs:
    probe.note(x)`);
  assert.deepEqual(told(notes), ["'a'?", "'b'?"]);
});

/** Programs after `u = <unknown>` → the values that `result` may have. */
const OPTIONS: readonly (readonly [program: string, options: readonly string[]])[] = [
  ['if u:\n    result = 1\nelse:\n    result = 2', ['1', '2']],
  ['result = 1\nif u:\n    result = 2', ['2', '1']],
  ['result = "a" if u else "b"', ["'a'", "'b'"]],
  ['if u == 1:\n    result = 1\nelif u == 2:\n    result = 2\nelse:\n    result = 3', ['1', '2', '3']],
  ['def f():\n    if u:\n        return 1\n    return 2\nresult = f()', ['1', '2']],
  ['x = "a" if u else "b"\nresult = x + "c"', ["'ac'", "'bc'"]],
  ['x = [1] if u else [2]\nresult = x[0]', ['1', '2']],
  ['match u:\n    case 1:\n        result = "one"\n    case _:\n        result = "other"', ["'one'", "'other'"]],
];

for (const [program, options] of OPTIONS) {
  test(`one of a few: ${program.replaceAll('\n', '; ')}`, async () => {
    const answer = await evaluateText(`${PROBE}${program}`);
    assert.deepEqual([...(answer.options ?? [])].sort(), [...options].sort());
  });
}

test('both ways of an unknown condition are taken, conditionally; what follows is certain again', async () => {
  const { notes } = await evaluateText(`${PROBE}
if u:
    probe.note("then")
else:
    probe.note("else")
probe.note("after")`);
  assert.deepEqual(told(notes), ["'then'?", "'else'?", "'after'"]);
});

test('a loop over an unknown runs its body once, conditionally', async () => {
  const { notes } = await evaluateText(`${PROBE}
for x in u:
    probe.note("body")
for x in ["a", *u]:
    probe.note(x)
probe.note("after")`);
  assert.deepEqual(told(notes), ["'body'?", "'a'", 'unknown?', "'after'"]);
});

test('after a return on an unknown way the rest of the function is conditional, its caller is not', async () => {
  const { notes } = await evaluateText(`${PROBE}
def f():
    if u:
        return
    probe.note("rest")
f()
probe.note("caller")`);
  assert.deepEqual(told(notes), ["'rest'?", "'caller'"]);
});

test('a condition on a version constant is decided', async () => {
  const { notes } = await evaluateText(`import probe
from tests_common import NEWER
if NEWER:
    probe.note("newer")
else:
    probe.note("older")`);
  assert.deepEqual(told(notes), ["'newer'"]);
});

test('a value taken from an assumption draws, and stays assumed through what is made of it', async () => {
  const { notes, assumed, repr } = await evaluateText(`import probe
env = probe.assume("dev")
result = f"{env.upper()}_etl".split("_")[0]
if env == "dev":
    probe.note("dev")
else:
    probe.note("prod")
probe.note("after")`);
  assert.deepEqual([repr, assumed], ["'DEV'", true]);
  assert.deepEqual(told(notes), ["'dev'~", "'after'"]);
});

test('an assumption is never the reason for an error', async () => {
  const under = 'import probe\nflag = probe.assume(True)\n';
  assert.equal((await evaluateText(`${under}if flag:\n    raise ValueError("no")`)).raised, undefined);
  assert.equal((await evaluateText(`${under}x = 1 / (1 - int(flag))`)).raised, undefined);
  assert.equal((await evaluateText('raise ValueError("no")')).raised, 'ValueError');
  assert.equal((await evaluateText('x = 1 / 0')).raised, 'ZeroDivisionError');
});

test('environment variables of the settings are assumed, others are not known but true', async () => {
  const program = 'import os\nresult = os.environ["DEPLOY"]';
  const given = await evaluateText(program, { variables: { DEPLOY: 'test' } });
  assert.deepEqual([given.repr, given.assumed], ["'test'", true]);
  assert.equal((await evaluateText(program)).repr, undefined);
  const branches = 'import os, probe\nif os.environ["DEPLOY"]:\n    probe.note("then")\nelse:\n    probe.note("else")';
  assert.deepEqual(told((await evaluateText(branches)).notes), ["'then'"]);
});

test('a default draws, but only as an assumption', async () => {
  const answer = await evaluateText('import os\nresult = os.getenv("DEPLOY", "dev")');
  assert.deepEqual([answer.repr, answer.assumed], ["'dev'", true]);
});

test('try takes its body, unless that certainly raises', async () => {
  const libraries = 'try:\n    import fast_json as json\n    result = 1\nexcept ImportError:\n    result = 2';
  assert.equal((await evaluateText(libraries)).repr, '1');
  const removed = 'try:\n    import removed_library\n    result = 1\nexcept ImportError:\n    result = 2';
  assert.equal((await evaluateText(removed)).repr, '2');
  const certain = 'try:\n    {}["a"]\n    result = 1\nexcept KeyError:\n    result = 2';
  assert.equal((await evaluateText(certain)).repr, '2');
});

test('an error outside of try is a gap, and evaluation goes on', async () => {
  const answer = await evaluateText('x = {}["a"]\nresult = 1');
  assert.equal(answer.repr, '1');
  assert.equal(answer.raised, undefined);
  assert.match(answer.gaps.join(), /KeyError/);
});
