// removed-import: something of Airflow that the version in force has no longer, or elsewhere.

import type { Rule } from './rule';
import { fixList } from './support/fixes';
import { fromEvent } from './support/fromEvent';
import { importFrom } from './support/importFixes';
import { importedPath, importsWith, whereNow } from './support/imports';

export const removedImport: Rule = {
  id: 'removed-import',
  severity: 'error',
  alsoReportedBy: ['ruff-air'],
  summary: 'An import names something that the Airflow in force has no longer.',
  why: 'Airflow 2 moved most operators into provider packages, Airflow 3 removed the old paths and many helpers (`days_ago`, `apply_defaults`, SubDagOperator). The import raises, so no DAG of the file loads. The new places are read from the tables of Airflow itself.',
  bad: `
from airflow.sdk import DAG
from airflow.operators.dummy import DummyOperator
#                                   ^^^^^^^^^^^^^ error: Airflow 3.3.2 has no 'airflow.operators.dummy.DummyOperator'. Import it from 'airflow.providers.standard.operators.empty' as 'EmptyOperator'.

with DAG("etl"):
    DummyOperator(task_id="start")
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    EmptyOperator(task_id="start")
`,
  *check(input) {
    for (const event of importsWith(input, 'removed')) {
      const path = importedPath(event);
      const fix = event.name === undefined ? undefined : importFrom(input, event.at, event.target);
      const advice = event.target === undefined ? ` ${instead(path)}` : ` ${whereNow(event.name, event.target)}`;
      const message = `Airflow ${input.file.version} has no '${path}'.${advice}`;
      yield fromEvent('removed-import', input, event, { message, ...fixList(fix) });
    }
  },
};

/** What to do without the things that have no successor. */
const INSTEAD: Readonly<Record<string, string>> = {
  'airflow.utils.dates.days_ago': 'Write a fixed date instead, such as datetime(2025, 1, 1).',
  'airflow.utils.decorators.apply_defaults': 'Remove it: operators take their default arguments without it.',
};

function instead(path: string): string {
  return INSTEAD[path] ?? 'Nothing has taken its place.';
}
