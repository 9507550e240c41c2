// Each quick fix that a bad example is offered repairs it, and brings nothing new.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RULES } from '../../core/rules/index';
import type { Finding, Fix, Rule } from '../../core/rules/rule';
import { parseFixture } from '../markers';
import { checkText } from '../support/engine';
import { optionsOf } from '../support/ruleOptions';

async function check(rule: Rule, files: ReadonlyMap<string, string>) {
  const reports = await checkText(files, optionsOf(rule));
  return [...reports].flatMap(([name, { findings }]) => findings.map((finding) => ({ name, finding })));
}

function applied(text: string, { edits }: Fix): string {
  const backwards = [...edits].sort((a, b) => b.at.start - a.at.start);
  return backwards.reduce((result, { at, text: put }) => result.slice(0, at.start) + put + result.slice(at.end), text);
}

function inWords({ rule, message }: Finding): string {
  return `${rule}: ${message}`;
}

for (const rule of RULES) {
  test(`${rule.id}: its quick fixes remove the finding and bring no other`, async () => {
    const { files } = parseFixture(rule.bad);
    const before = await check(rule, files);
    for (const { name, finding } of before) {
      for (const fix of finding.fixes ?? []) {
        const text = applied(files.get(name)!, fix);
        const after = (await check(rule, new Map([...files, [name, text]]))).map((one) => inWords(one.finding));
        const left = before.filter((one) => one.finding !== finding).map((one) => inWords(one.finding));
        assert.deepEqual(
          after.filter((words) => !left.includes(words)),
          [],
          text,
        );
        assert.equal(after.length < before.length, true, text);
      }
    }
  });
}

/** What a fix leaves of a line: the file, and the same lines after the fix of its finding. */
const WRITTEN: readonly (readonly [title: string, rule: string, before: string, after: string])[] = [
  [
    'an argument alone on its line goes with the line',
    'removed-operator-argument',
    'with DAG("d", schedule=None):\n    PythonOperator(\n        task_id="a",\n        python_callable=print,\n        provide_context=True,\n    )\n',
    'with DAG("d", schedule=None):\n    PythonOperator(\n        task_id="a",\n        python_callable=print,\n    )\n',
  ],
  [
    'a fixed date keeps the time zone, which the schedule goes by',
    'dynamic-start-date',
    'TZ = pendulum.timezone("Europe/Paris")\nwith DAG("d", schedule="0 8 * * *", start_date=pendulum.now(TZ).subtract(days=2)):\n    PythonOperator(task_id="a", python_callable=print)\n',
    'TZ = pendulum.timezone("Europe/Paris")\nwith DAG("d", schedule="0 8 * * *", start_date=pendulum.datetime(2024, 1, 1, tz=TZ)):\n    PythonOperator(task_id="a", python_callable=print)\n',
  ],
];

const IMPORTS =
  'import pendulum\nfrom airflow.sdk import DAG\nfrom airflow.providers.standard.operators.python import PythonOperator\n';

for (const [title, rule, before, after] of WRITTEN) {
  test(title, async () => {
    const text = `${IMPORTS}${before}`;
    const reports = await checkText(new Map([['dag.py', text]]), { version: '3.3.2' });
    const found = [...reports.values()].flatMap(({ findings }) => findings).find((finding) => finding.rule === rule);
    assert.ok(found?.fixes?.[0]);
    assert.equal(applied(text, found.fixes[0]), `${IMPORTS}${after}`);
  });
}
