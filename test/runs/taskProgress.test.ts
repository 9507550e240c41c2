// A mapped task is shown as one: its state, and how many of its instances have ended.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEvent, emptyRecord, type RunEvent, taskProgress, weightiest } from '../../core/runs';
import { started, state } from './events';

function progressAfter(...events: RunEvent[]) {
  const record = events.reduce(applyEvent, emptyRecord('builtin', 'r'));
  return Object.fromEntries(taskProgress(record));
}

test('a task that is not mapped has the state of its instance', () => {
  const { a, b } = progressAfter(started('a', 'b'), state('a', -1, 'running', 1, 0), state('a', -1, 'success', 1, 2));
  assert.deepEqual([a?.state, a?.done, a?.count, a?.end], ['success', 1, 1, '2026-01-01T00:00:02Z']);
  assert.deepEqual([b?.state, b?.done, b?.count, b?.start], ['none', 0, 1, undefined]);
});

test('of a mapped task the state that matters most stands, and its reason', () => {
  const expanded: RunEvent = { kind: 'expanded', taskId: 'a', count: 3 };
  const { a } = progressAfter(
    started('a'),
    expanded,
    state('a', 0, 'success', 1, 1),
    state('a', 1, 'upstream_failed', 0, 2, 'because'),
    state('a', 2, 'running', 2, 3),
  );
  assert.deepEqual([a?.state, a?.done, a?.count, a?.because], ['upstream_failed', 2, 3, 'because']);
  assert.deepEqual([a?.tryNumber, a?.end], [2, undefined]);
});

test('nothing at all is none', () => {
  assert.equal(weightiest([]), 'none');
});
