// What a reader is told before trusting the picture.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gapsTitle, noticesOf } from '../../webview/src/panels/notices';
import { AT, dagView, taskView } from '../graph/sampleView';

test('what is not known and what is assumed is counted, each reason once', () => {
  const assumed = ['a', 'b'].map((id) => taskView(id, { assumed: 'the default of the environment variable ENV' }));
  assert.equal(gapsTitle(dagView({ tasks: ['a'] })), undefined);
  assert.equal(gapsTitle(dagView({ tasks: assumed })), '1 assumption');
  const gaps = [1, 2].map((start) => ({ because: 'calls x', at: { ...AT, start } }));
  assert.equal(gapsTitle(dagView({ tasks: assumed, gaps })), '2 places not known, 1 assumption');
  assert.equal(gapsTitle(dagView({ incomplete: 'a loop ran too long' })), 'May be incomplete');
});

test('a cycle is told with its path, and not once more as what Airflow refuses', () => {
  const refused = 'This dependency closes a cycle: a -> b -> a.';
  assert.deepEqual(
    noticesOf(dagView({ tasks: ['a', 'b'], cycles: [['a', 'b']], refused }), undefined).map(({ text }) => text),
    ['Cycle: a → b → a'],
  );
});
