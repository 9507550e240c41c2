// jinja-in-fstring: where Python takes a pair of braces away, and where it does not.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../core/rules/rule';
import { findingsOf } from '../support/engine';

const HEAD = `
from textwrap import dedent
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

COMMAND = "load {table} {{ ds }}"
TWICE = "load {table} {{ ds }}"
OTHER = "load {table} {d}"
TWICE_USED = [TWICE]
table = "orders"

with DAG("etl"):
    BashOperator(task_id="load", bash_command=`;

async function found(command: string): Promise<readonly Finding[]> {
  const findings = await findingsOf(`${HEAD}${command})\n`, { version: '3.3.2' });
  return findings.filter(({ rule }) => rule === 'jinja-in-fstring');
}

for (const [command, fix] of [
  ['f"load {table} {{ ds }}"', 'Double the braces'],
  ['f"load {{ ds }}"', 'Remove the f'],
  ['"load {} {{ ds }}".format(table)', 'Double the braces'],
  ['"load " f"{table} {{ ds }}"', 'Double the braces'],
  ['"load " + f"{table} {{ ds }}"', 'Double the braces'],
  ['dedent(f"load {table} {{ ds }}")', 'Double the braces'],
  ['COMMAND.format(table=table)', 'Double the braces'],
  ['COMMAND.format(table="{{ ts }}")', 'Double the braces'],
  ['TWICE.format(table=table)', undefined],
] as const) {
  test(`found in ${command}`, async () => {
    const [finding, ...more] = await found(command);
    assert.equal(more.length, 0);
    assert.match(finding?.message ?? '', /^This becomes '\{ ds \}'/);
    assert.equal(finding?.fixes?.[0]?.title, fix);
  });
}

for (const command of [
  'f"load {table} {{{{ ds }}}}"',
  '"load {d}".format(d="{{ ds }}")',
  'OTHER.format(table=table, d="{{ ds }}")',
  '"load {{ ds }}"',
  '"load {{ ds }} " + "{}".format(table)',
  'f"load {table} " "{{ ds }}"',
  `f"load {'{{ ds }}'}"`,
  '"load %s {{ ds }}" % table',
  'COMMAND',
]) {
  test(`nothing in ${command}`, async () => assert.deepEqual(await found(command), []));
}
