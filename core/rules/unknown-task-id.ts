// unknown-task-id: get_task, set_dependency and the like with an id the DAG does not have.

import { didYouMean } from '../text/nearName';
import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fixList, likelyFix } from './support/fixes';
import { fromEvent } from './support/fromEvent';
import { nearId } from './support/nearId';

export const unknownTaskId: Rule = {
  id: 'unknown-task-id',
  severity: 'error',
  summary: 'A task is asked for by an id that its DAG does not have.',
  why: '`get_task`, `set_dependency` and the like raise `TaskNotFound` for an id that the DAG does not have (yet), so no DAG of the file loads. A task in a task group has the id of the group in front.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl") as dag:
    EmptyOperator(task_id="load")

task = dag.get_task("laod")
#                   ^^^^^^ error: get_task: this DAG has no task 'laod'. Did you mean 'load'?
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl") as dag:
    EmptyOperator(task_id="load")

task = dag.get_task("load")
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'unknown-task-id')) {
      const near = nearId(event.id, event.known);
      const message = `${event.method}: this DAG has no task '${event.id}'.${didYouMean(near) || ' Make the task first, or correct the id.'}`;
      const fix = fixList(likelyFix(input, event.at, event.id, near));
      yield fromEvent('unknown-task-id', input, event, { message, ...fix });
    }
  },
};
