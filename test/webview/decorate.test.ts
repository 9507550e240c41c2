// What stands out in a drawing: the way through the selection, what is looked for, the longest chain, supposed states.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DagView } from '../../core/ir/dagView';
import { fold, taskKey } from '../../graph/fold';
import type { Scene } from '../../graph/scene';
import type { PaneRun } from '../../protocol/pane';
import { type Decoration, decorationOf, type Emphasis } from '../../webview/src/decorate';
import { filterOptions, matches } from '../../webview/src/filters';
import { outcomesOf } from '../../webview/src/outcomes';
import { step } from '../../webview/src/walk';
import { dagView, groupView, taskView } from '../graph/sampleView';

const PLAIN: Emphasis = {
  selected: undefined,
  cursor: [],
  matches: undefined,
  criticalPath: false,
  outcomes: undefined,
  run: undefined,
  marks: {},
};

/** Without places: nodes in a row, each below the one before in its column. */
function sceneOf(dag: DagView, folded: readonly string[] = []): Scene {
  const { nodes, groups, edges } = fold(dag, new Set(folded));
  const box = { x: 0, y: 0, width: 100, height: 40 };
  return {
    direction: 'right',
    width: 1000,
    height: 400,
    nodes: nodes.map((node, index) => ({ ...node, ...box, x: (index % 3) * 150, y: Math.floor(index / 3) * 60 })),
    groups: groups.map((group) => ({ ...group, ...box })),
    edges: edges.map((edge) => ({ ...edge, points: [], direction: 'right' as const, label: undefined })),
  };
}

function classed(decoration: Decoration, name: string): string[] {
  const all = [...decoration.nodes, ...decoration.edges];
  return all.filter(([, classes]) => classes.includes(name)).map(([key]) => key.replace('\n', ' > '));
}

const DIAMOND = dagView({ tasks: ['a', 'b', 'c', 'd', 'e'], edges: ['a>b', 'a>c', 'b>d', 'c>d', 'd>e'] });

test('all before and after the selection stand out with the edges between, the rest steps back', () => {
  const decoration = decorationOf(sceneOf(DIAMOND), { ...PLAIN, selected: 'task:b' });
  assert.deepEqual(classed(decoration, 'is-selected'), ['task:b']);
  assert.deepEqual(classed(decoration, 'is-before'), ['task:a']);
  assert.deepEqual(classed(decoration, 'is-after'), ['task:d', 'task:e']);
  assert.deepEqual(classed(decoration, 'is-way'), ['task:a > task:b', 'task:b > task:d', 'task:d > task:e']);
  assert.deepEqual(classed(decoration, 'is-dimmed'), ['task:c', 'task:a > task:c', 'task:c > task:d']);
});

test('a selection that is folded away dims nothing', () => {
  const dag = dagView({ tasks: [taskView('g.a', { group: 'g' }), 'b'], groups: [groupView('g')], edges: ['g.a>b'] });
  const decoration = decorationOf(sceneOf(dag, ['g']), { ...PLAIN, selected: 'task:g.a', cursor: ['g.a'] });
  assert.deepEqual(classed(decoration, 'is-dimmed'), []);
  assert.deepEqual(classed(decoration, 'is-cursor'), ['group:g'], 'the group stands for its task');
});

test('the longest chain counts the tasks of folded groups, and passes over circles', () => {
  const chain = (dag: DagView, ...folded: string[]) =>
    classed(decorationOf(sceneOf(dag, folded), { ...PLAIN, criticalPath: true }), 'is-chain');
  const group = ['g.x', 'g.y', 'g.z'].map((id) => taskView(id, { group: 'g' }));
  const tasks = ['a', 'b', 'c', 'd', ...group];
  const dag = dagView({ tasks, groups: [groupView('g')], edges: ['a>b', 'b>c', 'c>d', 'a>g.x', 'g.x>d'] });
  assert.deepEqual(chain(dag, 'g'), ['task:a', 'task:d', 'group:g', 'task:a > group:g', 'group:g > task:d']);
  assert.deepEqual(chain(dag), [
    ...['task:a', 'task:b', 'task:c', 'task:d'],
    ...['task:a > task:b', 'task:b > task:c', 'task:c > task:d'],
  ]);
  const circle = dagView({ tasks: ['a', 'b', 'c', 'd'], edges: ['a>b', 'c>d', 'd>c'] });
  assert.deepEqual(chain(circle), ['task:a', 'task:b', 'task:a > task:b']);
});

test('search takes words of id, operator, group and rule; the filter takes what a task is', () => {
  const dag = dagView({
    tasks: [
      taskView('load_orders', { operator: 'BashOperator' }),
      taskView('wait', { operator: 'S3KeySensor', isSensor: true }),
      taskView('report', { triggerRule: 'all_done', findings: [0] }),
    ],
  });
  const found = (search: string, filter: string) => [...(matches(dag, search, filter, undefined) ?? ['all'])];
  assert.deepEqual(found('', ''), ['all']);
  assert.deepEqual(found('ORDERS bash', ''), ['load_orders']);
  assert.deepEqual(found('all_done', ''), ['report']);
  assert.deepEqual(found('', 'operator:S3KeySensor'), ['wait']);
  assert.deepEqual(found('', 'mark:findings'), ['report']);
  assert.deepEqual(found('wait', 'mark:findings'), []);
  const offered = filterOptions(dag, undefined);
  assert.deepEqual(
    offered.Kind!.map(({ label }) => label),
    ['With findings (1)', 'Sensors (1)', 'Other trigger rule (1)'],
  );
});

test('a branch that chooses one way skips the other, and every state but success is written on its node', () => {
  const branch = {
    ...{ kind: 'branch' as const, isWhole: true, ignoresTriggerRules: false },
    choices: [
      { label: "'b'", ids: ['b'] },
      { label: "'c'", ids: ['c'] },
    ],
  };
  const dag = dagView({
    tasks: [taskView('a', { branch }), 'b', 'c', 'd', 'e'],
    edges: ['a>b', 'a>c', 'b>d', 'c>d', 'd>e'],
  });
  assert.equal(outcomesOf(dag, {}), undefined);
  const outcomes = outcomesOf(dag, { a: { state: 'success', choice: 1 } });
  const decoration = decorationOf(sceneOf(dag), { ...PLAIN, outcomes });
  assert.deepEqual(classed(decoration, 'state-success'), ['task:a', 'task:c']);
  assert.deepEqual(
    [...decoration.tags].map(([key, state]) => `${key} ${state}`),
    ['task:a supposed: success', 'task:b skipped', 'task:d skipped', 'task:e skipped'],
  );
  assert.equal(outcomes?.summary, '2 success, 3 skipped');
  assert.deepEqual([...matches(dag, '', 'state:skipped', outcomes)!], ['b', 'd', 'e']);
});

test('a supposition about a task that is gone is none', () => {
  assert.equal(outcomesOf(DIAMOND, { gone: { state: 'failed' } }), undefined);
});

test('arrow keys walk along edges, and between neighbours', () => {
  const scene = sceneOf(DIAMOND);
  const turned: Scene = {
    ...scene,
    direction: 'down',
    nodes: scene.nodes.map((node) => ({ ...node, x: node.y, y: node.x })),
  };
  assert.equal(step(turned, 'task:a', 'down'), 'task:b');
  assert.equal(step(turned, 'task:d', 'up'), 'task:b');
  assert.equal(step(turned, 'task:a', 'right'), 'task:d');
  assert.equal(step(scene, 'task:a', 'right'), 'task:b');
  assert.equal(step(scene, 'task:a', 'left'), undefined);
  assert.equal(step(scene, 'task:d', 'left'), 'task:b');
  assert.equal(step(scene, 'task:a', 'down'), 'task:d');
  assert.equal(step(scene, 'task:d', 'up'), 'task:a');
});

test('the states of a run: of a mapped task how far it is, of a folded group what matters most', () => {
  const dag = dagView({
    tasks: ['a', 'g.b', 'g.c', 'd'].map((id) => taskView(id, id.startsWith('g.') ? { group: 'g' } : {})),
    groups: [groupView('g')],
  });
  const scene = sceneOf(dag, ['g']);
  const one = { done: 1, count: 1, because: undefined, simulated: undefined };
  const run: PaneRun = {
    ...{ id: 'r', state: 'running', isLive: true, words: 'running' },
    tasks: {
      a: { ...one, state: 'running', done: 2, count: 5 },
      'g.b': { ...one, state: 'success' },
      'g.c': { ...one, state: 'failed' },
    },
  };
  const decoration = decorationOf(scene, { ...PLAIN, run });
  assert.deepEqual(
    [classed(decoration, 'state-running'), classed(decoration, 'state-failed').length],
    [[taskKey('a')], 1],
  );
  assert.deepEqual([...decoration.tags.values()].sort(), ['failed 2/2', 'running 2/5']);
  const supposed = decorationOf(scene, { ...PLAIN, run, outcomes: outcomesOf(dag, { d: { state: 'failed' } }) });
  assert.equal(supposed.tags.get(taskKey('d')), 'supposed: failed');
  const marked = decorationOf(scene, { ...PLAIN, marks: { d: 'absent' } });
  assert.deepEqual([...marked.tags], [[taskKey('d'), 'next run: absent']]);
});
