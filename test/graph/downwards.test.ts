// Drawn downwards: as it is to the right, with what leads to what from top to bottom.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fold } from '../../graph/fold';
import { layOut } from '../../graph/layout/layout';
import { arrowHead } from '../../graph/layout/path';
import { groupFigure } from '../../graph/shapes';
import { sceneFaults } from './faults';
import { FORMS, generatedView, messyView, someGroups } from './randomViews';
import { dagView, groupView, taskView } from './sampleView';

test('everything is drawn once and nothing overlaps', async () => {
  for (const form of FORMS) {
    for (const count of [3, 10, 60]) {
      const view = generatedView(form, count, true);
      const drawn = await layOut(fold(view, new Set()), undefined, 'down');
      assert.deepEqual(sceneFaults(view, drawn), [], `${form}, ${count} tasks`);
    }
  }
  for (let seed = 0; seed < 100; seed++) {
    const view = messyView(seed);
    const drawn = await layOut(fold(view, someGroups(view, seed)), undefined, 'down');
    assert.deepEqual(sceneFaults(view, drawn), [], `seed ${seed}`);
  }
});

test('what follows stands below, and the label of a group above its tasks', async () => {
  const tasks = ['a', taskView('a_group_with_a_long_name.b', { group: 'a_group_with_a_long_name' }), 'c'];
  const edges = ['a>a_group_with_a_long_name.b', 'a_group_with_a_long_name.b>c'];
  const view = dagView({ tasks, edges, groups: [groupView('a_group_with_a_long_name')] });
  const { nodes, groups, edges: lines } = await layOut(fold(view, new Set()), undefined, 'down');
  const [a, b, c] = nodes;
  assert.ok(a!.y + a!.height < b!.y && b!.y + b!.height < c!.y);
  const [frame] = groups;
  assert.ok(b!.y - frame!.y >= 30, 'room for the label');
  assert.ok(frame!.width >= 160, 'as wide as the label');
  const [line] = lines;
  assert.deepEqual(line!.points[0], { x: a!.x + a!.width / 2, y: a!.y + a!.height });
  assert.match(arrowHead(line!.points, 'down'), new RegExp(`^M${b!.x + b!.width / 2},${b!.y}L`));
});

test('the label of a group hides no arrow at its tasks', async () => {
  const [outer, inner] = ['a_group_with_a_long_name', 'a_group_with_a_long_name.and_one_within_it'];
  const within = (group: string, name: string) => taskView(`${group}.${name}`, { group });
  const tasks = ['a', within(outer, 'b'), within(inner, 'c'), within(inner, 'd'), 'e'];
  const edges = [`a>${outer}.b`, `a>${inner}.c`, `${outer}.b>${inner}.d`, `${inner}.c>e`];
  const view = dagView({ tasks, edges, groups: [groupView(outer), groupView(inner)] });
  for (const direction of ['right', 'down'] as const) {
    const { groups, edges: lines } = await layOut(fold(view, new Set()), undefined, direction);
    for (const group of groups) {
      const label = groupFigure(group).shapes.find(({ role }) => role === 'frame-label');
      assert.ok(label?.kind === 'rect');
      for (const line of lines) {
        const corners = [...arrowHead(line.points, direction).matchAll(/([\d.]+),([\d.]+)/g)];
        const isUnder = corners.some(([, x, y]) => {
          const [right, down] = [Number(x) - group.x - label.x, Number(y) - group.y - label.y];
          return right > 0 && right < label.width && down > 0 && down < label.height;
        });
        assert.ok(!isUnder, `${direction}: the arrow of ${line.from} to ${line.to} under ${group.group.id}`);
      }
    }
  }
});
