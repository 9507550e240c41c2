// How often a server that ended is started again.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { restartPolicy } from '../../client/src/restartPolicy';

test('each start waits twice as long as the one before, and the sixth end within three minutes is the last', () => {
  const policy = restartPolicy();
  const waits = [0, 1, 2, 3, 4, 5].map((minute) => policy.afterEnd(minute * 30_000));
  assert.deepEqual(waits, [500, 1000, 2000, 4000, 8000, undefined]);
});

test('ends that are far apart are always followed by a start', () => {
  const policy = restartPolicy();
  for (let hour = 0; hour < 24; hour++) assert.equal(policy.afterEnd(hour * 3_600_000), 500);
});

test('a start by hand forgets the ends before', () => {
  const policy = restartPolicy();
  for (let count = 0; count < 6; count++) policy.afterEnd(1000);
  policy.reset();
  assert.equal(policy.afterEnd(1000), 500);
});
