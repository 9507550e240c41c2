// taskflow-context-parameter: a @task function whose parameters clash with keys of the task context.

import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fromEvent } from './support/fromEvent';
import { oncePerPlace } from './support/parseTimeCalls';

export const taskflowContextParameter: Rule = {
  id: 'taskflow-context-parameter',
  severity: 'error',
  summary: 'A parameter of a @task function is named like a key of the task context, and Airflow cannot fill it.',
  why: 'A parameter named `ds`, `ti`, `params` … gets that key of the task context when the task runs. Airflow gives it the default None for the time until then: since 2.9 a default of its own raises, and up to 3.0 so does a parameter without default behind it. No DAG of the file loads.',
  bad: `
from airflow.sdk import DAG, task

with DAG("etl"):

    @task
    def load(ds="2024-01-01"):
        #    ^^ error: Parameter 'ds' of load gets that value of the task context, so its default can only be None. Write ds=None, or choose another name.
        print(ds)

    load()
`,
  good: `
from airflow.sdk import DAG, task

with DAG("etl"):

    @task
    def load(ds=None):
        print(ds)

    load()
`,
  *check(input) {
    for (const event of oncePerPlace(eventsOf(input.file, 'context-parameter'))) {
      const { name, problem, behind } = event;
      const clash = `Parameter '${name}' of ${event.function} gets that value of the task context`;
      const message =
        problem === 'default'
          ? `${clash}, so its default can only be None. Write ${name}=None, or choose another name.`
          : `${clash}, and '${behind}', which has no default, stands behind it. Put '${behind}' first.`;
      yield fromEvent('taskflow-context-parameter', input, event, { message });
    }
  },
};
