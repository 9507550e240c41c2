// Imports across files: the search path, circles, and modules that are remembered and shared.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PythonWorkspace } from '../support/evaluate';

/** Files → what `result` of dag.py is. */
const IMPORTS: Readonly<Record<string, readonly [files: Readonly<Record<string, string>>, repr: string]>> = {
  'a module and its names': [
    { 'dag.py': 'import config\nfrom config import NAME as n\nresult = config.NAME, n', 'config.py': 'NAME = "etl"' },
    "('etl', 'etl')",
  ],
  'a package, its __init__ and a submodule': [
    {
      'dag.py': 'import lib.tables\nfrom lib import VERSION, tables\nresult = VERSION, lib.tables.ALL, tables.ALL',
      'lib/__init__.py': 'VERSION = 2',
      'lib/tables.py': 'ALL = ["a"]',
    },
    "(2, ['a'], ['a'])",
  ],
  'a folder without __init__.py': [
    { 'dag.py': 'from lib.deep.tables import ALL\nresult = ALL', 'lib/deep/tables.py': 'ALL = 1' },
    '1',
  ],
  'relative imports': [
    {
      'dag.py': 'from lib.deep.inner import value\nresult = value',
      'lib/__init__.py': '',
      'lib/base.py': 'BASE = 1',
      'lib/deep/__init__.py': 'HERE = 2',
      'lib/deep/inner.py': 'from ..base import BASE\nfrom . import HERE\nfrom .other import C\nvalue = BASE + HERE + C',
      'lib/deep/other.py': 'C = 4',
    },
    '7',
  ],
  'star imports, with and without __all__': [
    {
      'dag.py': 'from a import *\nfrom b import *\nresult = x, y, "hidden" in globals(), "_own" in globals()',
      'a.py': '__all__ = ["x"]\nx = 1\nhidden = 2',
      'b.py': 'y = 3\n_own = 4',
    },
    '(1, 3, False, False)',
  ],
  'a function sees the names of its own module': [
    { 'dag.py': 'from lib import f\nN = 1\nresult = f()', 'lib.py': 'N = 2\ndef f():\n    return N, __name__' },
    "(2, 'lib')",
  ],
  'importlib.import_module with a name that is known': [
    {
      'dag.py': 'import importlib\nresult = [importlib.import_module(f"jobs.{n}").NAME for n in "ab"]',
      'jobs/a.py': 'NAME = 1',
      'jobs/b.py': 'NAME = 2',
    },
    '[1, 2]',
  ],
  'modules that import each other see what is there so far': [
    {
      'dag.py': 'import a\nresult = a.late()',
      'a.py': 'X = 1\nimport b\nY = 2\ndef late():\n    return b.X, b.f()',
      'b.py': 'from a import X\nimport a\ndef f():\n    return a.Y',
    },
    '(1, 2)',
  ],
};

for (const [name, [files, repr]] of Object.entries(IMPORTS)) {
  test(name, async () => {
    const answer = (await PythonWorkspace.of(files)).evaluate();
    assert.equal(answer.repr, repr, answer.because ?? answer.gaps.join('; '));
  });
}

test('roots are searched in their order; an assumed root makes what comes from it assumed', async () => {
  const files = {
    'dag.py': 'import one, two\nresult = one.X + two.X',
    'first/one.py': 'X = 1',
    'second/one.py': 'X = 10',
    'second/two.py': 'X = 100',
  };
  const first = { path: '/ws/first', assumed: undefined };
  const certain = { path: '/ws/second', assumed: undefined };
  const assumed = { path: '/ws/second', assumed: 'Airflow does not look there' };
  const both = (await PythonWorkspace.of(files, { searchPath: [first, certain] })).evaluate();
  assert.deepEqual([both.repr, both.assumed], ['101', false]);
  const doubtful = (await PythonWorkspace.of(files, { searchPath: [first, assumed] })).evaluate();
  assert.deepEqual([doubtful.repr, doubtful.assumed], ['101', true]);
});

test('a module that is missing from a package of the workspace is caught where the code is prepared for it', async () => {
  const prepared = 'try:\n    from lib.gone import x\nexcept ImportError:\n    x = "fallback"\nresult = x';
  const answer = (await PythonWorkspace.of({ 'dag.py': prepared, 'lib/__init__.py': '' })).evaluate();
  assert.equal(answer.repr, "'fallback'");
  const bare = await PythonWorkspace.of({ 'dag.py': 'from lib.gone import x\nresult = 1', 'lib/__init__.py': '' });
  assert.deepEqual([bare.evaluate().repr, bare.evaluate().raised], ['1', undefined]);
});

test('a module is evaluated once for all who import it', async () => {
  const workspace = await PythonWorkspace.of({
    'dag.py': 'import shared\nresult = shared.X',
    'other.py': 'import shared\nresult = shared.X',
    'shared.py': 'import probe\nprobe.note("run")\nX = 1',
  });
  assert.equal(workspace.evaluate('dag.py').notes.length, 1);
  const other = workspace.evaluate('other.py');
  assert.deepEqual([other.notes.length, other.repr], [0, '1']);
});

test('a module that makes something is evaluated for each who imports it', async () => {
  const workspace = await PythonWorkspace.of({
    'dag.py': 'import shared',
    'shared.py': 'import probe\nprobe.make()\nprobe.note("made")',
  });
  assert.equal(workspace.evaluate().notes.length, 1);
  assert.equal(workspace.evaluate().notes.length, 1);
});

test('what one file changes in a shared module, no other file sees', async () => {
  const changes = `
import shared
shared.items.append("mine")
shared.table["k"] = "mine"
shared.names.add("mine")
shared.Config.level = "mine"
shared.config.level = "mine"
shared.value = "mine"
next(shared.numbers)
result = shared.items, shared.table, sorted(shared.names), shared.Config.level, shared.config.level, shared.value`;
  const looks =
    'import shared\nresult = shared.items, shared.table, sorted(shared.names), shared.Config.level, shared.config.level, shared.value, next(shared.numbers)';
  const workspace = await PythonWorkspace.of({
    'dag.py': changes,
    'other.py': looks,
    'shared.py': `
items, table, names, value, numbers = ["a"], {"k": 1}, {"a"}, 0, iter([1, 2])
class Config:
    level = 1
config = Config()
config.level = 2`,
  });
  const untouched = "(['a'], {'k': 1}, ['a'], 1, 2, 0, 1)";
  assert.equal(workspace.evaluate('other.py').repr, untouched);
  assert.match(workspace.evaluate('dag.py').repr ?? '', /'mine'.*'mine'.*'mine'.*'mine'.*'mine'.*'mine'/);
  assert.equal(workspace.evaluate('other.py').repr, untouched);
});

/** What a file leaves behind must not decide what the next one sees: each asks for the same class by two ways. */
const ASKED_TWICE = 'import helper, base\nresult = helper.is_base(base.Base())';

for (const [what, first, more] of [
  [
    'only perhaps',
    'import elsewhere\nif elsewhere.flag:\n    import base\nimport helper',
    { 'helper.py': 'from base import Base\ndef is_base(x):\n    return isinstance(x, Base)' },
  ],
  [
    'in a circle whose outermost module makes something',
    'import maker',
    {
      'maker.py': 'import probe\nimport base\nimport helper\nprobe.make()',
      'base.py': 'import maker\nclass Base: pass',
      'helper.py': 'from base import Base\ndef is_base(x):\n    return isinstance(x, Base)',
    },
  ],
  [
    'by a module that makes something, and by another one after it',
    'import maker\nimport helper',
    {
      'base.py': 'import probe\nclass Base: pass\nprobe.make()',
      'maker.py': 'import base',
      'helper.py': 'from base import Base\ndef is_base(x):\n    return isinstance(x, Base)',
    },
  ],
] as const)
  test(`a module that was imported ${what} is the same one for all modules of the next file`, async () => {
    const files = { 'base.py': 'class Base: pass', 'first.py': first, 'dag.py': ASKED_TWICE, ...more };
    const workspace = await PythonWorkspace.of(files);
    assert.equal(workspace.evaluate().repr, 'True');
    const again = await PythonWorkspace.of(files);
    again.evaluate('first.py');
    assert.equal(again.evaluate().repr, 'True');
  });

test('a module that raises is a gap wherever it is imported, whoever was first', async () => {
  const workspace = await PythonWorkspace.of({
    'dag.py': 'import outer\nimport broken\nfrom broken import *',
    'outer.py': 'import broken',
    'broken.py': 'raise ValueError("no")',
  });
  const first = workspace.evaluate().gaps;
  assert.equal(first.filter((gap) => gap === 'importing broken raises an error').length, 2);
  assert.deepEqual(workspace.evaluate().gaps, first);
  workspace.evaluate('outer.py');
  assert.deepEqual(workspace.evaluate().gaps, first);
});

test('a module that was edited is evaluated again, and so is what imports it', async () => {
  const workspace = await PythonWorkspace.of({
    'dag.py': 'from middle import X\nresult = X',
    'middle.py': 'from base import X',
    'base.py': 'X = 1',
  });
  assert.equal(workspace.evaluate().repr, '1');
  workspace.write('base.py', 'X = 2');
  assert.equal(workspace.evaluate().repr, '2');
});

test('a module that comes later is found', async () => {
  const workspace = await PythonWorkspace.of({ 'dag.py': 'from later import X\nresult = X' });
  assert.equal(workspace.evaluate().repr, undefined);
  workspace.write('later.py', 'X = 1');
  assert.equal(workspace.evaluate().repr, '1');
});
