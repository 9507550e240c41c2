// deprecated-import: an import that still works, with a warning.

import type { Rule } from './rule';
import { fixList } from './support/fixes';
import { fromEvent } from './support/fromEvent';
import { importFrom } from './support/importFixes';
import { importedPath, importsWith } from './support/imports';

export const deprecatedImport: Rule = {
  id: 'deprecated-import',
  severity: 'warning',
  alsoReportedBy: ['ruff-air'],
  summary: 'An import uses a path that Airflow has left.',
  why: 'Airflow keeps old paths alive for a while: those of 1.10 up to 2.11, those of 2 in Airflow 3. Each import through them warns, and a later release removes them. The new places are read from the tables of Airflow itself.',
  bad: `
from airflow.sdk import DAG
from airflow.operators.bash import BashOperator
#                                  ^^^^^^^^^^^^ warning: 'airflow.operators.bash.BashOperator' is deprecated. Import it from 'airflow.providers.standard.operators.bash'.

with DAG("etl"):
    BashOperator(task_id="load", bash_command="make load")
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    BashOperator(task_id="load", bash_command="make load")
`,
  *check(input) {
    for (const event of importsWith(input, 'deprecated')) {
      const { target, name } = event;
      const dot = target?.lastIndexOf('.') ?? 0;
      const now = target?.slice(dot + 1);
      const advice =
        target === undefined ? '' : ` Import it from '${target.slice(0, dot)}'${now === name ? '' : ` as '${now}'`}.`;
      yield fromEvent('deprecated-import', input, event, {
        message: `'${importedPath(event)}' is deprecated.${advice}`,
        ...fixList(importFrom(input, event.at, target)),
      });
    }
  },
};
