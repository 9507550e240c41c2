// end-before-start: a DAG whose end_date lies before its start_date.

import { certain } from '../ir/fact';
import type { Rule } from './rule';
import { placeIn } from './support/place';

export const endBeforeStart: Rule = {
  id: 'end-before-start',
  severity: 'warning',
  summary: 'A DAG ends before it starts.',
  why: 'With an `end_date` before its `start_date` a DAG is never scheduled. No Airflow version says anything.',
  bad: `
from datetime import datetime
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl", schedule="@daily", start_date=datetime(2024, 6, 1), end_date=datetime(2024, 5, 1)):
    #                                                                        ^^^^^^^^^^^^^^^^^^^^ warning: end_date (2024-05-01) lies before start_date (2024-06-01), so the DAG is never scheduled. Correct one of them.
    EmptyOperator(task_id="load")
`,
  good: `
from datetime import datetime
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl", schedule="@daily", start_date=datetime(2024, 5, 1), end_date=datetime(2024, 6, 1)):
    EmptyOperator(task_id="load")
`,
  *check(input) {
    for (const dag of input.file.dags) {
      const [start, end] = [certain(dag.startDate), certain(dag.endDate)];
      if (!start || !end || start.zone !== end.zone || end.wallClock >= start.wallClock) continue;
      const [from, to] = [start, end].map(({ wallClock }) => wallClock.replace(/T00:00(:00.*)?$/, ''));
      yield {
        rule: 'end-before-start',
        severity: 'warning',
        ...placeIn(input, dag.endDate.at, dag.via, dag.at),
        message: `end_date (${to}) lies before start_date (${from}), so the DAG is never scheduled. Correct one of them.`,
      };
    }
  },
};
