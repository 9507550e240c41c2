// A loop meets the same place many times; what is wrong there is said once.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkText } from '../support/engine';

const WITH_LOOP = `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    for name in ["a", "b", "c"]:
        BashOperator(task_id=name)

with DAG("wait"):
    for name in ["a", "b", "c"]:
        BashOperator(task_id=name, bash_command="{{ 1 +* 2 }}", depends_on_past="yes")
`;

test('what is wrong in every round of a loop is one finding', async () => {
  const { findings } = (await checkText(WITH_LOOP, { version: '3.3.2' })).get('dag.py')!;
  const told = findings.map(({ rule, at, message }) => `${rule} ${at.start} ${message}`);
  assert.ok(told.length >= 3, told.join('\n'));
  assert.deepEqual(told, [...new Set(told)]);
});
