// Whether two cron schedules ever tick together.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverMeet } from '../../core/rules/support/commonTick';
import { type CronSchedule, parseCron } from '../../core/schedule';

const HOUR = 3_600_000;

function cron(text: string): CronSchedule {
  const parsed = parseCron(text);
  assert.ok(parsed.ok);
  return parsed.schedule;
}

test('schedules meet where they share one moment, however rare', () => {
  const meeting: [string, string, number][] = [
    ['@daily', '@hourly', 0],
    ['@hourly', '@daily', 0],
    ['*/5 * * * *', '0 0 29 2 *', 0],
    ['0 0 29 2 *', '*/5 * * * *', 0],
    ['@weekly', '@monthly', 0],
    ['0 6 * * *', '0 5 * * *', HOUR],
    ['0 0 * * 1', '0 23 * * 0', HOUR],
    ['0 0 * * *', '0 1 * * *', -HOUR],
  ];
  for (const [asking, offering, shift] of meeting)
    assert.equal(neverMeet(cron(asking), cron(offering), shift), undefined, `${asking} and ${offering}`);
});

test('schedules that never meet are told with the first ticks that miss each other', () => {
  const apart: [string, string, number][] = [
    ['0 6 * * *', '0 5 * * *', 0],
    ['0 6 * * *', '0 5 * * *', -HOUR],
    ['*/10 * * * *', '5-59/10 * * * *', 0],
    ['0 0 * * 1', '0 0 * * 2', 0],
    ['0 0 1 * *', '0 0 2 * *', 0],
  ];
  for (const [asking, offering, shift] of apart)
    assert.notEqual(neverMeet(cron(asking), cron(offering), shift), undefined, `${asking} and ${offering}`);
  assert.deepEqual(neverMeet(cron('0 6 * * *'), cron('0 5 * * *'), 0), {
    wanted: Date.UTC(2024, 0, 1, 6),
    offered: Date.UTC(2024, 0, 2, 5),
  });
});
