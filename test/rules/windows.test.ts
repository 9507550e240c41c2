// end-before-start: the windows of tasks, within those of their DAG.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsOf } from '../support/engine';

async function said(task: string, dag = 'start_date=datetime(2024, 6, 1)'): Promise<string[]> {
  const text = `
from datetime import datetime
import pendulum
from airflow.sdk import DAG, Variable
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl", schedule="@daily", ${dag}):
    EmptyOperator(task_id="load", ${task})
`;
  const findings = await findingsOf(text, { version: '3.3.2' });
  return findings.filter(({ rule }) => rule === 'end-before-start').map(({ message }) => message);
}

for (const [task, window, dag] of [
  ['start_date=datetime(2025, 1, 1), end_date=datetime(2024, 12, 31)', '2024-12-31 2025-01-01'],
  ['end_date=datetime(2024, 5, 1)', '2024-05-01 2024-06-01'],
  [
    'start_date=datetime(2026, 1, 1)',
    '2025-01-01 2026-01-01',
    'start_date=datetime(2024, 1, 1), end_date=datetime(2025, 1, 1)',
  ],
] as const) {
  test(`never runs: ${task}`, async () => {
    const [end, start] = window.split(' ');
    assert.deepEqual(await said(task, dag), [
      `end_date (${end}) lies before start_date (${start}), so task 'load' never runs. Correct one of them.`,
    ]);
  });
}

for (const [task, dag] of [
  ['end_date=datetime(2024, 12, 31)'],
  ['start_date=datetime(2025, 1, 1)'],
  ['start_date=datetime(2025, 1, 1), end_date=datetime(2025, 1, 1)'],
  ['end_date=pendulum.datetime(2024, 5, 1, tz="Europe/Paris")'],
  ['end_date=Variable.get("end")'],
  ['end_date=None, start_date=datetime(2025, 1, 1)'],
  ['end_date=datetime(2024, 5, 1)', 'schedule_interval=None'],
  ['default_args={"end_date": datetime(2024, 5, 1)}'],
] as const) {
  test(`runs, or is not known: ${task}`, async () => assert.deepEqual(await said(task, dag), []));
}
