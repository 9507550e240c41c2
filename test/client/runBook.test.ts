// The runs of a window, over an engine that replays events.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RunBook } from '../../client/src/run/runBook';
import type { RunEvent } from '../../core/runs';
import type { Engine, RunRequest } from '../../runner/src/engine';
import { ended, runnableDag, startedWith, state } from '../runs/events';

/** Tells the events; after the last one it waits until it is stopped, if it has not ended. */
function replaying(...events: readonly RunEvent[]): Engine {
  return {
    id: 'builtin',
    unavailable: async () => undefined,
    load: async () => ({ dags: [runnableDag('a')], notes: [] }),
    dispose: async () => undefined,
    async *run(_, signal) {
      yield* events;
      if (events.at(-1)?.kind === 'ended') return;
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      yield { ...ended('failed', 9), stopped: true } as RunEvent;
    },
  };
}

function request(runId: string, file = '/dags/shop.py'): RunRequest {
  return {
    ...{ file, dagId: 'shop', runId, runType: 'manual', tasks: undefined, xcoms: [], logicalDate: undefined },
    ...{ conf: {}, marks: new Map(), dryRun: false, debug: undefined, parallelism: 4, folder: `/runs/${runId}` },
  };
}

const DONE = [startedWith(runnableDag('a')), state('a', -1, 'success', 1, 1), ended('success', 2)];

test('a run is followed event by event, and told to be over', async () => {
  const book = new RunBook();
  const told: string[] = [];
  book.listen(({ record, isLive }, event) => told.push(`${event?.kind} ${record.state} ${isLive}`));
  const run = await book.follow('1', replaying(...DONE), request('1'), 'shop');
  assert.equal(run.record.instances.a?.state, 'success');
  assert.deepEqual(told, [
    'undefined queued true',
    'started running true',
    'state running true',
    'ended success true',
    'undefined success false',
  ]);
});

test('the last run of a DAG is kept, older ones are not', async () => {
  const book = new RunBook();
  for (const id of ['1', '2']) await book.follow(id, replaying(...DONE), request(id), 'shop');
  await book.follow('3', replaying(...DONE), request('3', '/dags/other.py'), 'shop');
  assert.equal(book.latest('/dags/shop.py', 'shop')?.id, '2');
  assert.equal(book.byId('1'), undefined);
  assert.equal(book.latest('/dags/shop.py', 'report'), undefined);
});

test('a live run can be stopped; it is the latest of its DAG while it is live', async () => {
  const book = new RunBook();
  const over = book.follow('1', replaying(startedWith(runnableDag('a'))), request('1'), 'shop');
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(
    book.live.map(({ id }) => id),
    ['1'],
  );
  await book.follow('2', replaying(...DONE), request('2'), 'shop');
  assert.equal(book.latest('/dags/shop.py', 'shop')?.id, '1');
  book.stop('other');
  book.stop('1');
  const { record } = await over;
  assert.deepEqual([record.state, record.stopped, book.live], ['failed', true, []]);
});

test('who begins to listen while an event is told hears of later ones only', async () => {
  const book = new RunBook();
  const heard: string[] = [];
  const end = book.listen(() => {
    end();
    book.listen((_, event) => heard.push(event?.kind ?? 'over'));
  });
  await book.follow('1', replaying(...DONE), request('1'), 'shop');
  assert.deepEqual(heard, ['started', 'state', 'ended', 'over']);
});
