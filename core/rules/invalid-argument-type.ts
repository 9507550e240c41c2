// invalid-argument-type: a value of a kind that DAG() or an operator refuses.

import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fromEvent } from './support/fromEvent';

export const invalidArgumentType: Rule = {
  id: 'invalid-argument-type',
  severity: 'error',
  summary: 'An argument has a value that Airflow refuses.',
  why: 'DAG() and BaseOperator check some arguments when the object is made: `execution_timeout` must be a timedelta, `retries` a whole number, `pool_slots` at least 1, and so on; since 2.10 most arguments are checked. Anything else raises, so no DAG of the file loads.',
  bad: `
from airflow.sdk import DAG

dag = DAG("etl", dagrun_timeout=60)
#                               ^^ error: DAG() takes a timedelta as 'dagrun_timeout', not 60.
`,
  good: `
from datetime import timedelta
from airflow.sdk import DAG

dag = DAG("etl", dagrun_timeout=timedelta(minutes=60))
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'invalid-argument')) {
      const { callee, name, expected, given } = event;
      yield fromEvent('invalid-argument-type', input, event, {
        message: `${callee}() takes ${expected} as '${name}', not ${given}.`,
      });
    }
  },
};
