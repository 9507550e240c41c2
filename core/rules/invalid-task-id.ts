// invalid-task-id: a task id that Airflow refuses.

import type { Rule } from './rule';
import { invalidIds } from './support/invalidId';

export const invalidTaskId: Rule = {
  id: 'invalid-task-id',
  severity: 'error',
  summary: 'A task id has characters or a length that Airflow refuses.',
  why: 'A task id is made of letters, digits, dashes, dots and underscores, 250 at most with the ids of its task groups in front (`validate_key`). With any other id the operator raises, so no DAG of the file loads.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    EmptyOperator(task_id="load customers")
    #                     ^^^^^^^^^^^^^^^^ error: Task id 'load customers' must not contain ' '. Use only letters, digits, '_', '-' and '.'.
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    EmptyOperator(task_id="load_customers")
`,
  check: (input) => invalidIds('invalid-task-id', 'task', input),
};
