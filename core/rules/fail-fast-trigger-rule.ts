// fail-fast-trigger-rule: a task of a DAG that stops at its first failure, with a trigger rule of its own.

import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fromEvent } from './support/fromEvent';

export const failFastTriggerRule: Rule = {
  id: 'fail-fast-trigger-rule',
  severity: 'error',
  summary: 'A task of a fail_fast DAG has a trigger rule other than all_success.',
  why: 'With `fail_fast=True` (`fail_stop` in 2.7 to 2.11) the first failure ends the run, so no other trigger rule makes sense. Airflow raises `FailFastDagInvalidTriggerRule` (`FailStopDagInvalidTriggerRule`) when the task is made, and no DAG of the file loads. Teardowns are allowed.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl", fail_fast=True):
    load = EmptyOperator(task_id="load")
    load >> EmptyOperator(task_id="report", trigger_rule="all_done")
    #                                                    ^^^^^^^^^^ error: A DAG with fail_fast=True allows only the trigger rule 'all_success', not 'all_done'. Leave the trigger rule out, or fail_fast.
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl", fail_fast=True):
    load = EmptyOperator(task_id="load")
    load >> EmptyOperator(task_id="report")
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'fail-fast-trigger-rule')) {
      const { argument, rule } = event;
      const message = `A DAG with ${argument}=True allows only the trigger rule 'all_success', not '${rule}'. Leave the trigger rule out, or ${argument}.`;
      yield fromEvent('fail-fast-trigger-rule', input, event, { message });
    }
  },
};
