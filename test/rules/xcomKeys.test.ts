// unknown-xcom-key: which pushes of a function are seen, and where helpers may push too.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsOf } from '../support/engine';

async function isTold(body: string, parameters = '**kwargs'): Promise<boolean> {
  const text = `
from airflow.sdk import DAG, get_current_context
from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.operators.python import PythonOperator
from somewhere import helper

def push(${parameters}):
    ${body.replaceAll('\n', '\n    ')}

with DAG("d"):
    first = PythonOperator(task_id="first", python_callable=push)
    first >> BashOperator(task_id="second", bash_command="echo {{ ti.xcom_pull(task_ids='first', key='rows') }}")
`;
  const findings = await findingsOf(text, { version: '3.3.2' });
  return findings.some(({ rule }) => rule === 'unknown-xcom-key');
}

for (const [body, parameters] of [
  ['kwargs["ti"].xcom_push(key="row", value=1)'],
  ['ti = kwargs["ti"]\nti.xcom_push(key="row", value=1)\nhelper(1)'],
  ['helper(kwargs["params"])\nkwargs["ti"].xcom_push(key="row", value=1)'],
  ['helper(context["ti"].xcom_pull(task_ids="x"))\ncontext["ti"].xcom_push(key="row", value=1)', '**context'],
] as const)
  test(`told: ${body}`, async () => assert.equal(await isTold(body, parameters), true));

for (const [body, parameters] of [
  ['ti = kwargs["ti"]\nti.xcom_push(key="row", value=1)\nhelper(ti)'],
  ['instance = kwargs.get("ti")\ninstance.xcom_push(key="row", value=1)\nhelper(instance)'],
  ['helper(kwargs["ti"])\nkwargs["ti"].xcom_push(key="row", value=1)'],
  ['now = get_current_context()\nnow["ti"].xcom_push(key="row", value=1)\nhelper(now)'],
  ['helper(get_current_context())\nget_current_context()["ti"].xcom_push(key="row", value=1)'],
  ['helper(**kwargs)\nkwargs["ti"].xcom_push(key="row", value=1)'],
  ['ti.xcom_push(key="row", value=1)\nhelper(task=ti)', 'ti'],
] as const)
  test(`a helper may push: ${body}`, async () => assert.equal(await isTold(body, parameters), false));

test('a command of several outputs pushes what it prints', async () => {
  const told = async (more: string) => {
    const text = `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("d"):
    first = BashOperator(task_id="first", bash_command="count"${more})
    first >> BashOperator(task_id="second", bash_command="echo {{ ti.xcom_pull(task_ids='first', key='rows') }}")
`;
    return (await findingsOf(text, { version: '3.3.2' })).some(({ rule }) => rule === 'unknown-xcom-key');
  };
  assert.equal(await told(''), true);
  assert.equal(await told(', multiple_outputs=False'), true);
  assert.equal(await told(', multiple_outputs=True'), false);
});
