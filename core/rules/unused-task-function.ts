// unused-task-function: a @task function that is never called.

import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fromEvent } from './support/fromEvent';
import { isNameUsed } from './support/nameUses';

export const unusedTaskFunction: Rule = {
  id: 'unused-task-function',
  severity: 'warning',
  summary: 'A @task function is never called, so its task is missing.',
  why: 'Decorating a function makes no task: the call does. A function that is never called leaves its task out of the DAG, and no Airflow version says anything.',
  bad: `
from airflow.sdk import DAG, task

with DAG("etl"):

    @task
    def extract():
        return [1, 2]

    @task
    def report():
    #   ^^^^^^ warning: @task function report is never called, so the DAG has no such task. Call it, or remove it.
        print("done")

    extract()
`,
  good: `
from airflow.sdk import DAG, task

with DAG("etl"):

    @task
    def extract():
        return [1, 2]

    @task
    def report():
        print("done")

    extract() >> report()
`,
  *check(input) {
    if (input.file.dags.length === 0) return;
    for (const event of eventsOf(input.file, 'never-used')) {
      if (event.what !== 'task' || isNameUsed(input.module, event.name)) continue;
      const message = `@task function ${event.name} is never called, so the DAG has no such task. Call it, or remove it.`;
      yield fromEvent('unused-task-function', input, event, { message });
    }
  },
};
