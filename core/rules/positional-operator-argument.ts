// positional-operator-argument: an operator given arguments without their names.

import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fromEvent } from './support/fromEvent';

export const positionalOperatorArgument: Rule = {
  id: 'positional-operator-argument',
  severity: 'error',
  summary: 'An operator is given an argument without its name.',
  why: 'Operators take keyword arguments only ("Use keyword arguments when initializing operators"), since Airflow fills in `default_args` by name. The constructor raises, so no DAG of the file loads.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    EmptyOperator("load")
    #             ^^^^^^ error: EmptyOperator takes its arguments by name only. Write the name in front, such as task_id=….
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    EmptyOperator(task_id="load")
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'positional-operator-argument')) {
      const message = `${event.operator} takes its arguments by name only. Write the name in front, such as task_id=….`;
      yield fromEvent('positional-operator-argument', input, event, { message });
    }
  },
};
