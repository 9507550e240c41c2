// task-without-dag: an operator made outside of every DAG.

import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fromEvent } from './support/fromEvent';
import { quoted } from './support/words';

export const taskWithoutDag: Rule = {
  id: 'task-without-dag',
  severity: 'warning',
  summary: 'A task is made outside of every DAG.',
  why: 'A task belongs to the DAG whose `with` block it is made in, to the one given as `dag=`, or to that of a task it is tied to. Without one it is lost, and no Airflow version says anything. A dependency between two such tasks raises ("tasks that don’t have DAGs yet"), so no DAG of the file loads.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    EmptyOperator(task_id="extract")

EmptyOperator(task_id="load")
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Task 'load' belongs to no DAG, so it never runs. Make it in the with block of its DAG, or give it dag=….
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    EmptyOperator(task_id="extract")
    EmptyOperator(task_id="load")
`,
  *check(input) {
    const help = 'Make it in the with block of its DAG, or give it dag=….';
    if (input.file.dags.length > 0)
      for (const event of eventsOf(input.file, 'task-without-dag')) {
        const message = `Task '${event.id}' belongs to no DAG, so it never runs. ${help}`;
        yield fromEvent('task-without-dag', input, event, { message });
      }
    for (const event of eventsOf(input.file, 'edge-without-dag')) {
      const message = `The tasks ${quoted(event.tasks)} belong to no DAG, so Airflow refuses to tie them together. Make them in the with block of a DAG, or give them dag=….`;
      yield fromEvent('task-without-dag', input, event, { message });
    }
  },
};
