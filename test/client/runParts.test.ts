// What a part of a run is about: tasks, kept results, places of failures, logs.

import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { environmentOfTasks } from '../../client/src/run/environment';
import { deployedAs, failuresOf } from '../../client/src/run/failurePlace';
import { keyOf, lastRunOf, lastRuns } from '../../client/src/run/lastRun';
import { LogTail } from '../../client/src/run/logTail';
import { dryRunView } from '../../client/src/run/panel/dryRunView';
import { detailsOf, headOf, rowsOf } from '../../client/src/run/panel/panelView';
import type { BookedRun } from '../../client/src/run/runBook';
import { failedAndAfter, withDownstream } from '../../client/src/run/selection';
import { throttled } from '../../client/src/run/throttle';
import type { DagView } from '../../core/ir/dagView';
import { applyEvent, emptyRecord, type RunEvent, type RunRecord } from '../../core/runs';
import type { RunSummary } from '../../runner/src/history';
import { ended, runnableDag, runnableTask, startedWith, state } from '../runs/events';

const CHAIN = {
  ...runnableDag(),
  tasks: [
    runnableTask('check'),
    runnableTask('extract'),
    runnableTask('load', { upstream: ['extract'] }),
    runnableTask('report', { upstream: ['load', 'check'] }),
  ],
};

function after(...events: readonly RunEvent[]): RunRecord {
  return [startedWith(CHAIN), ...events].reduce(applyEvent, emptyRecord('builtin', 'r'));
}

const names = (set: ReadonlySet<string>) => [...set].sort().join(' ');

test('a task with all after it', () => {
  assert.equal(names(withDownstream(CHAIN.tasks, ['extract'])), 'extract load report');
  assert.equal(names(withDownstream(CHAIN.tasks, ['report'])), 'report');
});

test('what failed runs again, with what waited for it and what never ran', () => {
  const record = after(
    state('extract', -1, 'success', 1, 1),
    state('load', -1, 'failed', 1, 2),
    state('check', -1, 'success', 1, 2),
    state('report', -1, 'upstream_failed', 0, 3),
  );
  assert.equal(names(failedAndAfter(record)), 'load report');
  assert.equal(names(failedAndAfter(after(state('extract', -1, 'success', 1, 1)))), 'check load report');
});

test('a failure stands at the innermost line of the user, tasks of one line together', () => {
  const frames = [
    { file: '/dags/shop.py', line: 12, function: 'load' },
    { file: '/dags/lib/db.py', line: 3, function: 'query' },
    { file: '/usr/lib/python3/json.py', line: 99, function: 'loads' },
  ];
  const raise = (taskId: string): RunEvent[] => [
    { kind: 'raised', taskId, mapIndex: -1, tryNumber: 1, type: 'ValueError', message: 'no\nmore', frames },
    state(taskId, -1, 'failed', 1, 2),
  ];
  const isOfUser = (file: string): boolean => file.startsWith('/dags/');
  assert.deepEqual(failuresOf(after(...raise('extract'), ...raise('check')), isOfUser), [
    { file: '/dags/lib/db.py', line: 3, message: 'check, extract failed in the last run: ValueError: no' },
  ]);
  const [retried] = raise('extract');
  assert.deepEqual(failuresOf(after(retried!, state('extract', -1, 'success', 2, 4)), isOfUser), []);
  const ofStop: RunEvent = { ...raise('extract')[0]!, type: 'AirflowTaskTerminated' } as RunEvent;
  const stopped: RunEvent = { ...ended('failed', 5), stopped: true } as RunEvent;
  assert.deepEqual(failuresOf(after(ofStop, raise('extract')[1]!, stopped), isOfUser), []);
  const refused = { ...ended('failed', 1), raised: { type: 'NameError', message: 'x', frames } } as RunEvent;
  assert.equal(failuresOf(after(refused), isOfUser)[0]?.message, 'The last run could not begin: NameError: x');
});

test('a failure elsewhere stands in the DAG file that is here', () => {
  const frames = [{ file: '/opt/dags/shop.py', line: 3, function: 'f' }];
  const raised: RunEvent = {
    ...{ kind: 'raised', taskId: 'load', mapIndex: -1, tryNumber: 1, type: 'E', message: 'no', frames },
  };
  const record = { ...after(raised, state('load', -1, 'failed', 1, 2)), engine: 'remote' } as const;
  const isOfUser = (file: string) => file.startsWith('/here/');
  const local = deployedAs({ record, file: '/here/shop.py' });
  assert.equal(failuresOf(record, isOfUser, local)[0]?.file, '/here/shop.py');
  assert.equal(local('/opt/dags/other.py'), '/opt/dags/other.py');
  assert.equal(
    deployedAs({ record: { ...record, engine: 'airflow' }, file: '/here/shop.py' })('/opt/shop.py'),
    '/opt/shop.py',
  );
});

test('the task list is in the order in which tasks can run', () => {
  const expanded: RunEvent = { kind: 'expanded', taskId: 'load', count: 2 };
  const record = after(expanded, state('load', 1, 'running', 1, 2), state('load', 1, 'up_for_retry', 1, 3));
  assert.deepEqual(
    rowsOf(record).map(({ name, tries }) => [name, tries.length]),
    [
      ['check', 0],
      ['extract', 0],
      ['load[0]', 0],
      ['load[1]', 1],
      ['report', 0],
    ],
  );
  assert.deepEqual(
    [headOf(record, '1', 'shop', 'dags/shop.py').isLive, headOf(record, '1', 'shop', 'x').dagId],
    [true, 'shop'],
  );
});

test('a failed run is told by what failed itself', () => {
  const raised: RunEvent = {
    ...{
      kind: 'raised',
      taskId: 'load',
      mapIndex: -1,
      tryNumber: 1,
      type: 'ValueError',
      message: 'no\nrows',
      frames: [],
    },
  };
  const failed = [raised, state('load', -1, 'failed', 1, 2), state('report', -1, 'upstream_failed', 0, 3)];
  const words = (...events: RunEvent[]) => headOf(after(...events), '1', 'shop', 'x').because;
  assert.equal(words(...failed, ended('failed', 4, "'report' …")), "'load' failed: ValueError: no");
  assert.equal(words(ended('failed', 4, 'too late')), 'too late');
  const stop: RunEvent = { ...ended('failed', 4, 'stopped'), stopped: true } as RunEvent;
  assert.equal(words({ ...raised, message: 'Task received SIGTERM signal' }, failed[1]!, stop), undefined);
  assert.equal(words(failed[1]!, stop), undefined);
  assert.equal(words(...failed, stop), "'load' failed: ValueError: no");
});

test('what an instance has: rendered fields, XComs, and what its tries raised', () => {
  const raised = { type: 'E', message: 'm', frames: [] };
  const record = after(
    { kind: 'rendered', taskId: 'load', mapIndex: -1, fields: { sql: 'select 1' } },
    { kind: 'xcom', taskId: 'load', mapIndex: -1, key: 'k', value: [1], stored: '[1]' },
    { kind: 'raised', taskId: 'load', mapIndex: -1, tryNumber: 2, ...raised },
  );
  assert.deepEqual(detailsOf('load', record.instances.load!), {
    ...{ name: 'load', rendered: { sql: 'select 1' }, xcoms: { k: [1] }, raised: { 2: raised } },
  });
});

test('a log is followed: its end at first, then what is written', (context) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'log-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'a.log');
  const tail = new LogTail(file, 20);
  assert.deepEqual(tail.read(), { text: '', isStart: true, isCut: false });
  assert.equal(tail.read(), undefined);
  writeFileSync(file, 'one\n');
  assert.deepEqual(tail.read(), { text: 'one\n', isStart: false, isCut: false });
  appendFileSync(file, Buffer.from('zw\u00f6').subarray(0, 3));
  assert.equal(tail.read()?.text, 'zw');
  appendFileSync(file, Buffer.from([0xb6, 0x0a]));
  assert.equal(tail.read()?.text, 'ö\n');
  appendFileSync(file, `${'x'.repeat(100)}\nlast line\n`);
  assert.deepEqual(tail.read(), { text: 'last line\n', isStart: true, isCut: true });
  assert.deepEqual(new LogTail(file, 20).read(), { text: 'last line\n', isStart: true, isCut: true });
});

test('work asked for often is done at once, then once for all that was asked meanwhile', async () => {
  let count = 0;
  const ask = throttled(() => count++, 20);
  for (let each = 0; each < 10; each++) ask();
  assert.equal(count, 1);
  await new Promise((resolve) => setTimeout(resolve, 70));
  assert.equal(count, 2);
  ask.dispose();
});

test('tasks do not see what is for the editor alone', () => {
  const own = { PATH: '/bin', VSCODE_PID: '1', ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '-x', EMPTY: undefined, A: '' };
  assert.deepEqual(environmentOfTasks(own), { PATH: '/bin', A: '' });
});

test('the last run of a DAG is the later one of this window and of what is kept', () => {
  const summary = { file: '/d/shop.py', dagId: 'shop', state: 'failed', stopped: false, end: undefined };
  const at = (start: string) => ({ ...summary, start }) as RunSummary;
  const kept = lastRuns([at('2026-01-03'), at('2026-01-02')]).get(keyOf('/d/shop.py', 'shop'));
  assert.equal(kept?.start, '2026-01-03');
  const own = (start: string, isLive = false) =>
    ({ record: { ...emptyRecord('builtin', 'r'), start }, isLive }) as BookedRun;
  assert.equal(lastRunOf(own('2026-01-04'), kept)?.start, '2026-01-04');
  assert.equal(lastRunOf(own('2026-01-01'), kept)?.start, '2026-01-03');
  assert.equal(lastRunOf(own('2026-01-01', true), kept)?.isLive, true);
  assert.equal(lastRunOf(undefined, kept)?.state, 'failed');
  assert.equal(lastRunOf(undefined, undefined), undefined);
});

test('a dry run says how many instances of a mapped task there are, where that is known', () => {
  const instances = { 'a[0]': { taskId: 'a', mapIndex: 0 }, 'a[1]': { taskId: 'a', mapIndex: 1 } };
  const now = { ...emptyRecord('builtin', 'r'), instances } as unknown as RunRecord;
  const dag = {
    tasks: [
      { id: 'a', mapped: true },
      { id: 'b', mapped: true },
    ],
    edges: [],
  } as unknown as DagView;
  const input = { dag, file: 'f', before: undefined, logicalDate: null, problem: undefined, isBusy: false };
  const words = (record: RunRecord | undefined) =>
    dryRunView({ ...input, now: record })
      .waves.flat()
      .map((task) => task.instances);
  assert.deepEqual(words(undefined), ['mapped: counted when it runs', 'mapped: counted when it runs']);
  assert.deepEqual(words(now), ['mapped: 2 instances, the first is shown', 'mapped: counted when it runs']);
});
