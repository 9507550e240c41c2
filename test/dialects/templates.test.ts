// What templates can use, against what real Airflow rendered: test/truth/templates.json.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { contextKeys, datedKeys } from '../../core/dialects/airflow/templates/contextKeys';
import { filterNames, testNames } from '../../core/dialects/airflow/templates/filters';
import { macroNames } from '../../core/dialects/airflow/templates/macros';
import { replacementOf } from '../../core/dialects/airflow/templates/replacements';
import { JINJA_FILTERS, JINJA_TESTS } from '../../core/template/data/builtins';

interface Recorded {
  readonly filters: readonly string[];
  readonly macros: readonly string[];
  /** Run → template → text, or `!` and the exception. */
  readonly runs: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const recorded: Readonly<Record<string, Recorded>> = JSON.parse(readFileSync('test/truth/templates.json', 'utf8'));
const versions = Object.entries(recorded);

/** The recorded templates that are one name, with what they rendered to. */
function keysOf(run: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(run).filter(([template]) => /^\w+$/.test(template));
}

/** Airflow 1.10 renders what is undefined as nothing. */
function isDefined(text: string): boolean {
  return text !== '' && !/^!UndefinedError: '\w+' is undefined/.test(text);
}

test('the four versions are recorded', () => {
  assert.deepEqual(Object.keys(recorded).sort(), ['1.10.15', '2.11.2', '2.3.4', '3.3.2']);
});

test('context keys are those that render', () => {
  for (const [version, { runs }] of versions) {
    const keys = keysOf(runs.daily!);
    // Only a task with assets among its inlets and outlets has it, and the probe has none.
    const ours = keys.filter(([key]) => contextKeys(version).has(key) && key !== 'asset_state_store');
    const real = keys.filter(([, text]) => isDefined(text));
    assert.deepEqual(ours, real, version);
  }
});

test('what needs a logical date is undefined without one', () => {
  for (const [version, { runs }] of versions) {
    const { daily, dateless } = runs;
    const real = dateless ? keysOf(dateless).filter(([key, text]) => !isDefined(text) && isDefined(daily![key]!)) : [];
    assert.deepEqual([...datedKeys(version)].sort(), real.map(([key]) => key).sort(), version);
  }
});

test('macros are those of the module', () => {
  for (const [version, { macros }] of versions) {
    const hive = (name: string) => name !== 'hive';
    assert.deepEqual([...macroNames(version)].filter(hive).sort(), macros.filter(hive).sort(), version);
    assert.ok(macroNames(version).has('hive'));
  }
});

test("filters are Jinja's and Airflow's", () => {
  for (const [version, { filters }] of versions) {
    assert.deepEqual([...filterNames(version)].filter((name) => !JINJA_FILTERS.has(name)).sort(), filters, version);
  }
  assert.deepEqual([filterNames('1.10.15').has('items'), filterNames('2.1.4').has('items')], [false, true]);
  assert.deepEqual([testNames('1.10.15').has('filter'), testNames('3.3').size], [false, JINJA_TESTS.size]);
});

test('an exact replacement renders the same, and every replacement renders in 3.3.2', () => {
  const keys = [...new Set(versions.flatMap(([, { runs }]) => keysOf(runs.daily!).map(([key]) => key)))];
  for (const key of keys) {
    const replacement = replacementOf(key);
    if (!replacement) continue;
    const { expression, exact } = replacement;
    assert.ok(isDefined(recorded['3.3.2']!.runs.daily![expression]!), `${key}: ${expression}`);
    assert.equal(contextKeys('3.3.2').has(key), false, key);
    for (const [version, { runs }] of exact ? versions : []) {
      for (const [run, texts] of Object.entries(runs)) {
        if (isDefined(texts[key]!) && isDefined(texts[expression]!)) {
          assert.equal(texts[expression], texts[key], `${version} ${run}: ${key}`);
        }
      }
    }
  }
});

test('the next and the previous date have no replacement: the interval tells another date in manual runs', () => {
  const manual = recorded['2.11.2']!.runs.manual!;
  assert.notEqual(manual.data_interval_end, manual.next_execution_date);
  assert.deepEqual(['next_ds', 'next_execution_date', 'prev_ds', 'prev_execution_date'].map(replacementOf), [
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
