// Which rules are told, and how severe each is.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type RuleWishes, ruleLevels, selects } from '../../core/rules/levels';

const RULES = ['cycle', 'invalid-cron', 'invalid-preset'];

/** The levels of the three rules, in their order; `own` where nothing is asked for. */
function levels(...wishes: RuleWishes[]): string[] {
  const found = ruleLevels(RULES, wishes);
  return RULES.map((rule) => found.get(rule) ?? 'own');
}

test('a selector is an id, the words that ids begin with, or all', () => {
  const meant = (selector: string) => RULES.filter((rule) => selects(selector, rule));
  assert.deepEqual(meant('cycle'), ['cycle']);
  assert.deepEqual(meant('invalid'), ['invalid-cron', 'invalid-preset']);
  assert.deepEqual(meant('invalid-*'), ['invalid-cron', 'invalid-preset']);
  assert.deepEqual(meant('all'), RULES);
  for (const none of ['inv', 'cyc', '', '*', 'preset']) assert.deepEqual(meant(none), []);
});

test('select, ignore and severity of one place', () => {
  assert.deepEqual(levels(), ['own', 'own', 'own']);
  assert.deepEqual(levels({ select: ['invalid'] }), ['off', 'own', 'own']);
  assert.deepEqual(levels({ ignore: ['invalid-cron'] }), ['own', 'off', 'own']);
  assert.deepEqual(levels({ select: ['cycle'], ignore: ['all'] }), ['off', 'off', 'off']);
  assert.deepEqual(levels({ severity: { all: 'info', invalid: 'warning', 'invalid-cron': 'off' } }), [
    'info',
    'off',
    'warning',
  ]);
});

test('a later place has the last word', () => {
  assert.deepEqual(levels({ ignore: ['invalid'] }, { ignore: ['cycle'] }), ['off', 'off', 'off']);
  assert.deepEqual(levels({ ignore: ['invalid'] }, { select: ['invalid-cron'] }), ['off', 'own', 'off']);
  assert.deepEqual(levels({ severity: { cycle: 'off' } }, { select: ['all'] }), ['own', 'own', 'own']);
  assert.deepEqual(levels({ severity: { cycle: 'off' } }, { severity: { cycle: 'warning' } }), [
    'warning',
    'own',
    'own',
  ]);
  assert.deepEqual(levels({ severity: { cycle: 'info' } }, { select: ['cycle'] }), ['info', 'off', 'off']);
});
