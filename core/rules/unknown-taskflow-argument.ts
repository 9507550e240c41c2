// unknown-taskflow-argument: a TaskFlow function is given an argument that it has no parameter for.

import { didYouMean, nearName } from '../text/nearName';
import type { Rule } from './rule';
import { eventsOf } from './rule';
import { renameKeyword } from './support/argumentFixes';
import { fixList, guessed } from './support/fixes';
import { fromEvent } from './support/fromEvent';

export const unknownTaskflowArgument: Rule = {
  id: 'unknown-taskflow-argument',
  severity: 'error',
  summary: 'A @task function is given an argument that it has no parameter for.',
  why: 'Airflow binds the arguments of `f(…)` to the parameters of the function while the file is imported; one too many raises a TypeError, and no DAG of the file loads. Options of the task itself (`retries`, `pool` …) belong in `@task(…)` or `f.override(…)`.',
  bad: `
from airflow.sdk import DAG, task

@task
def load(table):
    print(table)

with DAG("etl"):
    load(tabel="orders")
    #    ^^^^^ error: load() has no parameter 'tabel'. Did you mean 'table'?
`,
  good: `
from airflow.sdk import DAG, task

@task
def load(table):
    print(table)

with DAG("etl"):
    load(table="orders")
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'unknown-taskflow-argument')) {
      const { name, known } = event;
      const near = name === undefined ? undefined : nearName(name, known);
      const message =
        name === undefined
          ? `${event.function}() is given more arguments than it has parameters. Remove the last ones.`
          : `${event.function}() has no parameter '${name}'.${didYouMean(near) || ' Remove the argument; options of the task belong in @task(…) or .override(…).'}`;
      const fix = name === undefined ? undefined : guessed(renameKeyword(input, event.at, name, near), name, near);
      yield fromEvent('unknown-taskflow-argument', input, event, { message, ...fixList(fix) });
    }
  },
};
