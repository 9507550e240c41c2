// negative-schedule: a timedelta of zero or less as schedule.

import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fromEvent } from './support/fromEvent';

export const negativeSchedule: Rule = {
  id: 'negative-schedule',
  severity: 'error',
  summary: 'A schedule is a timedelta of zero or less.',
  why: 'Airflow refuses the DAG ("schedule interval must be positive"); the other DAGs of the file load.',
  bad: `
from datetime import timedelta
from airflow.sdk import DAG

dag = DAG("etl", schedule=timedelta(days=-1))
#                         ^^^^^^^^^^^^^^^^^^ error: A DAG cannot run every timedelta(days=-1). Give a timedelta greater than zero.
`,
  good: `
from datetime import timedelta
from airflow.sdk import DAG

dag = DAG("etl", schedule=timedelta(days=1))
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'negative-schedule')) {
      const message = `A DAG cannot run every ${event.text}. Give a timedelta greater than zero.`;
      yield fromEvent('negative-schedule', input, event, { message });
    }
  },
};
