// jinja-unknown-filter: a template uses a filter or a test that does not exist.

import { didYouMean, nearName } from '../text/nearName';
import type { Finding, Rule, RuleInput } from './rule';
import { templateFix } from './support/templateFixes';
import { filtersInTemplates, testsInTemplates } from './support/templateNames';
import { distinct, type TaskTemplate, taskTemplates } from './support/templates';

export const jinjaUnknownFilter: Rule = {
  id: 'jinja-unknown-filter',
  severity: 'error',
  summary: 'A template uses a filter or a test that does not exist.',
  why: 'Jinja refuses a template with an unknown filter or test, and the task fails. There are those of Jinja, `ds`, `ts` and kin of Airflow (2.2 and later), and what `user_defined_filters` of the DAG adds.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    BashOperator(task_id="load", bash_command="load {{ run_id | uper }}")
    #                                                           ^^^^ error: There is no filter 'uper' in templates of Airflow 3.3.2. Did you mean 'upper'?
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    BashOperator(task_id="load", bash_command="load {{ run_id | upper }}")
`,
  check(input) {
    return distinct(taskTemplates(input).flatMap((one) => [...findingsIn(input, one)]));
  },
};

function* findingsIn(input: RuleInput, one: TaskTemplate): Iterable<Finding> {
  const { version } = input.file;
  const kinds = [
    { word: 'filter', uses: one.uses.filters, known: filtersInTemplates(one.dag, version) },
    { word: 'test', uses: one.uses.tests, known: testsInTemplates(one.dag, version) },
  ];
  for (const { word, uses, known } of kinds) {
    for (const use of uses) {
      if (!known || known.has(use.name) || use.soft) continue;
      const near = nearName(use.name, known);
      const advice = didYouMean(near) || (word === 'filter' ? ' Define it in user_defined_filters of the DAG.' : '');
      const fixes = templateFix(input, one, use, near);
      yield {
        rule: 'jinja-unknown-filter',
        severity: 'error',
        at: one.place(use),
        message: `There is no ${word} '${use.name}' in templates of Airflow ${version}${one.where(use)}.${advice}`,
        ...(fixes ? { fixes } : {}),
      };
    }
  }
}
