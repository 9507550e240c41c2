// unknown-task-decorator: `@task.brnach`, where a decorator of almost this name is meant.

import { didYouMean } from '../text/nearName';
import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fixList } from './support/fixes';
import { fromEvent } from './support/fromEvent';

export const unknownTaskDecorator: Rule = {
  id: 'unknown-task-decorator',
  severity: 'error',
  summary: 'A kind of @task does not exist; one of almost this name does.',
  why: 'Airflow raises "task decorator … not found" when the file is read, so none of its DAGs loads. Providers add kinds of their own, so only a name that differs by one letter from a known one is told.',
  bad: `
from airflow.sdk import DAG, task

with DAG("etl"):

    @task.brnach
    #     ^^^^^^ error: There is no decorator @task.brnach. Did you mean 'branch'?
    def which():
        return "load"

    @task
    def load():
        pass

    which() >> load()
`,
  good: `
from airflow.sdk import DAG, task

with DAG("etl"):

    @task.branch
    def which():
        return "load"

    @task
    def load():
        pass

    which() >> load()
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'unknown-decorator')) {
      const { name, near, at } = event;
      const start = at.end - name.length;
      const place = input.text.slice(start, at.end) === name ? { uri: at.uri, start, end: at.end } : at;
      const fix = place === at ? undefined : { title: `Change to '${near}'`, edits: [{ at: place, text: near }] };
      const message = `There is no decorator @task.${name}.${didYouMean(near)}`;
      yield fromEvent('unknown-task-decorator', input, { ...event, at: place }, { message, ...fixList(fix) });
    }
  },
};
