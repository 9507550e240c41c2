// unknown-import: a module or name that no Airflow has.

import { didYouMean } from '../text/nearName';
import type { Finding, Rule, RuleInput } from './rule';
import { fixList, guessed } from './support/fixes';
import { fromEvent } from './support/fromEvent';
import { correctName, importFrom } from './support/importFixes';
import { type ImportEvent, importedPath, importsWith, whereNow } from './support/imports';

export const unknownImport: Rule = {
  id: 'unknown-import',
  severity: 'error',
  alsoReportedBy: ['pylance'],
  summary: 'An import names something that Airflow does not have.',
  why: 'The import raises, so no DAG of the file loads. Modules and names are compared with those of Airflow 1.10.15, 2.11.2 and 3.3.2 and the newest official providers; what stands under `try` … `except ImportError` is left alone.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperater
#                                                     ^^^^^^^^^^^^ error: 'airflow.providers.standard.operators.bash' has no 'BashOperater'. Did you mean 'BashOperator'?

with DAG("etl"):
    BashOperater(task_id="load", bash_command="make load")
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    BashOperator(task_id="load", bash_command="make load")
`,
  *check(input) {
    for (const event of importsWith(input, 'unknown')) {
      const { module, name, near } = event;
      if (event.comesLater) {
        yield fromEvent('unknown-import', input, event, tooNew(input, event));
        continue;
      }
      const what = name === undefined ? `Airflow has no module '${module}'.` : `'${module}' has no '${name}'.`;
      yield fromEvent('unknown-import', input, event, {
        message: `${what}${didYouMean(near) || ' Correct the import, or remove it.'}`,
        ...fixList(name === undefined ? undefined : guessed(correctName(input, event.at, near), name, near)),
      });
    }
  },
};

function tooNew(input: RuleInput, event: ImportEvent): Pick<Finding, 'message' | 'fixes'> {
  const { name, target, at } = event;
  const advice = target === undefined ? 'A later Airflow has it.' : whereNow(name, target);
  return {
    message: `Airflow ${input.file.version} has no '${importedPath(event)}' yet. ${advice}`,
    ...fixList(name === undefined ? undefined : importFrom(input, at, target)),
  };
}
