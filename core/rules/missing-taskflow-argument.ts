// missing-taskflow-argument: a TaskFlow function is called without an argument that it needs.

import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fromEvent } from './support/fromEvent';
import { quoted } from './support/words';

export const missingTaskflowArgument: Rule = {
  id: 'missing-taskflow-argument',
  severity: 'error',
  summary: 'A @task function is called without an argument that it needs.',
  why: 'A call of a @task function makes a task, and Airflow binds the arguments to the parameters at once: a missing one raises a TypeError while the file is imported. Those of a mapped task are bound when it runs, and fail it then. Parameters named like keys of the task context (`ti`, `ds`, `params` …) are filled in when the task runs; Airflow 3 no longer knows `execution_date`, `next_ds` and the like.',
  bad: `
from airflow.sdk import DAG, task

@task
def load(rows, table):
    print(rows, table)

with DAG("etl"):
    load(rows=[1])
    #^^^^^^^^^^^^^ error: load() needs the argument 'table'. Pass it, or give the parameter a default.
`,
  good: `
from airflow.sdk import DAG, task

@task
def load(rows, table, ti=None):
    print(rows, table, ti)

with DAG("etl"):
    load(rows=[1], table="orders")
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'missing-taskflow-argument')) {
      const many = event.names.length > 1;
      const pass = event.mapped
        ? `Give ${many ? 'them' : 'it'} to .partial() or .expand()`
        : `Pass ${many ? 'them' : 'it'}`;
      const message = `${event.function}() needs the argument${many ? 's' : ''} ${quoted(event.names)}. ${pass}, or give the parameter${many ? 's' : ''} a default.`;
      yield fromEvent('missing-taskflow-argument', input, event, { message, severity: 'error' });
    }
  },
};
