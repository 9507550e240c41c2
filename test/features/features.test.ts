// Hover and outline over real DAG files.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type OutlineItem, outline } from '../../core/features/outline';
import { type TaskHover, tasksAt } from '../../core/features/taskHover';
import { checkText } from '../support/engine';

const CLASSIC = `
from airflow.sdk import DAG, TaskGroup
from airflow.providers.standard.operators.bash import BashOperator

with DAG("orders", schedule=None):
    start = BashOperator(task_id="start", bash_command="true")
    with TaskGroup("load") as load:
        for table in ["a", "b"]:
            BashOperator(task_id=f"load_{table}", bash_command="true", trigger_rule="all_done")
    start >> load
`;

const TASKFLOW = `
from airflow.sdk import dag, task

@dag(schedule=None)
def flow():
    @task
    def extract():
        return [1]

    @task(trigger_rule="one_success")
    def load(value):
        return value

    load.expand(value=extract())

flow()
`;

async function hoverOn(text: string, word: string): Promise<TaskHover[]> {
  const report = (await checkText(text, { version: '3.3.2' })).get('dag.py')!;
  return tasksAt(report.dagFile!, report.uri, text, text.indexOf(word));
}

test('a hover over an id or an operator tells the task', async () => {
  for (const word of ['"start"', 'BashOperator(task_id="start"']) {
    const [task] = await hoverOn(CLASSIC, word);
    assert.deepEqual(
      [task?.taskId, task?.operator, task?.triggerRule, task?.upstream, task?.downstream],
      ['start', 'BashOperator', 'all_success', [], ['load.load_a', 'load.load_b']],
    );
  }
});

test('a loop tells every task that is made at the place', async () => {
  const tasks = await hoverOn(CLASSIC, 'f"load_');
  assert.deepEqual(tasks.map(({ taskId }) => taskId).sort(), ['load.load_a', 'load.load_b']);
});

test('a hover elsewhere tells nothing, not even within the call of an operator', async () => {
  assert.deepEqual(await hoverOn(CLASSIC, 'bash_command'), []);
  assert.deepEqual(await hoverOn(CLASSIC, 'import'), []);
});

test('a TaskFlow function is told at its call, with its mapping', async () => {
  const [load] = await hoverOn(TASKFLOW, 'load.expand');
  assert.deepEqual(
    [load?.taskId, load?.mapped, load?.triggerRule, load?.upstream],
    ['load', true, 'one_success', ['extract']],
  );
});

test('the outline has DAGs, groups and tasks in the order of the text', async () => {
  const report = (await checkText(CLASSIC, { version: '3.3.2' })).get('dag.py')!;
  const names = (items: readonly OutlineItem[]): unknown[] =>
    items.map(({ kind, name, children }) => [kind, name, ...names(children)]);
  assert.deepEqual(names(outline(report.dagFile!)), [
    ['dag', 'orders', ['task', 'start'], ['group', 'load', ['task', 'load.load_a'], ['task', 'load.load_b']]],
  ]);
});

test('what another file makes has no place in the outline of this one', async () => {
  const files = new Map([
    ['factory.py', 'from airflow.sdk import DAG\ndef make(name):\n    return DAG(name, schedule=None)\n'],
    ['dag.py', 'from airflow.sdk import DAG\nfrom factory import make\nd = make("made")\n'],
  ]);
  const report = (await checkText(files, { version: '3.3.2' })).get('dag.py')!;
  for (const item of outline(report.dagFile!)) assert.equal(item.at.uri, report.uri);
});
