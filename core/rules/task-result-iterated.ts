// task-result-iterated: the file loops over the result of a task, which is not there before the task has run.

import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fromEvent } from './support/fromEvent';
import { oncePerPlace } from './support/parseTimeCalls';

export const taskResultIterated: Rule = {
  id: 'task-result-iterated',
  severity: 'error',
  summary: 'The file loops over the result of a task, or asks for its length.',
  why: 'When the file is read, calling a `@task` function gives a stand-in for what the task will return. Looping over it, unpacking it and `len()` raise TypeError ("\'XComArg\' object is not iterable"), so no DAG of the file loads. `expand` makes a task for each element once they are known.',
  bad: `
from airflow.sdk import DAG, task

with DAG("etl"):

    @task
    def tables():
        return ["orders", "customers"]

    @task
    def load(table):
        print(table)

    for table in tables():
        #        ^^^^^^^^ error: The result of task 'tables' is known only when the task has run, so the file cannot loop over it. Map a task over it with expand(…), or loop inside a task.
        load(table)
`,
  good: `
from airflow.sdk import DAG, task

with DAG("etl"):

    @task
    def tables():
        return ["orders", "customers"]

    @task
    def load(table):
        print(table)

    load.expand(table=tables())
`,
  *check(input) {
    for (const event of oncePerPlace(eventsOf(input.file, 'result-iterated'))) {
      const result = event.task === undefined ? 'The result of a task' : `The result of task '${event.task}'`;
      const message =
        event.use === 'loop'
          ? `${result} is known only when the task has run, so the file cannot loop over it. Map a task over it with expand(…), or loop inside a task.`
          : `${result} is known only when the task has run, so the file cannot ask for its length. Do so inside a task.`;
      yield fromEvent('task-result-iterated', input, event, { message });
    }
  },
};
