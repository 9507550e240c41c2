// Where things are drawn: nothing is lost, nothing overlaps, and little moves.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DagView } from '../../core/ir/dagView';
import { fold } from '../../graph/fold';
import { layOut } from '../../graph/layout/layout';
import type { Scene } from '../../graph/scene';
import { sceneFaults } from './faults';
import { FORMS, generatedView, messyView, someGroups } from './randomViews';
import { dagView, edgeView, groupView, taskView } from './sampleView';

function scene(view: DagView, folded: ReadonlySet<string> = new Set(), previous?: Scene): Promise<Scene> {
  return layOut(fold(view, folded), previous);
}

function nodeOf({ nodes }: Scene, id: string) {
  return nodes.find(({ key }) => key === `task:${id}`)!;
}

test('a DAG without tasks is an empty drawing', async () => {
  const { nodes, edges, groups, width, height } = await scene(dagView());
  assert.deepEqual({ nodes, edges, groups }, { nodes: [], edges: [], groups: [] });
  assert.ok(width >= 0 && height >= 0);
});

for (const form of FORMS) {
  for (const grouped of [false, true]) {
    test(`everything is drawn once and nothing overlaps: ${form}${grouped ? ' in groups' : ''}`, async () => {
      for (const count of [3, 10, 60, 300]) {
        const view = generatedView(form, count, grouped);
        assert.deepEqual(sceneFaults(view, await scene(view)), [], `${count} tasks`);
      }
    });
  }
}

test('everything is drawn once and nothing overlaps: random groups, circles, loops and labels, some groups folded', async () => {
  for (let seed = 0; seed < 400; seed++) {
    const view = messyView(seed);
    for (const folded of [new Set<string>(), someGroups(view, seed)]) {
      assert.deepEqual(sceneFaults(view, await scene(view, folded)), [], `seed ${seed}`);
    }
  }
});

test('the same input gives the same scene, and is not written to', async () => {
  const view = generatedView('real', 60, true);
  const before = JSON.stringify(view);
  const [first, second] = [await scene(view), await scene(structuredClone(view))];
  assert.equal(JSON.stringify(first), JSON.stringify(second));
  assert.equal(JSON.stringify(view), before);
});

test('what follows stands to the right, except where a circle closes', async () => {
  const drawn = await scene(dagView({ tasks: ['a', 'b', 'c'], edges: ['a>b', 'b>c', 'c>a'] }));
  const [a, b, c] = ['a', 'b', 'c'].map((id) => nodeOf(drawn, id));
  assert.ok(a!.x + a!.width < b!.x && b!.x + b!.width < c!.x);
});

test('a chain is one straight line', async () => {
  const { edges } = await scene(generatedView('chain', 20, false));
  assert.ok(edges.every(({ points }) => points.every(({ y }) => y === points[0]!.y)));
});

test('a label stands on its line, beside all boxes', async () => {
  const view = dagView({
    tasks: ['pick', 'x', 'y'],
    edges: [edgeView('pick', 'x', { label: 'left' }), edgeView('pick', 'y', { label: 'right' })],
  });
  const { edges, nodes } = await scene(view);
  for (const { label, points } of edges) {
    assert.ok(label);
    assert.ok(points.some(({ x, y }) => Math.abs(y - (label.y + label.height / 2)) < 1 && x >= label.x - 60));
    assert.ok(nodes.every(({ x, width }) => label.x + label.width <= x || x + width <= label.x));
  }
});

test('labels of edges that a folded group merges are told once each', async () => {
  const tasks = ['a', ...['x', 'y', 'z'].map((id) => taskView(`g.${id}`, { group: 'g' }))];
  const edges = [
    edgeView('a', 'g.x', { label: 'one' }),
    edgeView('a', 'g.y', { label: 'two' }),
    edgeView('a', 'g.z', { label: 'one' }),
  ];
  const { edges: drawn } = await scene(dagView({ tasks, groups: [groupView('g')], edges }), new Set(['g']));
  assert.deepEqual(
    drawn.map(({ label }) => label?.text),
    ['one, two'],
  );
});

test('a label never makes a group too narrow, however long', async () => {
  const view = dagView({
    tasks: [taskView('a', { group: 'g' })],
    groups: [groupView('g', undefined, { label: 'a_very_long_label_of_a_small_group' })],
  });
  assert.ok((await scene(view)).groups[0]!.width > 230);
});

test('tasks without dependencies fill rows', async () => {
  const { width, height } = await scene(dagView({ tasks: Array.from({ length: 100 }, (_, index) => `task_${index}`) }));
  assert.ok(width / height > 0.8 && width / height < 4, `${width} × ${height}`);
});

test('one more task moves few others more than two rows, and keeps what stands above what', async () => {
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const view = generatedView('real', 60, seed % 2 === 0, seed);
    const before = await scene(view);
    const after = await scene(withOneMore(view, 30), new Set(), before);
    assert.ok(share(before, after, ({ dy }) => dy <= 136) > 0.85, `seed ${seed}`);
    assert.ok(keepsOrder(before, after) > 0.9, `seed ${seed}: ${keepsOrder(before, after)}`);
  }
});

function withOneMore(view: DagView, at: number): DagView {
  const beside = view.tasks[at]!;
  const added = taskView(`${beside.group === undefined ? '' : `${beside.group}.`}added`, { group: beside.group });
  return { ...view, tasks: [...view.tasks, added], edges: [...view.edges, edgeView(beside.id, added.id)] };
}

function share(before: Scene, after: Scene, holds: (moved: { dx: number; dy: number }) => boolean): number {
  const places = new Map(after.nodes.map((node) => [node.key, node]));
  const moves = before.nodes.map(({ key, x, y }) => ({
    dx: Math.abs(places.get(key)!.x - x),
    dy: Math.abs(places.get(key)!.y - y),
  }));
  return moves.filter(holds).length / moves.length;
}

/** The share of pairs that are still one above the other. */
function keepsOrder(before: Scene, after: Scene): number {
  const places = new Map(after.nodes.map(({ key, y }) => [key, y]));
  let [kept, all] = [0, 0];
  for (const a of before.nodes) {
    for (const b of before.nodes) {
      if (a.y + a.height >= b.y) continue;
      all++;
      if (places.get(a.key)! <= places.get(b.key)!) kept++;
    }
  }
  return kept / all;
}

test('thousands of lines over thousands of layers are laid out in seconds', async () => {
  const chain = generatedView('chain', 3000, false);
  const last = chain.tasks.at(-1)!.id;
  const edges = [...chain.edges, ...chain.tasks.slice(0, -2).map(({ id }) => edgeView(id, last))];
  const view = { ...chain, edges };
  const start = process.cpuUsage();
  const faults = sceneFaults({ ...view, edges: [] }, { ...(await scene(view)), edges: [] });
  assert.ok(process.cpuUsage(start).user < 20e6);
  assert.deepEqual(faults, []);
});

test('5,000 tasks are laid out in seconds', async () => {
  for (const grouped of [false, true]) {
    const view = generatedView('real', 5000, grouped);
    const start = process.cpuUsage();
    await scene(view);
    assert.ok(process.cpuUsage(start).user < 15e6);
  }
});
