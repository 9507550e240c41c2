// Which tasks can run at the same time.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inWaves } from '../../core/runs';

/** `c: a b` → the task c after a and b. */
function waves(...lines: readonly string[]): string[] {
  const tasks = lines.map((line) => {
    const [id = '', before = ''] = line.split(':');
    return { id, upstream: before.split(' ').filter(Boolean) };
  });
  return inWaves(tasks).map((wave) => wave.map(({ id }) => id).join(' '));
}

test('a task is in the wave after the last of those before it', () => {
  assert.deepEqual(waves('a', 'b: a', 'c', 'd: b c', 'e: a'), ['a c', 'b e', 'd']);
});

test('what comes before and is not among the tasks counts as done', () => {
  assert.deepEqual(waves('b: a', 'c: b'), ['b', 'c']);
});

test('tasks in a cycle come last', () => {
  assert.deepEqual(waves('a', 'b: c', 'c: b', 'd: c'), ['a', 'b c d']);
});

test('no tasks, no waves', () => {
  assert.deepEqual(waves(), []);
});
