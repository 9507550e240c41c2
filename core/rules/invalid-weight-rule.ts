// invalid-weight-rule: a weight rule that does not exist.

import type { Rule } from './rule';
import { invalidChoices } from './support/invalidChoice';

export const invalidWeightRule: Rule = {
  id: 'invalid-weight-rule',
  severity: 'error',
  summary: 'A weight rule does not exist.',
  why: 'The weight rule says how the priority of a task follows from those around it: `downstream`, `upstream` or `absolute`, or a strategy that a plugin registers. Airflow 2 refuses another text when the task is made, Airflow 3 when it stores the DAG.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    EmptyOperator(task_id="load", weight_rule="downstrem")
    #                                         ^^^^^^^^^^^ error: Airflow has no weight rule 'downstrem'. Did you mean 'downstream'?
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    EmptyOperator(task_id="load", weight_rule="downstream")
`,
  *check(input) {
    yield* invalidChoices('invalid-weight-rule', input, 'weight rule');
  },
};
