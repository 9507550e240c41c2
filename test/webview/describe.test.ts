// What a screen reader says of a node.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fold } from '../../graph/fold';
import { layOut } from '../../graph/layout/layout';
import { describer } from '../../webview/src/describe';
import { outcomesOf } from '../../webview/src/outcomes';
import { dagView, groupView, taskView } from '../graph/sampleView';

test('a node says what it is, what stands around it, and how it would end', async () => {
  const tasks = ['a', taskView('g.b', { group: 'g', triggerRule: 'all_done' }), 'c'];
  const dag = dagView({ tasks, groups: [groupView('g')], edges: ['a>g.b', 'g.b>c', 'a>c'] });
  const { nodes } = await layOut(fold(dag, new Set()));
  const words = nodes.map(describer(dag, undefined));
  assert.match(words[0]!, /^a, EmptyOperator.*, after nothing, before g\.b and c$/);
  assert.match(words[1]!, /trigger rule: all_done.*, after a, before c$/);
  const failed = nodes.map(describer(dag, outcomesOf(dag, { a: { state: 'failed' } })));
  assert.match(failed[2]!, /, after g\.b and a, before nothing, would be upstream_failed$/);
  const folded = await layOut(fold(dag, new Set(['g'])));
  assert.ok(folded.nodes.map(describer(dag, undefined)).some((line) => /^g.*1 tasks?, folded$/.test(line)));
});
