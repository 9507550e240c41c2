// The rules of schedules, on hand-made DAGs.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { known, notKnown } from '../../core/ir/fact';
import { cronNeverFires } from '../../core/rules/cron-never-fires';
import { invalidCron } from '../../core/rules/invalid-cron';
import { invalidPreset } from '../../core/rules/invalid-preset';
import type { Rule } from '../../core/rules/rule';
import { at, dag, ruleInput } from '../support/dagFiles';

const expression = (text: string) => ({ kind: 'expression', text }) as const;
const scheduled = (text: string) => dag('d', { schedule: known(expression(text), at(0, text.length + 2)) });

function said(rule: Rule, text: string) {
  return [...rule.check(ruleInput([scheduled(text)], {}, `'${text}'`))].map((finding) => finding.message);
}

test('an invalid cron expression refuses its DAG', () => {
  const [finding] = invalidCron.check(ruleInput([dag('first'), scheduled('60 * * * *')]));
  assert.deepEqual([finding!.severity, finding!.refuses, finding!.at], ['error', 1, at(0, 12)]);
});

test('the reason is told in the terms of the expression', () => {
  const reasons: Record<string, string> = {
    '60 * * * *': 'out of range',
    '0 0 * *': 'it has 4 fields, a cron expression has 5 (minute, hour, day of month, month, day of week)',
    '': 'it is empty; a cron expression has 5 fields (minute, hour, day of month, month, day of week)',
    '0 0 12 * * ?':
      "'?' may only stand alone as day of month or day of week; Airflow takes seconds as the sixth field, not the first",
    '0 0 * * monday': "'monday' is no day of week; write 'mon'",
    '0 0 * january *': "'january' is no month; write 'jan'",
    'a b c d e': 'it has a part that is no cron field',
    '*/0 * * * *': "step '0' as minute is not acceptable",
  };
  for (const [text, reason] of Object.entries(reasons)) {
    assert.equal(
      said(invalidCron, text)[0]?.startsWith(`'${text}' is not a valid cron expression: ${reason}. `),
      true,
      `${text}: ${said(invalidCron, text)}`,
    );
  }
});

test('a preset without its @ is told, and fixed', () => {
  const input = ruleInput([scheduled('daily')], {}, "'daily'");
  const [finding] = invalidCron.check(input);
  assert.match(finding!.message, /Did you mean '@daily'\?$/);
  assert.deepEqual(finding!.fixes?.[0]?.edits, [{ at: at(1, 6), text: '@daily' }]);
  assert.match(said(invalidCron, 'None')[0]!, /For no schedule write None without quotes\.$/);
});

test('an unknown preset, with the one that was meant', () => {
  assert.deepEqual(said(invalidPreset, '@dialy'), ["'@dialy' is not a preset of Airflow. Did you mean '@daily'?"]);
  assert.match(said(invalidPreset, ' @daily')[0]!, /Did you mean '@daily'\?$/);
  assert.match(said(invalidPreset, '@reboot')[0]!, /Use '@once', .* or '@annually', or a cron expression\.$/);
  assert.deepEqual(said(invalidCron, '@dialy'), []);
});

test('what Airflow takes is left alone', () => {
  for (const text of [
    '@daily',
    '@once',
    '@continuous',
    '@Daily',
    '@quarterly',
    '0 0 * * *',
    '0 0 * * * 30',
    '22-2 0 * * *',
  ]) {
    for (const rule of [invalidCron, invalidPreset, cronNeverFires]) assert.deepEqual(said(rule, text), [], text);
  }
});

test('a date that never comes', () => {
  const [finding] = cronNeverFires.check(ruleInput([scheduled('0 0 30 2 *')]));
  assert.deepEqual([finding!.severity, finding!.refuses], ['warning', undefined]);
  assert.deepEqual(said(cronNeverFires, '0 0 29 2 *'), []);
});

test('an assumed or unknown schedule, and a DAG that perhaps is not, are left alone', () => {
  const bad = expression('60 * * * *');
  const quiet = [
    dag('d', { schedule: known(bad, at(0), 'a default of os.getenv') }),
    dag('d', { schedule: notKnown('comes from a Variable', at(0)) }),
    dag('d', { schedule: known(bad, at(0)), conditional: 'depends on a Variable' }),
    dag('d', { schedule: known(bad, at(0)), notCollected: 'made in a function' }),
  ];
  assert.deepEqual([...invalidCron.check(ruleInput(quiet))], []);
});
