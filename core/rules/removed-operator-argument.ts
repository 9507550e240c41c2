// removed-operator-argument: a keyword that an operator had in an older Airflow.

import type { Rule } from './rule';
import { unknownArguments } from './support/unknownArgument';

export const removedOperatorArgument: Rule = {
  id: 'removed-operator-argument',
  severity: 'error',
  summary: 'An operator is given an argument that was removed.',
  why: 'Airflow 3 removed `task_concurrency` (now `max_active_tis_per_dag`), `provide_context` (the context is always passed), `execution_date` of TriggerDagRunOperator (now `logical_date`) and others; Airflow 2 removed `schedule_interval` of operators. Each of them raises while the file is imported, so none of its DAGs loads.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    EmptyOperator(task_id="load", task_concurrency=1)
    #                             ^^^^^^^^^^^^^^^^ error: EmptyOperator() has no argument 'task_concurrency' since Airflow 3.0. Use 'max_active_tis_per_dag' instead.
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    EmptyOperator(task_id="load", max_active_tis_per_dag=1)
`,
  *check(input) {
    yield* unknownArguments('removed-operator-argument', input, (event) => event.of !== 'dag' && !!event.removedAfter);
  },
};
