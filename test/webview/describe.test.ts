// What a screen reader says of a node.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fold } from '../../graph/fold';
import { layOut } from '../../graph/layout/layout';
import type { PaneRun } from '../../protocol/pane';
import { type Described, describer, edgeWords } from '../../webview/src/describe';
import { outcomesOf } from '../../webview/src/outcomes';
import { AT, dagView, edgeView, groupView, taskView } from '../graph/sampleView';

const tasks = ['a', taskView('g.b', { group: 'g', triggerRule: 'all_done' }), 'c'];
const message = "'a' is not before 'c'";
const finding = { rule: 'some-rule', severity: 'error', message, at: AT } as const;
const edges = ['a>g.b', 'g.b>c', edgeView('a', 'c', { label: 'yes', findings: [0] })];
const dag = dagView({ tasks, groups: [groupView('g')], edges, findings: [finding] });

async function wordsOf(described: Omit<Described, 'dag'>, folded: readonly string[] = []) {
  const scene = await layOut(fold(dag, new Set(folded)));
  const words = describer({ dag, ...described });
  return { nodes: scene.nodes.map(words.node), groups: scene.groups.map(words.group) };
}

const PLAIN = { outcomes: undefined, run: undefined };

test('a node says what it is, what stands around it, and what is wrong with its dependencies', async () => {
  const { nodes, groups } = await wordsOf(PLAIN);
  assert.match(
    nodes[0]!,
    /^a, EmptyOperator.*, after nothing, before g\.b and c, dependency a → c, label: yes, 'a' is not/,
  );
  assert.match(nodes[1]!, /trigger rule: all_done.*, after a, before c$/);
  assert.deepEqual(groups, ['g, task group, 1 task: fold']);
});

test('a node says how it would end, and why', async () => {
  const outcomes = outcomesOf(dag, { a: { state: 'failed' } });
  const { nodes } = await wordsOf({ ...PLAIN, outcomes });
  assert.match(nodes[0]!, /, supposed failed/);
  assert.match(nodes[2]!, /, would be upstream_failed: .+/);
  assert.match(
    (await wordsOf({ ...PLAIN, outcomes }, ['g'])).nodes.join('\n'),
    /^g .*1 tasks?, folded, would be 1 success$/m,
  );
});

test('a node says how it is in the run that is shown', async () => {
  const state = 'failed' as const;
  const own = { state, done: 1, count: 1, because: 'exit code 1', simulated: undefined };
  const run = { id: 'r', state, isLive: false, words: 'a run', tasks: { c: own } } satisfies PaneRun;
  assert.match((await wordsOf({ ...PLAIN, run })).nodes[2]!, /, in the run failed, exit code 1$/);
});

test('a dependency says what is written on it and what is wrong with it', () => {
  assert.equal(edgeWords(dag.edges[2]!, dag), `a → c, label: yes, ${message}`);
});
