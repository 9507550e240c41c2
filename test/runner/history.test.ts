// The history of runs: what is kept, for whom, and what goes when there is too much.

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { applyEvent, emptyRecord, type RunEvent, type RunRecord } from '../../core/runs';
import { History, type HistoryLimits, xcomsOf } from '../../runner/src/history';
import { dagOf } from '../scheduling/runsOf';

function withHistory(limits: HistoryLimits | undefined, use: (history: History, folder: string) => void): void {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'daglens-history-'));
  try {
    use(new History(folder, limits), folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A run of a DAG with the tasks a and b, which begins on a day of January 2026. */
function recordOf(dagId: string, day: number, state: 'success' | 'failed' = 'success'): RunRecord {
  const date = `2026-01-${String(day).padStart(2, '0')}T00:00:00+00:00`;
  const dag = { ...dagOf({ a: {}, b: {} }, 'a>b'), dagId };
  const key = { taskId: 'a', mapIndex: -1 };
  const events: RunEvent[] = [
    {
      ...{ kind: 'started', engine: 'builtin', runId: `manual__${date}`, dag, version: '3.3.2', logicalDate: date },
      ...{ dataInterval: [date, date], conf: {}, at: date },
    },
    { kind: 'xcom', ...key, key: 'return_value', value: 1, stored: '1' },
    { kind: 'xcom', ...key, key: 'odd', value: 'object', stored: undefined },
    { kind: 'state', ...key, state, tryNumber: 1, at: date, because: undefined, until: undefined },
    { kind: 'ended', state, because: undefined, raised: undefined, stopped: false, at: date },
  ];
  return events.reduce(applyEvent, emptyRecord('builtin', `manual__${date}`));
}

function keep(history: History, record: RunRecord): string {
  const { id } = history.begin(record.dag!.dagId);
  history.save(id, record);
  return id;
}

test('a run that was kept is read again as it was, and listed, the latest first', () => {
  withHistory(undefined, (history) => {
    const first = keep(history, recordOf('one', 1));
    const second = keep(history, recordOf('one', 2));
    keep(history, recordOf('other', 3));
    assert.deepEqual(history.read(first), JSON.parse(JSON.stringify(recordOf('one', 1))));
    assert.deepEqual(
      history.list({ dagId: 'one' }).map(({ id }) => id),
      [second, first],
    );
    history.remove(second);
    assert.deepEqual(
      history.list({ dagId: 'one' }).map(({ id }) => id),
      [first],
    );
  });
});

test('two runs that begin at the same moment have folders of their own', () => {
  withHistory(undefined, (history) => {
    assert.notEqual(history.begin('one').folder, history.begin('one').folder);
  });
});

test('the run before is the last one with an earlier logical date', () => {
  withHistory(undefined, (history) => {
    for (const day of [3, 1, 2]) keep(history, recordOf('one', day, day === 2 ? 'failed' : 'success'));
    const before = history.previous('one', '2026-01-03T00:00:00+00:00');
    assert.deepEqual([before?.logicalDate, before?.states.a], ['2026-01-02T00:00:00+00:00', ['failed']]);
    assert.equal(history.previous('one', '2026-01-01T00:00:00+00:00'), undefined);
  });
});

test('the oldest runs go when there are too many or too much of them', () => {
  withHistory({ runs: 2, bytes: 1e9 }, (history, folder) => {
    for (const day of [1, 2, 3]) keep(history, recordOf('one', day));
    assert.deepEqual(
      history.list().map(({ logicalDate }) => logicalDate?.slice(8, 10)),
      ['03', '02'],
    );
    assert.equal(readdirSync(folder).length, 2);
  });
  withHistory({ runs: 100, bytes: 5000 }, (history) => {
    for (const day of [1, 2, 3]) {
      const { id, folder } = history.begin('one');
      writeFileSync(path.join(folder, 'log'), 'x'.repeat(4000));
      history.save(id, recordOf('one', day));
    }
    assert.deepEqual(
      history.list().map(({ logicalDate }) => logicalDate?.slice(8, 10)),
      ['03'],
    );
  });
});

test('what a process left that died in a run is removed, what runs is not', () => {
  withHistory(undefined, (history) => {
    const dead = history.begin('one').folder;
    const alive = history.begin('one').folder;
    writeFileSync(path.join(dead, 'pid'), '999999999');
    history.begin('one');
    assert.deepEqual([existsSync(dead), existsSync(alive)], [false, true]);
  });
});

test('a folder that is not there, and a record that is damaged, are no error', () => {
  withHistory(undefined, (history, folder) => {
    assert.deepEqual(new History(path.join(folder, 'none')).list(), []);
    const id = keep(history, recordOf('one', 1));
    for (const name of ['record.json', 'summary.json']) writeFileSync(path.join(folder, id, name), '{"a');
    assert.deepEqual([history.list(), history.read(id)], [[], undefined]);
  });
});

test('results of tasks that are not run anew can be pulled; those that cannot be given back are left out', () => {
  const record = recordOf('one', 1);
  assert.deepEqual(xcomsOf(record, new Set(['b'])), [{ taskId: 'a', mapIndex: -1, key: 'return_value', stored: '1' }]);
  assert.deepEqual(xcomsOf(record, new Set(['a'])), []);
});
