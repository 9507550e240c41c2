// Changes of one text, several at once.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits, compatible } from '../../core/text/edits';

function repair(...edits: [start: number, end: number, text: string][]) {
  return { edits: edits.map(([start, end, text]) => ({ start, end, text })) };
}

test('repairs that meet are made one after the other: the first one comes first', () => {
  const first = repair([0, 2, 'x'], [6, 7, 'y']);
  const others = [
    repair([1, 3, '']),
    repair([2, 4, 'z']),
    repair([6, 7, 'y']),
    repair([7, 7, '!']),
    repair([4, 5, '']),
  ];
  const chosen = compatible([first, ...others]);
  assert.deepEqual(chosen, [first, others[1], others[4]]);
  assert.equal(
    applyEdits(
      'abcdefgh',
      chosen.flatMap(({ edits }) => edits),
    ),
    'xzfyh',
  );
});

test('two insertions at one place would stand in an order by chance', () => {
  const twice = [repair([3, 3, 'a']), repair([3, 3, 'a']), repair([4, 4, 'b'])];
  assert.deepEqual(compatible(twice), [twice[0], twice[2]]);
  assert.equal(applyEdits('0123456', [...twice[0]!.edits, ...twice[2]!.edits]), '012a3b456');
});
