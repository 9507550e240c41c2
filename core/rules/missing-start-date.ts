// missing-start-date: a DAG with a schedule without a start date.

import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fromEvent } from './support/fromEvent';

export const missingStartDate: Rule = {
  id: 'missing-start-date',
  severity: 'error',
  summary: 'A DAG with a schedule has no start_date.',
  why: 'Airflow 2.11 raises "DAG is missing the start_date parameter" when a DAG is made with a schedule and without a start date, also in its `default_args`; earlier versions raise when a task without a start date is added to a DAG without one. No DAG of the file loads. Airflow 3 raises "start_date is required when catchup=True" where the DAG has a schedule and catches up; else it needs none.',
  exampleVersion: '2.11.2',
  bad: `
from airflow import DAG
from airflow.operators.empty import EmptyOperator

with DAG("etl", schedule="@daily"):
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: This DAG has a schedule but no start_date: Airflow 2.11.2 refuses the file. Give the DAG a start_date.
    EmptyOperator(task_id="load")
`,
  good: `
from datetime import datetime
from airflow import DAG
from airflow.operators.empty import EmptyOperator

with DAG("etl", schedule="@daily", start_date=datetime(2024, 1, 1), catchup=False):
    EmptyOperator(task_id="load")
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'missing-start-date')) {
      const message = `${lackOf(event)}: Airflow ${input.file.version} refuses the file. Give the DAG a start_date.`;
      yield fromEvent('missing-start-date', input, event, { message });
    }
  },
};

function lackOf({ taskId, catchup }: { readonly taskId: string; readonly catchup: boolean }): string {
  if (taskId !== '') return `Task '${taskId}' has no start_date, and neither has its DAG`;
  return `This DAG has a schedule${catchup ? ' and catchup=True,' : ''} but no start_date`;
}
