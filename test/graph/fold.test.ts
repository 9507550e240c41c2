// What is visible of a DAG while groups are folded.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DagView } from '../../core/ir/dagView';
import { fold, foldableGroups, foldedAtFirst, groupsFrom } from '../../graph/fold';
import { generatedView } from './randomViews';
import { dagView, groupView, taskView } from './sampleView';

const GROUPED = dagView({
  tasks: ['a', ...['g.x', 'g.y'].map((id) => taskView(id, { group: 'g' })), taskView('g.h.z', { group: 'g.h' }), 'b'],
  groups: [groupView('g'), groupView('g.h', 'g')],
  edges: ['a>g.x', 'a>g.y', 'g.x>g.h.z', 'g.y>g.h.z', 'g.x>b', 'g.h.z>b', 'a>b'],
});

/** Nodes as `key (parent)`, groups as `key`, edges as `from>to (number)` where a number is more than one. */
function shown(view: DagView, ...folded: string[]): { nodes: string[]; groups: string[]; edges: string[] } {
  const { nodes, groups, edges } = fold(view, new Set(folded));
  const short = (key: string) => key.replace(/^task:/, '').replace(/^group:/, '+');
  return {
    nodes: nodes.map(({ key, parent }) => `${short(key)}${parent ? ` (${short(parent)})` : ''}`),
    groups: groups.map(({ key, depth }) => `${short(key)} ${depth}`),
    edges: edges.map((edge) => {
      const count = edge.edges.length === 1 ? '' : ` (${edge.edges.length})`;
      return `${short(edge.from)}>${short(edge.to)}${count}`;
    }),
  };
}

test('open groups are a tree', () => {
  assert.deepEqual(shown(GROUPED), {
    nodes: ['a', 'g.x (+g)', 'g.y (+g)', 'g.h.z (+g.h)', 'b'],
    groups: ['+g 0', '+g.h 1'],
    edges: ['a>g.x', 'a>g.y', 'g.x>g.h.z', 'g.y>g.h.z', 'g.x>b', 'g.h.z>b', 'a>b'],
  });
});

test('a folded group is one node; edges within vanish, several become one', () => {
  assert.deepEqual(shown(GROUPED, 'g'), {
    nodes: ['a', '+g', 'b'],
    groups: [],
    edges: ['a>+g (2)', '+g>b (2)', 'a>b'],
  });
  const node = fold(GROUPED, new Set(['g'])).nodes.find(({ kind }) => kind === 'foldedGroup');
  assert.ok(node?.kind === 'foldedGroup');
  assert.deepEqual(
    node.tasks.map(({ id }) => id),
    ['g.x', 'g.y', 'g.h.z'],
  );
  assert.equal(node.edges.length, 2);
});

test('the outermost folded group wins, an inner one stands in its open parent', () => {
  assert.deepEqual(shown(GROUPED, 'g', 'g.h'), shown(GROUPED, 'g'));
  assert.deepEqual(shown(GROUPED, 'g.h').nodes, ['a', 'g.x (+g)', 'g.y (+g)', '+g.h (+g)', 'b']);
  assert.deepEqual(shown(GROUPED, 'g.h').edges, ['a>g.x', 'a>g.y', 'g.x>+g.h', 'g.y>+g.h', 'g.x>b', '+g.h>b', 'a>b']);
});

test('a group without tasks is a node, and cannot be opened', () => {
  const view = dagView({ tasks: ['a'], groups: [groupView('e'), groupView('e.f', 'e')] });
  assert.deepEqual(shown(view), { nodes: ['a', '+e'], groups: [], edges: [] });
  assert.deepEqual(foldableGroups(view), []);
  assert.deepEqual(foldableGroups(GROUPED), ['g', 'g.h']);
  assert.deepEqual(
    [0, 1, 2].map((depth) => groupsFrom(GROUPED, depth)),
    [['g', 'g.h'], ['g.h'], []],
  );
});

test('a task that follows itself keeps its edge, but not in a folded group', () => {
  const view = dagView({
    tasks: ['a', taskView('g.b', { group: 'g' })],
    groups: [groupView('g')],
    edges: ['a>a', 'g.b>g.b'],
  });
  assert.deepEqual(shown(view).edges, ['a>a', 'g.b>g.b']);
  assert.deepEqual(shown(view, 'g').edges, ['a>a']);
});

test('edges of unknown tasks, unknown groups, unknown parents and unknown folded ids do no harm', () => {
  const view = dagView({
    tasks: ['a', taskView('b', { group: 'lost' }), taskView('c', { group: 'orphan' })],
    groups: [groupView('orphan', 'nowhere')],
    edges: ['a>gone', 'gone>a', 'a>b', 'b>c'],
  });
  assert.deepEqual(shown(view, 'unheard'), {
    nodes: ['a', 'b', 'c (+orphan)'],
    groups: ['+orphan 0'],
    edges: ['a>b', 'b>c'],
  });
});

test('groups in a circle are cut open at one place', () => {
  const groups = [groupView('y', 'z'), groupView('z', 'x'), groupView('x', 'y')];
  const tasks = ['x', 'y', 'z'].map((group) => taskView(`${group}.t`, { group }));
  const view = dagView({ tasks, groups });
  assert.deepEqual(shown(view), {
    nodes: ['x.t (+x)', 'y.t (+y)', 'z.t (+z)'],
    groups: ['+x 0', '+z 1', '+y 2'],
    edges: [],
  });
  assert.deepEqual(shown(view, 'x').nodes, ['+x']);
});

test('a large DAG is folded at first, a small one is not', () => {
  assert.deepEqual(foldedAtFirst(GROUPED), []);
  const large = generatedView('real', 1000, true);
  const { nodes, groups } = fold(large, new Set(foldedAtFirst(large)));
  assert.deepEqual(groups, []);
  assert.ok(nodes.length < 500);
});
