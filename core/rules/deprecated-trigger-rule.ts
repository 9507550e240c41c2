// deprecated-trigger-rule: a trigger rule whose name goes away with Airflow 3.

import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fixList } from './support/fixes';
import { fromEvent } from './support/fromEvent';
import { ruleValueFix } from './support/triggerRuleFix';

export const deprecatedTriggerRule: Rule = {
  id: 'deprecated-trigger-rule',
  severity: 'warning',
  summary: 'A trigger rule has a name that Airflow 3 no longer knows.',
  why: 'From 2.2 to 2.11, Airflow replaces `dummy` by `always` and `none_failed_or_skipped` by `none_failed_min_one_success`, and warns each time it reads the file. The new names decide the same; Airflow 3 refuses files with the old ones.',
  bad: `
from airflow import DAG
from airflow.operators.empty import EmptyOperator

with DAG("etl"):
    load = EmptyOperator(task_id="load")
    load >> EmptyOperator(task_id="report", trigger_rule="dummy")
    #                                                    ^^^^^^^ warning: Trigger rule 'dummy' is deprecated, and Airflow 3 refuses it. Write 'always', which decides the same.
`,
  good: `
from airflow import DAG
from airflow.operators.empty import EmptyOperator

with DAG("etl"):
    load = EmptyOperator(task_id="load")
    load >> EmptyOperator(task_id="report", trigger_rule="always")
`,
  exampleVersion: '2.11.2',
  *check(input) {
    const seen = new Set<number>();
    for (const event of eventsOf(input.file, 'deprecated-trigger-rule')) {
      // What default_args say is said of every task.
      if (event.source === 'default_args' && seen.has(event.at.start)) continue;
      seen.add(event.at.start);
      const message = `Trigger rule '${event.value}' is deprecated, and Airflow 3 refuses it. Write '${event.successor}', which decides the same.`;
      const fix = ruleValueFix(input, event.at, event.successor);
      yield fromEvent('deprecated-trigger-rule', input, event, { message, ...fixList(fix) });
    }
  },
};
