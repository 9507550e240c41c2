// What the card of a branch says of its choices.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { skippedBy } from '../../webview/src/skippedBy';
import { dagView, taskView } from '../graph/sampleView';

test('each choice of a branch skips the other ways, but not the join after them', () => {
  const choices = ['full', 'delta'].map((id) => ({ label: `'${id}'`, ids: [id] }));
  const branch = { kind: 'branch' as const, choices, isWhole: true, ignoresTriggerRules: false };
  const join = taskView('join', { triggerRule: 'none_failed_min_one_success' });
  const tasks = [taskView('choose', { branch }), 'full', 'delta', 'after_delta', join];
  const edges = ['choose>full', 'choose>delta', 'delta>after_delta', 'full>join', 'after_delta>join'];
  const dag = dagView({ tasks, edges });
  assert.deepEqual(skippedBy(dag, dag.tasks[0]!, 6), [
    { label: "'full'", skipped: ['delta', 'after_delta'] },
    { label: "'delta'", skipped: ['full'] },
  ]);
  assert.deepEqual(skippedBy(dag, dag.tasks[0]!, 1).length, 1);
  assert.deepEqual(skippedBy(dag, dag.tasks[1]!, 6), []);
});
