// Where an editor offers to run a DAG or a task.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dagLenses, taskLenses } from '../../core/features/dagLenses';
import { checkText } from '../support/engine';

const TEXT = `from airflow.sdk import DAG, task
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("shop"):
    first = EmptyOperator(task_id="first")
    for name in ["orders", "customers"]:
        EmptyOperator(task_id=name)
    @task
    def load():
        pass
    first >> load()
    EmptyOperator(task_id=unknown())

with DAG("report"):
    EmptyOperator(task_id="first")
`;

async function lenses() {
  const { dagFile } = (await checkText(TEXT, { version: '3.3.2' })).get('dag.py')!;
  const line = (at: { start: number }): number => TEXT.slice(0, at.start).split('\n').length;
  return {
    dags: dagLenses(dagFile!).map(({ at, dags }) => [line(at), ...dags]),
    tasks: taskLenses(dagFile!).map(({ at, dag, tasks }) => [line(at), dag, ...tasks]),
  };
}

test('a lens stands where a DAG or a task is made; the tasks of a loop share one', async () => {
  const { dags, tasks } = await lenses();
  assert.deepEqual(dags, [
    [4, 0],
    [14, 1],
  ]);
  assert.deepEqual(tasks, [
    [5, 0, 'first'],
    [7, 0, 'orders', 'customers'],
    [11, 0, 'load'],
    [15, 1, 'first'],
  ]);
});
