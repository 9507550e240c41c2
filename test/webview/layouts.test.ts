// Orders of layouts: the newest wins, and one that takes too long is cut off.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fold } from '../../graph/fold';
import { arrangeInLayers } from '../../graph/layout/layered/arrange';
import { boxGraphOf } from '../../graph/layout/layout';
import { packArrangement, packGraph, unpackArrangement, unpackGraph } from '../../graph/layout/packed';
import { betterDirection } from '../../webview/src/betterDirection';
import { type LayoutOrder, Layouts, type LayoutWorker } from '../../webview/src/layouts';
import type { LayoutRequest } from '../../webview/src/layoutWorker';
import { messyView } from '../graph/randomViews';
import { dagView } from '../graph/sampleView';

class FakeWorker implements LayoutWorker {
  /** How many tasks each request was about. */
  readonly got: number[] = [];
  isEnded = false;
  onmessage: LayoutWorker['onmessage'] = null;
  onerror: LayoutWorker['onerror'] = null;

  postMessage({ graph }: LayoutRequest): void {
    this.got.push(graph.boxes.length / 5);
  }

  terminate(): void {
    this.isEnded = true;
  }

  answer(): void {
    const places = new Float64Array(4 * this.got.at(-1)!);
    const none = { counts: new Uint32Array(), points: new Float64Array(), labels: new Float64Array() };
    this.onmessage?.({ data: { direction: 'right', arrangement: { width: 0, height: 0, places, ...none } } });
  }
}

/** The layout of a DAG with as many tasks as its name has letters. */
function order(name: string): LayoutOrder {
  return { name, dag: dagView({ tasks: [...name] }), folded: [], previous: undefined, direction: 'right' };
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
  for (const name of ['a', 'ab', 'abc']) made.order(order(name));
  const [worker] = workers;
  worker!.answer();
  worker!.answer();
  assert.deepEqual(worker!.got, [1, 3]);
  assert.deepEqual(drawn, ['a', 'abc']);
  assert.equal(workers.length, 1);
});

test('a layout that goes on too long while another waits is cut off', async () => {
  const { layouts: made, workers, drawn } = layouts(5);
  made.order(order('long'));
  made.order(order('new'));
  await new Promise((resolve) => setTimeout(resolve, 60));
  assert.equal(workers[0]!.isEnded, true);
  assert.deepEqual(workers[1]!.got, [3]);
  workers[1]!.answer();
  assert.deepEqual(drawn, ['new']);
});

test('a layout alone may take its time', async () => {
  const { layouts: made, workers, drawn } = layouts(5);
  made.order(order('long'));
  await new Promise((resolve) => setTimeout(resolve, 60));
  assert.equal(workers[0]!.isEnded, false);
  workers[0]!.answer();
  assert.deepEqual(drawn, ['long']);
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
  const size = (width: number, height: number) => ({ width, height });
  const [right, down] = [size(2000, 200), size(300, 1200)];
  assert.equal(betterDirection(right, down, size(600, 700)), 'down');
  assert.equal(betterDirection(right, down, size(1600, 300)), 'right');
  assert.equal(betterDirection(size(300, 100), size(100, 300), size(600, 700)), 'right');
});

test('a graph and its arrangement survive the way to the worker and back', async () => {
  const graph = boxGraphOf(fold(messyView(3), new Set()));
  const sent = unpackGraph(packGraph(graph));
  const answer = await arrangeInLayers(sent);
  const back = unpackArrangement(graph, packArrangement(sent, answer));
  assert.ok(graph.lines.length > 0 && graph.frames.length > 0);
  assert.deepEqual(back, await arrangeInLayers(graph));
});
