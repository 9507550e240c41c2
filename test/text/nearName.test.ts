// Did-you-mean: the nearest of some names.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSlip, nearName } from '../../core/text/nearName';

const RULES = [
  'all_success',
  'all_failed',
  'all_done',
  'one_success',
  'one_failed',
  'none_failed',
  'none_skipped',
  'always',
];

test('a misspelt name finds the one that was meant', () => {
  assert.equal(nearName('all_succes', RULES), 'all_success');
  assert.equal(nearName('al_done', RULES), 'all_done');
  assert.equal(nearName('laod', ['load', 'clean']), 'load');
  assert.equal(nearName('exract', ['extract', 'transform']), 'extract');
});

test('letter case and the kind of separator hardly count', () => {
  assert.equal(nearName('ALL_DONE', RULES), 'all_done');
  assert.equal(nearName('all-done', RULES), 'all_done');
  assert.equal(nearName('load-customers', ['load_customers', 'load_customer']), 'load_customers');
});

test('nothing where no name is near, or two are equally near', () => {
  assert.equal(nearName('nope', RULES), undefined);
  assert.equal(nearName('task_3', ['task_1', 'task_2']), undefined);
  assert.equal(nearName('x', []), undefined);
  assert.equal(nearName('ab', ['cd']), undefined);
});

test('the name itself is never the answer, and long names end quickly', () => {
  assert.equal(nearName('load', ['load']), undefined);
  assert.equal(nearName('a'.repeat(5000), ['b'.repeat(5000)]), undefined);
});

test('a slip of the pen is one letter; digits tell names apart', () => {
  for (const [wrong, meant] of [
    ['all_sucess', 'all_success'],
    ['laod', 'load'],
    ['load-data', 'load_data'],
    ['Load', 'load'],
  ])
    assert.equal(isSlip(wrong!, meant!), true, wrong);
  for (const [wrong, meant] of [
    ['all_finished', 'all_failed'],
    ['load_2', 'load_1'],
    ['a', 'b'],
    ['extract', 'extend'],
  ])
    assert.equal(isSlip(wrong!, meant!), false, wrong);
});
