// Which DAG and which tasks stand at the cursor of an editor.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CursorPlace, dagAtCursor, tasksAtCursor } from '../../client/src/graph/atCursor';
import { coalesced } from '../../client/src/graph/coalesce';
import { dagView, taskView } from '../graph/sampleView';

const FILE = 'file:///p/etl.py';

function at(start: number, end: number, uri = FILE): { uri: string; start: number; end: number } {
  return { uri, start, end };
}

function cursor(offset: number): CursorPlace {
  const lineStart = Math.floor(offset / 100) * 100;
  return { isFile: (uri) => uri === FILE, offset, lineStart, lineEnd: lineStart + 99 };
}

test('the smallest code around the cursor counts, with all tasks that it makes', () => {
  const dag = dagView({
    tasks: [
      taskView('outer', { at: at(100, 400) }),
      taskView('loop_1', { at: at(210, 240) }),
      taskView('loop_2', { at: at(210, 240) }),
      taskView('elsewhere', { at: at(210, 240, 'file:///p/lib.py'), via: at(510, 520) }),
    ],
  });
  assert.deepEqual(tasksAtCursor(dag, cursor(220)), ['loop_1', 'loop_2']);
  assert.deepEqual(tasksAtCursor(dag, cursor(320)), ['outer']);
  assert.deepEqual(tasksAtCursor(dag, cursor(500)), ['elsewhere'], 'in the line, though not in the call');
  assert.deepEqual(tasksAtCursor(dag, cursor(700)), []);
});

test('the DAG with a task at the cursor counts, else the last one made before it', () => {
  const dags = [
    dagView({ dagId: 'a', at: at(0, 50), tasks: [taskView('x', { at: at(900, 950) })] }),
    dagView({ dagId: 'b', at: at(300, 350) }),
    dagView({ dagId: 'c', at: at(100, 150, 'file:///p/lib.py') }),
  ];
  assert.equal(dagAtCursor(dags, cursor(920)), 0);
  assert.equal(dagAtCursor(dags, cursor(640)), 1);
  assert.equal(dagAtCursor(dags, cursor(120)), 0);
  assert.equal(dagAtCursor(dags.slice(1), cursor(120)), undefined);
});

test('work asked for many times is done once, and once more if asked for while it ran', async () => {
  let runs = 0;
  let finish = (): void => undefined;
  const ask = coalesced(() => {
    runs++;
    return new Promise((resolve) => {
      finish = resolve;
    });
  }, 1);
  const soon = () => new Promise((resolve) => setTimeout(resolve, 30));
  for (let count = 0; count < 5; count++) ask();
  await soon();
  assert.equal(runs, 1);
  for (let count = 0; count < 5; count++) ask();
  await soon();
  assert.equal(runs, 1, 'one at a time');
  finish();
  await soon();
  assert.equal(runs, 2);
  finish();
  await soon();
  assert.equal(runs, 2);
});
