// The schedule in a page without an editor, some time after the page was made.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Moment, ScheduleAnswer } from '../../core/ir/scheduleAnswer';
import { answerNow } from '../../webview/src/pageSchedule';

const MADE = Date.UTC(2026, 0, 1, 12);
const DAY = 86_400_000;

function moment(at: number): Moment {
  return { at, local: new Date(at).toISOString(), viewer: 'on the clock of who made the page' };
}

/** Seven runs, one a day from the day after the page was made. */
const ANSWER: ScheduleAnswer = {
  ...{ dagId: 'etl', version: '3.3.2', words: '', timetable: undefined, outcome: 'runs', zone: 'UTC' },
  ...{ viewerZone: 'UTC', now: MADE, catchup: false, backlog: undefined, notes: [] },
  runs: [1, 2, 3, 4, 5, 6, 7].map((day) => {
    const at = moment(MADE + day * DAY);
    return { runAfter: at, start: at, end: at, clockChange: undefined };
  }),
};

test('the next five runs are shown, on the clock of the reader', () => {
  const { runs, viewerZone } = answerNow(ANSWER, MADE, 'Asia/Tokyo');
  assert.equal(viewerZone, 'Asia/Tokyo');
  assert.deepEqual(
    runs.map(({ runAfter }) => runAfter.viewer),
    ['02', '03', '04', '05', '06'].map((day) => `2026-01-${day}T21:00:00`),
  );
});

test('runs that have begun are left out, and a page that knows no more says so', () => {
  const later = answerNow(ANSWER, MADE + 5.5 * DAY, 'UTC');
  assert.deepEqual(
    later.runs.map(({ runAfter }) => runAfter.at),
    [MADE + 6 * DAY, MADE + 7 * DAY],
  );
  assert.deepEqual(later.notes, []);
  const old = answerNow(ANSWER, MADE + 8 * DAY, 'UTC');
  assert.deepEqual(old.runs, []);
  assert.match(old.notes[0]!.message, /made on 2026-01-01/);
});
