// cron-never-fires: a valid cron expression that names no date.

import { neverFires } from '../schedule';
import type { Rule } from './rule';
import { cronTexts } from './support/cronSchedules';

export const cronNeverFires: Rule = {
  id: 'cron-never-fires',
  severity: 'warning',
  summary: 'A cron expression names a date that never comes.',
  why: 'Airflow loads the DAG without a word, but fails to find a next run, so the DAG never runs on its schedule.',
  bad: `
from airflow.sdk import DAG

dag = DAG("etl", schedule="0 0 30 2 *")
#                         ^^^^^^^^^^^^ warning: '0 0 30 2 *' is valid but never fires: no date matches it. Correct the day, or use None for a DAG without a schedule.
`,
  good: `
from airflow.sdk import DAG

dag = DAG("etl", schedule="0 0 28 2 *")
`,
  *check(input) {
    for (const { text, place, parsed } of cronTexts(input)) {
      if (!parsed.ok || !neverFires(parsed.schedule)) continue;
      const message =
        `'${text}' is valid but never fires: no date matches it. ` +
        'Correct the day, or use None for a DAG without a schedule.';
      yield { rule: 'cron-never-fires', severity: 'warning', ...place, message };
    }
  },
};
