// Fixtures with marks under the code.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asExpected, parseFixture } from './markers';

test('one file without a header; markers belong to the code above', () => {
  const { files, expected } = parseFixture('x = 1\n#   ^ error: one\n#^^^ warning: two: three\n');
  assert.deepEqual([...files.keys()], ['dag.py']);
  assert.deepEqual(expected, [
    { path: 'dag.py', line: 1, column: 5, endColumn: 6, severity: 'error', message: 'one' },
    { path: 'dag.py', line: 1, column: 1, endColumn: 5, severity: 'warning', message: 'two: three' },
  ]);
});

test('an indented marker counts columns from the start of the line', () => {
  const { expected } = parseFixture('if x:\n    run()\n    #^^^^ info: here\n    # ^ info: there\n');
  assert.deepEqual(
    expected.map(({ line, column, endColumn }) => [line, column, endColumn]),
    [
      [2, 5, 10],
      [2, 7, 8],
    ],
  );
});

test('several files, and the cursor', () => {
  const { files, cursor } = parseFixture('#- dags/a.py\nx = <|>1\n#- b.py\ny = 2\n');
  assert.deepEqual(
    [...files],
    [
      ['dags/a.py', 'x = 1\n'],
      ['b.py', 'y = 2\n'],
    ],
  );
  assert.deepEqual(cursor, { path: 'dags/a.py', offset: 4 });
});

test('a finding as the markers would say it; one over several lines ends with its first', () => {
  const text = 'f(\n  1)\n';
  const finding = { at: { uri: 'dag.py', start: 0, end: 7 }, severity: 'error', message: 'm' };
  assert.deepEqual(asExpected(finding, 'dag.py', text), {
    path: 'dag.py',
    line: 1,
    column: 1,
    endColumn: 3,
    severity: 'error',
    message: 'm',
  });
});
