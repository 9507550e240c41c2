// invalid-trigger-rule: a trigger rule that the Airflow in force does not know.

import { didYouMean, nearName } from '../text/nearName';
import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fixList, likelyFix, renameFix } from './support/fixes';
import { fromEvent } from './support/fromEvent';
import { quoted } from './support/words';

/** Airflow 3 removed these names (both were deprecated since 2.2); the new names decide the same. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['dummy', 'always'],
  ['none_failed_or_skipped', 'none_failed_min_one_success'],
]);

export const invalidTriggerRule: Rule = {
  id: 'invalid-trigger-rule',
  severity: 'error',
  summary: 'A trigger rule does not exist in the Airflow version in force.',
  why: 'Trigger rules are compared letter by letter, also those in `default_args`. Airflow raises "The trigger_rule must be one of …" when the task is made, so no DAG of the file loads. Airflow 3 removed `dummy` and `none_failed_or_skipped` and added `all_done_min_one_success`.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    EmptyOperator(task_id="report", trigger_rule="all_succes")
    #                                            ^^^^^^^^^^^^ error: Airflow 3.3.2 has no trigger rule 'all_succes'. Did you mean 'all_success'?
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    EmptyOperator(task_id="report", trigger_rule="all_success")
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'invalid-trigger-rule')) {
      const { value, allowed } = event;
      const renamed = RENAMED.get(value);
      const near = renamed !== undefined && allowed.includes(renamed) ? renamed : nearName(value, allowed);
      const source = event.source === 'default_args' ? ' (set in default_args)' : '';
      const advice = near === undefined ? ` Use one of ${quoted(allowed, 'or', 20)}.` : didYouMean(near);
      const message = `Airflow ${input.file.version} has no trigger rule '${value}'${source}.${advice}`;
      yield fromEvent('invalid-trigger-rule', input, event, {
        message,
        ...fixList(
          near === renamed ? renameFix(input, event.at, value, near) : likelyFix(input, event.at, value, near),
        ),
      });
    }
  },
};
