// DAGs that trigger themselves: when that never ends, and what may end it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsOf } from '../support/engine';

/** What the rule says to a DAG with these arguments and these lines before `>> again`. */
async function said(lines: string, dag = 'schedule="@daily"', trigger = ''): Promise<string[]> {
  const text = `
from airflow.sdk import DAG, task
from airflow.providers.common.sql.operators.sql import SQLCheckOperator, SQLExecuteQueryOperator
from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.operators.python import PythonOperator
from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.providers.standard.sensors.filesystem import FileSensor
from company.operators import Load
import company

with DAG("poll", ${dag}):
    again = TriggerDagRunOperator(task_id="again", trigger_dag_id="poll"${trigger})
    ${lines.replaceAll('\n', '\n    ')}
`;
  const findings = await findingsOf(text, { version: '3.3.2' });
  return findings.filter(({ rule }) => rule === 'dag-triggers-itself').map(({ message }) => message);
}

const SQL = 'SQLExecuteQueryOperator(task_id="load", sql="insert into a select * from b", conn_id="db") >> again';
const CALLED = (body: string) => `@task\ndef load():\n    ${body}\nload() >> again`;

const ENDLESS: readonly (readonly [string, string, (string | undefined)?, string?])[] = [
  ['nothing before it', ''],
  ['a query', SQL],
  ['a command', 'BashOperator(task_id="load", bash_command="load {{ ds }}") >> again'],
  ['a function', CALLED('print("loading")')],
  ['a function of an operator', 'def load(): ...\nPythonOperator(task_id="load", python_callable=load) >> again'],
  ['no schedule', SQL, 'schedule=None'],
  ['a setting that changes nothing', SQL, undefined, ', skip_when_already_exists=True'],
];

for (const [what, lines, dag, trigger] of ENDLESS)
  test(`endless: ${what}`, async () => assert.equal((await said(lines, dag, trigger)).length, 1));

const MAY_END: readonly (readonly [string, string, (string | undefined)?, string?])[] = [
  ['a branch', '@task.branch\ndef which(): return "again"\nwhich() >> again'],
  ['a short circuit', '@task.short_circuit\ndef more(): return company.more()\nmore() >> again'],
  ['a short circuit further up', `@task.short_circuit\ndef more(): return company.more()\nmore() >> ${SQL}`],
  ['a sensor', 'FileSensor(task_id="file", filepath="/data/in") >> again'],
  ['a check', 'SQLCheckOperator(task_id="more", sql="select 1", conn_id="db") >> again'],
  ['an operator of the project', 'Load(task_id="load") >> again'],
  ['a function that raises', CALLED('raise ValueError("enough")')],
  ['a function that skips', CALLED('company.AirflowSkipException()')],
  ['a function of another file', 'PythonOperator(task_id="load", python_callable=company.load) >> again'],
  ['a command that tests', 'BashOperator(task_id="load", bash_command="test -f /data/more") >> again'],
  [
    'a mapped task',
    'SQLExecuteQueryOperator.partial(task_id="load", conn_id="db").expand(sql=company.queries()) >> again',
  ],
  ['a condition', '@task.run_if(lambda context: company.more())\n@task\ndef load(): ...\nload() >> again'],
  ['another trigger rule', SQL, undefined, ', trigger_rule="one_failed"'],
  ['a run id of its own', SQL, undefined, ', trigger_run_id="{{ ds }}"'],
  ['a hook', SQL, undefined, ', pre_execute=company.check'],
  ['an end', SQL, 'schedule="@daily", end_date=company.END'],
  ['an end in default_args', SQL, 'schedule="@daily", default_args={"end_date": company.END}'],
];

for (const [what, lines, dag, trigger] of MAY_END)
  test(`may end: ${what}`, async () => assert.deepEqual(await said(lines, dag, trigger), []));

test('the advice knows the schedule', async () => {
  const advice = async (dag: string) => /before it(.*)\.$/.exec((await said(SQL, dag))[0]!)?.[1];
  assert.equal(await advice('schedule="@daily"'), ', or leave it to the schedule');
  assert.equal(await advice('schedule=None'), ', or give the DAG a schedule');
  assert.equal(await advice('schedule="@once"'), ', or give the DAG a schedule');
  assert.equal(await advice('schedule=company.WHEN'), '');
});
