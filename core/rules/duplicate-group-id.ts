// duplicate-group-id: two task groups of one DAG with the same id.

import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fromEvent } from './support/fromEvent';

export const duplicateGroupId: Rule = {
  id: 'duplicate-group-id',
  severity: 'error',
  summary: 'Two task groups of a DAG have the same id.',
  why: 'Airflow raises `DuplicateTaskIdFound` when the second group is made, so no DAG of the file loads. Inside another group the id has that group’s id in front, so `h` in `g` and `h` in `k` are two different groups.',
  bad: `
from airflow.sdk import DAG, TaskGroup
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    with TaskGroup("clean"):
        EmptyOperator(task_id="names")
    with TaskGroup("clean"):
        #          ^^^^^^^ error: Task group id 'clean' is already taken in this DAG. Give this group an id of its own, or add_suffix_on_collision=True.
        EmptyOperator(task_id="dates")
`,
  good: `
from airflow.sdk import DAG, TaskGroup
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    with TaskGroup("clean"):
        EmptyOperator(task_id="names")
    with TaskGroup("clean", add_suffix_on_collision=True):
        EmptyOperator(task_id="dates")
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'duplicate-group-id')) {
      const message =
        `Task group id '${event.id}' is already taken in this DAG. ` +
        'Give this group an id of its own, or add_suffix_on_collision=True.';
      const related = [{ at: event.first, message: `The first group '${event.id}' is made here.` }];
      yield fromEvent('duplicate-group-id', input, event, { message, related });
    }
  },
};
