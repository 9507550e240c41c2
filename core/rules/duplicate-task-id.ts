// duplicate-task-id: two tasks of one DAG with the same id.

import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fromEvent } from './support/fromEvent';

export const duplicateTaskId: Rule = {
  id: 'duplicate-task-id',
  severity: 'error',
  summary: 'Two tasks of a DAG have the same id.',
  why: 'Airflow raises `DuplicateTaskIdFound` when the second task is made, so no DAG of the file loads. A task group puts its id in front of the ids of its tasks, unless `prefix_group_id=False`.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    extract = EmptyOperator(task_id="extract")
    load = EmptyOperator(task_id="extract")
    #                            ^^^^^^^^^ error: Task id 'extract' is already taken in this DAG. Give this task an id of its own.
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    extract = EmptyOperator(task_id="extract")
    load = EmptyOperator(task_id="load")
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'duplicate-task-id')) {
      const message = `Task id '${event.id}' is already taken in this DAG. Give this task an id of its own.`;
      const related = [{ at: event.first, message: `The first task '${event.id}' is made here.` }];
      yield fromEvent('duplicate-task-id', input, event, { message, related });
    }
  },
};
