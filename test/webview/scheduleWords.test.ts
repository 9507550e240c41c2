// Moments of a schedule in words.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Moment, ScheduleAnswer } from '../../core/ir/scheduleAnswer';
import { dayAndTime, headline, interval, ownClock, until } from '../../webview/src/panels/scheduleWords';

const NOW = Date.UTC(2026, 10, 21, 15, 0);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function moment(local: string, viewer = local): Moment {
  return { at: Date.parse(local), local, viewer };
}

function answer(some: Partial<ScheduleAnswer>): ScheduleAnswer {
  return {
    ...{ dagId: 'etl', version: '3.1.0', words: '', timetable: undefined, outcome: 'runs', zone: 'Europe/Paris' },
    ...{ viewerZone: 'UTC', now: NOW, catchup: undefined, backlog: undefined, runs: [], notes: [] },
    ...some,
  };
}

test('days are written with the year and the seconds only where they say something', () => {
  assert.equal(dayAndTime('2026-11-22T05:00:00+01:00', NOW), 'Sun 22 Nov, 05:00');
  assert.equal(dayAndTime('2027-01-01T00:00:30+00:00', NOW), 'Fri 1 Jan 2027, 00:00:30');
});

test('how long until a run', () => {
  const words = [0, 5 * MINUTE, 90 * MINUTE, 14 * HOUR, 26 * HOUR, 80 * HOUR].map((wait) => until(NOW + wait, NOW));
  assert.deepEqual(words, ['now', 'in 5 min', 'in 1 h 30 min', 'in 14 h', 'in 1 day 2 h', 'in 3 days']);
  assert.equal(until(NOW - HOUR, NOW), 'now');
});

test("the reader's own clock and the data interval are told only where they differ", () => {
  const [start, end] = [moment('2026-11-21T05:00:00+01:00'), moment('2026-11-22T05:00:00+01:00')];
  const run = { runAfter: end, start, end, clockChange: undefined };
  assert.equal(interval(run, NOW), 'data of Sat 21 Nov, 05:00 to Sun 22 Nov, 05:00');
  assert.equal(interval({ ...run, start: end }, NOW), undefined);
  assert.equal(ownClock(end, NOW), undefined);
  const elsewhere = moment('2026-11-22T05:00:00+01:00', '2026-11-22T04:00:00+00:00');
  assert.equal(ownClock(elsewhere, NOW), 'Sun 22 Nov, 04:00 your time');
});

test('one line says the next run, or why there is none', () => {
  const next = moment('2026-11-22T05:00:00+01:00');
  const runs = [{ runAfter: next, start: next, end: next, clockChange: undefined }];
  assert.equal(headline(answer({ runs }), NOW), 'Next run Sun 22 Nov, 05:00 Europe/Paris, in 13 h');
  const notes = [
    { kind: 'info', message: 'It is paused at first.', at: undefined },
    { kind: 'stops', message: 'The end_date has passed.', at: undefined },
  ] as const;
  assert.equal(headline(answer({ outcome: 'never', notes }), NOW), 'The end_date has passed.');
  assert.equal(headline(answer({ outcome: 'events' }), NOW), 'Runs when its assets are updated.');
  assert.equal(headline(answer({ outcome: 'never' }), NOW), 'Never runs by itself.');
  assert.equal(headline(answer({ outcome: 'unknown' }), NOW), 'When it runs is not known.');
});
