// invalid-dependency: something that is no task beside `>>`.

import { contains } from '../text/span';
import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fromEvent } from './support/fromEvent';

export const invalidDependency: Rule = {
  id: 'invalid-dependency',
  severity: 'error',
  summary: 'A dependency is set with something that is not a task.',
  why: 'Beside `>>` and `<<`, in `set_upstream`, `set_downstream` and `chain(…)` only tasks, task groups, results of tasks, labels and lists of these may stand. Of anything else, such as the id of a task, Airflow raises "object has no attribute \'update_relative\'", so no DAG of the file loads.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    extract = EmptyOperator(task_id="extract")
    EmptyOperator(task_id="load")
    extract >> "load"
    #          ^^^^^^ error: A dependency needs a task on each side, but this is the text 'load'. Put the task itself there.
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    extract = EmptyOperator(task_id="extract")
    load = EmptyOperator(task_id="load")
    extract >> load
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'invalid-dependency')) {
      const at = contains(event.at, event.value) ? event.value : event.at;
      const message = `A dependency needs a task on each side, but this is ${event.what}. Put the task itself there.`;
      yield fromEvent('invalid-dependency', input, { ...event, at }, { message });
    }
  },
};
