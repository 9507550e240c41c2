// duplicate-dag-id in two files: folders of which only one is deployed are left alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkText } from '../support/engine';

const ORDERS = `from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator
with DAG("orders"):
    EmptyOperator(task_id="load")
`;

/** Two files with one id → whether that is told. */
const PLACES: readonly (readonly [one: string, other: string, isTold: boolean])[] = [
  ['orders.py', 'orders_copy.py', true],
  ['sales/orders.py', 'shop/orders.py', true],
  ['sales/orders.py', 'orders.py', true],
  ['examples/orders.py', 'examples/more.py', true],
  ['1.10/orders.py', '2.0/orders.py', false],
  ['orders.py', 'v2/orders.py', false],
  ['orders.py', 'examples/orders.py', false],
  ['orders.py', 'unit_tests/orders.py', false],
  ['chapter 03/orders.py', 'chapter 04/orders.py', false],
  ['sales/orders.py', 'archive/orders.py', false],
  ['latest/orders.py', 'contests/orders.py', true],
];

for (const [one, other, isTold] of PLACES) {
  test(`${one} and ${other}: ${isTold ? 'told' : 'quiet'}`, async () => {
    const reports = await checkText(
      new Map([
        [one, ORDERS],
        [other, ORDERS],
      ]),
      { version: '3.3.2' },
    );
    const found = reports.get(one)!.findings.some(({ rule }) => rule === 'duplicate-dag-id');
    assert.equal(found, isTold);
  });
}
