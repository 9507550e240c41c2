// invalid-group-id: a task group id that Airflow refuses.

import type { Rule } from './rule';
import { invalidIds } from './support/invalidId';

export const invalidGroupId: Rule = {
  id: 'invalid-group-id',
  severity: 'error',
  summary: 'A task group id has characters or a length that Airflow refuses.',
  why: 'A task group id is made of letters, digits, dashes and underscores, 200 at most (`validate_group_key`); the dot is kept for joining groups. With any other id `TaskGroup(…)` raises, so no DAG of the file loads.',
  bad: `
from airflow.sdk import DAG, TaskGroup
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    with TaskGroup("clean.names"):
        #          ^^^^^^^^^^^^^ error: Task group id 'clean.names' must not contain '.'. Use only letters, digits, '_', '-'.
        EmptyOperator(task_id="trim")
`,
  good: `
from airflow.sdk import DAG, TaskGroup
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    with TaskGroup("clean_names"):
        EmptyOperator(task_id="trim")
`,
  check: (input) => invalidIds('invalid-group-id', 'group', input),
};
