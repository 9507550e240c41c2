// Which DAGs start a large backlog that nobody chose. The present moment of the tests is 2026-01-01.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsOf } from '../support/engine';

const HEAD = `
from datetime import datetime, timedelta
from airflow import DAG
from airflow.operators.empty import EmptyOperator
`;

async function isFound(args: string, version = '2.11.2'): Promise<boolean> {
  const text = `${HEAD}with DAG("d", ${args}): EmptyOperator(task_id="a")\n`;
  const findings = await findingsOf(text, { version });
  return findings.some(({ rule }) => rule === 'implicit-catchup');
}

for (const [expected, args] of [
  [true, 'schedule="@daily", start_date=datetime(2025, 1, 1)'],
  [false, 'schedule="@daily", start_date=datetime(2025, 10, 1)'],
  [true, 'schedule="@hourly", start_date=datetime(2025, 12, 1)'],
  [false, 'schedule="@monthly", start_date=datetime(2018, 1, 1)'],
  [true, 'schedule="0 6 * * 1-5", start_date=datetime(2025, 7, 1)'],
  [false, 'schedule="0 6 * * 1-5", start_date=datetime(2025, 9, 1)'],
  [true, 'schedule=timedelta(hours=6), start_date=datetime(2025, 11, 1)'],
  [false, 'schedule="@daily", start_date=datetime(2025, 1, 1), end_date=datetime(2025, 2, 1)'],
  [false, 'schedule="@once", start_date=datetime(2020, 1, 1)'],
  [false, 'schedule=None, start_date=datetime(2020, 1, 1)'],
  [false, 'schedule="@daily", start_date=datetime(2020, 1, 1), catchup=True'],
  [false, 'schedule="@daily", start_date=datetime(2020, 1, 1), default_args={"catchup": False}'],
  [false, 'schedule="@daily", start_date=datetime(2020, 1, 1), **more'],
] as const) {
  test(`${args}: ${expected ? 'a large backlog' : 'nothing to say'}`, async () =>
    assert.equal(await isFound(args), expected));
}

test('Airflow 3 starts none of them', async () => {
  assert.equal(await isFound('schedule="@daily", start_date=datetime(2020, 1, 1)', '3.3.2'), false);
});
