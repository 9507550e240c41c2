// The state of a graph pane: what messages and the user change, and what stays.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ToPane } from '../../protocol/pane';
import {
  type Action,
  foldedGroups,
  initialState,
  type PaneState,
  reduce,
  shownDag,
  suppositionsOf,
} from '../../webview/src/state';
import { dagView, groupView, taskView } from '../graph/sampleView';

const ETL = dagView({ dagId: 'etl', tasks: ['a', 'b'], edges: ['a>b'] });
const REPORT = dagView({ dagId: 'report', tasks: ['c'] });

function dags(shown: number, some: Partial<Extract<ToPane, { kind: 'dags' }>> = {}): Action {
  return {
    kind: 'dags',
    uri: 'file:///p/etl.py',
    file: 'etl.py',
    dags: [ETL, REPORT],
    shown,
    stale: undefined,
    isWorkspace: false,
    ...some,
  };
}

function after(...actions: readonly Action[]): PaneState {
  return actions.reduce(reduce, initialState());
}

test('the DAG of the message is shown, and its file being gone shows why', () => {
  assert.equal(shownDag(after(dags(1)))?.dagId, 'report');
  const state = after(dags(1), { kind: 'nothing', because: 'etl.py makes no DAG.' });
  assert.equal(shownDag(state), undefined);
  assert.equal(state.nothing, 'etl.py makes no DAG.');
  assert.equal(after({ kind: 'nothing', because: 'x' }, dags(0)).nothing, undefined);
});

test('a message that lost what is undefined on its way takes the notice away all the same', () => {
  const stale = after(dags(0, { stale: 'It does not parse.' }));
  assert.equal(stale.stale, 'It does not parse.');
  assert.equal(reduce(stale, JSON.parse(JSON.stringify(dags(0)))).stale, undefined);
  const answered = reduce(stale, { kind: 'nothing', because: 'x' });
  assert.equal(answered.stale, undefined);
});

test('selection and search stay while the DAG is edited, and end with another DAG', () => {
  const chosen: Action[] = [dags(0), { kind: 'select', key: 'task:a' }, { kind: 'search', text: 'a' }];
  const edited = after(...chosen, dags(0, { dags: [dagView({ dagId: 'etl', tasks: ['a'] }), REPORT] }));
  assert.deepEqual([edited.selected, edited.search], ['task:a', 'a']);
  const other = after(...chosen, dags(1));
  assert.deepEqual([other.selected, other.search], [undefined, '']);
  const otherFile = after(...chosen, dags(0, { uri: 'file:///p/other.py' }));
  assert.equal(otherFile.selected, undefined);
});

test('folded groups belong to one DAG', () => {
  const state = after(dags(0), { kind: 'toggleGroup', group: 'g' }, { kind: 'toggleGroup', group: 'h' });
  assert.deepEqual(foldedGroups(state), ['g', 'h']);
  assert.deepEqual(foldedGroups(reduce(state, { kind: 'toggleGroup', group: 'g' })), ['h']);
  assert.deepEqual(foldedGroups(reduce(state, dags(1))), []);
  assert.deepEqual(foldedGroups([dags(1), dags(0)].reduce(reduce, state)), ['g', 'h']);
  assert.deepEqual(foldedGroups(reduce(state, { kind: 'folded', folded: { etl: ['x'] } })), ['x']);
});

test('suppositions are made, taken back and forgotten, each DAG for itself', () => {
  const state = after(
    dags(0),
    { kind: 'suppose', task: 'a', supposition: { state: 'failed' } },
    { kind: 'suppose', task: 'b', supposition: { state: 'success', choice: 1 } },
  );
  assert.deepEqual(suppositionsOf(state), { a: { state: 'failed' }, b: { state: 'success', choice: 1 } });
  assert.deepEqual(suppositionsOf(reduce(state, { kind: 'suppose', task: 'a', supposition: undefined })), {
    b: { state: 'success', choice: 1 },
  });
  assert.deepEqual(suppositionsOf(reduce(state, dags(1))), {});
  assert.deepEqual(suppositionsOf(reduce(state, { kind: 'supposeNothing' })), {});
});

test('the same cursor changes nothing', () => {
  const state = after(dags(0), { kind: 'cursor', taskIds: ['a'] });
  assert.equal(reduce(state, { kind: 'cursor', taskIds: ['a'] }), state);
  assert.notEqual(reduce(state, { kind: 'cursor', taskIds: [] }), state);
});

test('what was kept opens the pane as it was', () => {
  const { suppositions, criticalPath, open } = after(
    dags(0),
    { kind: 'suppose', task: 'a', supposition: { state: 'skipped' } },
    { kind: 'toggleCriticalPath' },
    { kind: 'togglePanel', panel: 'minimap' },
  );
  const again = reduce(initialState({ suppositions, criticalPath, open }), dags(0));
  assert.deepEqual(suppositionsOf(again), { a: { state: 'skipped' } });
  assert.deepEqual([again.criticalPath, again.open.minimap], [true, false]);
});

test('a large DAG is folded at first, and what has nothing to do with that leaves it so', () => {
  const tasks = Array.from({ length: 300 }, (_, index) => taskView(`g.t${index}`, { group: 'g' }));
  const state = after(dags(0, { dags: [dagView({ dagId: 'large', tasks, groups: [groupView('g')] })] }));
  assert.deepEqual(foldedGroups(state), ['g']);
  const selected = reduce(state, { kind: 'select', key: 'group:g' });
  assert.equal(foldedGroups(selected), foldedGroups(state), 'the same list: another one would be laid out anew');
});
