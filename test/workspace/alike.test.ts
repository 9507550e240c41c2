// One mistake in a factory is told once, not for each DAG and task that comes from it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsOf } from '../support/engine';

const CATCHUP = `
from datetime import datetime
from airflow import DAG
from airflow.operators.empty import EmptyOperator
for name in NAMES:
    with DAG(name, schedule="@daily", start_date=datetime(2021, 1, 1)):
        EmptyOperator(task_id="a")
`;
const TRIGGER = `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator
with DAG("d", schedule=None):
    end = EmptyOperator(task_id="end")
    for name in NAMES:
        EmptyOperator(task_id=name, trigger_rule="all_done") >> end
`;

async function messages(program: string, names: string, version: string): Promise<string[]> {
  const findings = await findingsOf(program.replace('NAMES', names), { version });
  return findings.map(({ message }) => message);
}

test('42 DAGs of one line that catch up have one finding, which says so and has the fix', async () => {
  const findings = await findingsOf(CATCHUP.replace('NAMES', '[f"d{i}" for i in range(42)]'), { version: '2.11.2' });
  assert.equal(findings.length, 1);
  assert.match(findings[0]!.message, /Add catchup=False.* The same goes for 41 more made here\.$/);
  assert.equal(findings[0]!.fixes?.[0]?.title, 'Add catchup=False');
});

test('where names tell them apart, some of the others are named', async () => {
  const [first, ...rest] = await messages(TRIGGER, '"abcdef"', '3.3.2');
  assert.deepEqual(rest, []);
  assert.match(first!, /^Task 'a' has no upstream task.* The same goes for 'b', 'c', 'd' and 2 more made here\.$/);
  const [four] = await messages(TRIGGER, '"abcd"', '3.3.2');
  assert.match(four!, / The same goes for 'b', 'c' and 'd' made here\.$/);
});

test('a few are told one by one', async () => {
  assert.equal((await messages(TRIGGER, '"abc"', '3.3.2')).length, 3);
});

test('messages that say something else stay apart', async () => {
  const found = await messages(
    CATCHUP.replace('2021', 'year').replace('name in', 'name, year in'),
    '[(f"d{n}{y}", y) for n in range(9) for y in (2020, 2021)]',
    '2.11.2',
  );
  assert.equal(found.length, 2);
});
