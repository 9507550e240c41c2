// Orders of layouts: the newest wins, and one that takes too long is cut off.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Scene } from '../../graph/scene';
import { betterScene } from '../../webview/src/betterScene';
import { Layouts, type LayoutWorker } from '../../webview/src/layouts';
import type { LayoutOrder } from '../../webview/src/layoutWorker';
import { dagView } from '../graph/sampleView';

class FakeWorker implements LayoutWorker {
  readonly got: string[] = [];
  isEnded = false;
  onmessage: LayoutWorker['onmessage'] = null;
  onerror: LayoutWorker['onerror'] = null;

  postMessage(order: LayoutOrder): void {
    this.got.push(order.name);
  }

  terminate(): void {
    this.isEnded = true;
  }

  answer(): void {
    this.onmessage?.({ data: { scene: SCENE } });
  }
}

const SCENE: Scene = { direction: 'right', width: 0, height: 0, nodes: [], groups: [], edges: [] };

function order(name: string): LayoutOrder {
  return { name, dag: dagView(), folded: [], previous: undefined, direction: 'right' };
}

function layouts(patience: number): { layouts: Layouts; workers: FakeWorker[]; drawn: string[]; failed: string[] } {
  const workers: FakeWorker[] = [];
  const drawn: string[] = [];
  const failed: string[] = [];
  const made = new Layouts({
    startWorker: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    drawn: (_, { name }) => drawn.push(name),
    failed: (why) => failed.push(why),
    patience,
  });
  return { layouts: made, workers, drawn, failed };
}

test('orders that come while a layout runs make one more, of the newest', () => {
  const { layouts: made, workers, drawn } = layouts(10_000);
  for (const name of ['a', 'b', 'c']) made.order(order(name));
  const [worker] = workers;
  worker!.answer();
  worker!.answer();
  assert.deepEqual(worker!.got, ['a', 'c']);
  assert.deepEqual(drawn, ['a', 'c']);
  assert.equal(workers.length, 1);
});

test('a layout that goes on too long while another waits is cut off', async () => {
  const { layouts: made, workers, drawn } = layouts(5);
  made.order(order('slow'));
  made.order(order('new'));
  await new Promise((resolve) => setTimeout(resolve, 60));
  assert.equal(workers[0]!.isEnded, true);
  assert.deepEqual(workers[1]!.got, ['new']);
  workers[1]!.answer();
  assert.deepEqual(drawn, ['new']);
});

test('a layout alone may take its time', async () => {
  const { layouts: made, workers, drawn } = layouts(5);
  made.order(order('slow'));
  await new Promise((resolve) => setTimeout(resolve, 60));
  assert.equal(workers[0]!.isEnded, false);
  workers[0]!.answer();
  assert.deepEqual(drawn, ['slow']);
});

test('a failure is told, and the next order is taken', () => {
  const { layouts: made, workers, drawn, failed } = layouts(10_000);
  made.order(order('a'));
  workers[0]!.onmessage?.({ data: { error: 'too large' } });
  assert.deepEqual(failed, ['too large']);
  made.order(order('b'));
  workers[0]!.answer();
  assert.deepEqual(drawn, ['b']);
});

test('a graph is drawn downwards only where that shows it clearly larger', () => {
  const size = (width: number, height: number, direction: Scene['direction']): Scene => ({
    ...SCENE,
    width,
    height,
    direction,
  });
  const long = { right: size(2000, 200, 'right'), down: size(300, 1200, 'down') };
  assert.equal(betterScene(long.right, long.down, { width: 600, height: 700 }).direction, 'down');
  assert.equal(betterScene(long.right, long.down, { width: 1600, height: 300 }).direction, 'right');
  const small = { right: size(300, 100, 'right'), down: size(100, 300, 'down') };
  assert.equal(betterScene(small.right, small.down, { width: 600, height: 700 }).direction, 'right');
});
