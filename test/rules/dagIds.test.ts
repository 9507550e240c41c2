// unknown-dag-id: where a DAG of another file is named, and which one is meant.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkText } from '../support/engine';

const HEAD = `
from airflow.sdk import DAG, Variable, task
from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.providers.standard.sensors.external_task import ExternalTaskSensor
`;
const ORDERS = `${HEAD}\nwith DAG("orders_daily"):\n    BashOperator(task_id="load", bash_command="load")\n`;

/** What the rule says of a task beside the file `orders.py` with the DAG `orders_daily`. */
async function said(task: string, more: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const asking = `${HEAD}\nwith DAG("report"):\n    ${task.replaceAll('\n', '\n    ')}\n`;
  const files = new Map([['orders.py', ORDERS], ['report.py', asking], ...Object.entries(more)]);
  const report = (await checkText(files, { version: '3.3.2' })).get('report.py')!;
  return report.findings
    .filter(({ rule }) => rule === 'unknown-dag-id')
    .map(({ at, message }) => `${report.text.slice(at.start, at.end)} → ${/mean '(.*)'\?/.exec(message)?.[1]}`);
}

const pull = (id: string) =>
  `BashOperator(task_id="a", bash_command="{{ ti.xcom_pull(task_ids='load', dag_id='${id}') }}")`;
const python = (id: string) => `@task\ndef a(ti=None):\n    ti.xcom_pull(task_ids="load", dag_id="${id}")\na()`;
const trigger = (id: string) => `TriggerDagRunOperator(task_id="a", trigger_dag_id=${id})`;

for (const [task, ...expected] of [
  [trigger('"order_daily"'), '"order_daily" → orders_daily'],
  [trigger('"daily_orders"'), '"daily_orders" → orders_daily'],
  [trigger('"Daily-Orders"'), '"Daily-Orders" → orders_daily'],
  [trigger('"orders"'), '"orders" → orders_daily'],
  [pull('order_daily'), "'order_daily' → orders_daily"],
  [python('order_daily'), '"order_daily" → orders_daily'],
  [`for name in ["daily"]:\n    ${trigger('f"{name}_orders"')}`, 'f"{name}_orders" → orders_daily'],
  [pull('orders_daily')],
  [python('orders_daily')],
  [python('invoices')],
  [trigger('"invoices"')],
  [trigger('"orders_weekly"')],
  [trigger('"{{ params.dag }}"')],
  [trigger('Variable.get("dag", default="order_daily")')],
] as const) {
  test(`${task}: ${expected.length} findings`, async () => assert.deepEqual(await said(task), expected));
}

test('nothing is told while a DAG of the folder is not known', async () => {
  const hidden = `${HEAD}\nwith DAG(Variable.get("id")):\n    BashOperator(task_id="a", bash_command="a")\n`;
  assert.deepEqual(await said(trigger('"order_daily"'), { 'hidden.py': hidden }), []);
});
