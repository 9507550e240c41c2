// task-group-id-collision: a task and a task group of one DAG with the same id.

import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fromEvent } from './support/fromEvent';

export const taskGroupIdCollision: Rule = {
  id: 'task-group-id-collision',
  severity: 'error',
  summary: 'A task and a task group of a DAG have the same id.',
  why: 'Tasks and task groups of a DAG share one set of ids. Airflow raises `DuplicateTaskIdFound` when the second of the two is made, so no DAG of the file loads.',
  bad: `
from airflow.sdk import DAG, TaskGroup
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    with TaskGroup("load"):
        EmptyOperator(task_id="customers")
    EmptyOperator(task_id="load")
    #                     ^^^^^^ error: Id 'load' is already the id of a task group of this DAG. Rename the task or the group.
`,
  good: `
from airflow.sdk import DAG, TaskGroup
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    with TaskGroup("load"):
        EmptyOperator(task_id="customers")
    EmptyOperator(task_id="loaded")
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'task-group-id-collision')) {
      const other = event.added === 'task' ? 'task group' : 'task';
      const message = `Id '${event.id}' is already the id of a ${other} of this DAG. Rename the task or the group.`;
      const related = [{ at: event.first, message: `The ${other} '${event.id}' is made here.` }];
      yield fromEvent('task-group-id-collision', input, event, { message, related });
    }
  },
};
