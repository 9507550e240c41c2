// missing-task-id: an operator made without an id.

import { contains } from '../text/span';
import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fromEvent } from './support/fromEvent';

export const missingTaskId: Rule = {
  id: 'missing-task-id',
  severity: 'error',
  summary: 'An operator is made without task_id.',
  why: 'Every operator needs `task_id`; without it the constructor raises a `TypeError`, so no DAG of the file loads.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    BashOperator(bash_command="echo hello")
    #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: BashOperator is made without an id. Add task_id="…".
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    BashOperator(task_id="hello", bash_command="echo hello")
`,
  *check(input) {
    const positional = eventsOf(input.file, 'positional-operator-argument');
    for (const event of eventsOf(input.file, 'missing-task-id')) {
      // Airflow refuses an argument without a name before it misses the id, which often is that argument.
      if (positional.some(({ at }) => contains(event.at, at))) continue;
      const message = `${event.operator} is made without an id. Add task_id="…".`;
      yield fromEvent('missing-task-id', input, event, { message });
    }
  },
};
