// What the run panel shows: which run, which instance, which log, and where bars lie.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InstanceRow, RunHead } from '../../protocol/runPanel';
import {
  initialRunPanel,
  type RunPanelAction,
  type RunPanelState,
  reduceRunPanel,
  shownRow,
  shownTry,
} from '../../webview/src/runPanel/state';
import { barsOf, listEntries, spanOf, ticks } from '../../webview/src/runPanel/timeline';
import { duration, moment } from '../../webview/src/runPanel/times';

const AT = Date.parse('2026-01-01T00:00:00Z');

function at(second: number): string {
  return new Date(AT + second * 1000).toISOString();
}

function head(other: Partial<RunHead> = {}): RunHead {
  return {
    ...{ id: 'r', engine: 'builtin', airflowVersion: '3.3.2', logicalDate: null, dataInterval: null, conf: {} },
    ...{ state: 'running', because: undefined, stopped: false, start: at(0), end: undefined, notes: [] },
    ...{ dagId: 'shop', file: 'shop.py', isLive: true, raised: undefined },
    ...other,
  };
}

/** Tries as [start, end?] in seconds. */
function row(
  name: string,
  state: InstanceRow['state'],
  ...tries: readonly (readonly [number, number?])[]
): InstanceRow {
  const [, taskId = name, index] = /^(\w+)\[(\d+)\]$/.exec(name) ?? [];
  return {
    ...{ name, taskId, mapIndex: index === undefined ? -1 : Number(index), label: undefined, operator: 'Op' },
    ...{ isSensor: false, state, because: undefined, until: undefined, simulated: undefined },
    tries: tries.map(([start, end], number) => ({
      ...{ number: number + 1, start: at(start), end: end === undefined ? undefined : at(end) },
      ...{ state: end === undefined ? ('running' as const) : state, hasLog: true },
    })),
  };
}

function after(...actions: readonly RunPanelAction[]): RunPanelState {
  return actions.reduce(reduceRunPanel, initialRunPanel());
}

function run(...rows: readonly InstanceRow[]): RunPanelAction {
  return { kind: 'run', head: head(), rows };
}

test('the panel follows the run: the last that began, then what failed', () => {
  const first = row('a', 'success', [0, 1]);
  assert.equal(shownRow(after(run(first, row('b', 'running', [1]), row('c', 'none'))))?.name, 'b');
  assert.equal(shownRow(after(run(first, row('b', 'failed', [1, 2]), row('c', 'running', [2]))))?.name, 'b');
  assert.equal(shownRow(after(run(row('c', 'none'))))?.name, 'c');
});

test('what the user chose stays while the run goes on, its last try is shown unless another was chosen', () => {
  const rows = [row('a', 'failed', [0, 1], [2, 3]), row('b', 'running', [4])];
  const chosen = after(run(...rows), { kind: 'choose', name: 'a' }, run(...rows, row('c', 'failed', [5, 6])));
  assert.deepEqual([shownRow(chosen)?.name, shownTry(chosen)?.number], ['a', 2]);
  assert.equal(shownTry(reduceRunPanel(chosen, { kind: 'chooseTry', tryNumber: 1 }))?.number, 1);
});

test('another run takes the place of a form; news of the same run do not', () => {
  const form = {
    ...{ dagId: 'shop', file: 'shop.py', params: [], marks: {}, markable: [], conf: {}, logicalDate: undefined },
  };
  const open = after(run(row('a', 'none')), { kind: 'form', form }, run(row('a', 'success', [0, 1])));
  assert.equal(open.face, 'form');
  assert.equal(reduceRunPanel(open, { kind: 'run', head: head({ id: 'other' }), rows: [] }).face, 'run');
  assert.equal(reduceRunPanel(open, { kind: 'back' }).face, 'run');
});

test('a log grows, of the try that is shown only, and loses its beginning when it is long', () => {
  const log = { name: 'a', tryNumber: 1, text: 'one\n', isCut: false };
  const shown = after(run(row('a', 'running', [0])), { kind: 'log', ...log });
  assert.equal(reduceRunPanel(shown, { ...log, kind: 'logMore', text: 'two\n' }).log?.text, 'one\ntwo\n');
  assert.equal(reduceRunPanel(shown, { ...log, kind: 'logMore', tryNumber: 2 }), shown);
  const flooded = reduceRunPanel(shown, { ...log, kind: 'logMore', text: `${'x'.repeat(99)}\n`.repeat(7000) });
  assert.equal(flooded.log?.isCut, true);
  assert.ok(flooded.log.text.length <= 600_000 && flooded.log.text.startsWith('x'.repeat(99)));
});

test('the instances of a mapped task are one line until it is opened', () => {
  const rows = [row('a', 'success', [0, 1]), row('m[0]', 'success', [1, 2]), row('m[1]', 'running', [1])];
  const keys = (open: string[]) => listEntries(rows, open).map(({ key, state }) => `${key}: ${state}`);
  assert.deepEqual(keys([]), ['a: success', 'task m: running']);
  assert.deepEqual(keys(['m']), ['a: success', 'task m: running', 'm[0]: success', 'm[1]: running']);
});

test('bars lie where the tries lay; what has not ended reaches until now', () => {
  const now = AT + 10_000;
  const span = spanOf(head(), now);
  const bars = (...rows: InstanceRow[]) => listEntries(rows, []).map((entry) => barsOf(entry, span, now));
  assert.deepEqual(bars(row('a', 'failed', [0, 1], [5, 10]), row('b', 'running', [8]), row('c', 'none')), [
    [
      { left: 0, width: 10, state: 'failed' },
      { left: 50, width: 50, state: 'failed' },
    ],
    [{ left: 80, width: 20, state: 'running' }],
    [],
  ]);
  assert.deepEqual(bars(row('m[0]', 'success', [1, 2]), row('m[1]', 'success', [4, 6])), [
    [{ left: 10, width: 50, state: 'success' }],
  ]);
});

const TICKS: readonly (readonly [number, readonly number[]])[] = [
  [0.3, [0, 0.1, 0.2, 0.3]],
  [4, [0, 1, 2, 3, 4]],
  [59, [0, 20, 40]],
  [4000, [0, 1200, 2400, 3600]],
];

for (const [seconds, expected] of TICKS)
  test(`round moments in ${seconds} s`, () => {
    const marks = ticks({ start: 0, end: seconds * 1000 });
    assert.deepEqual(
      marks,
      expected.map((each) => each * 1000),
    );
  });

const DURATIONS: readonly (readonly [number, string])[] = [
  [12, '0.01 s'],
  [400, '0.4 s'],
  [12_300, '12 s'],
  [200_000, '3 min 20 s'],
  [180_000, '3 min'],
  [7_500_000, '2 h 5 min'],
];

for (const [milliseconds, words] of DURATIONS)
  test(`${milliseconds} ms are ${words}`, () => assert.equal(duration(milliseconds), words));

test('moments in words', () => {
  assert.equal(moment('2026-01-01T06:00:00+00:00'), '2026-01-01 06:00 UTC');
  assert.equal(moment('2026-01-01T06:00:05.123Z'), '2026-01-01 06:00:05 UTC');
  assert.equal(moment('2026-01-01T06:00:00+01:00'), '2026-01-01 06:00 +01:00');
});
