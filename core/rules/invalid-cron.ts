// invalid-cron: a schedule that is no cron expression.

import type { Finding, Rule, RuleInput } from './rule';
import { type CronText, cronTexts } from './support/cronSchedules';
import { cronReason, forgottenAt } from './support/cronWords';
import { fixList, renameFix } from './support/fixes';

export const invalidCron: Rule = {
  id: 'invalid-cron',
  severity: 'error',
  summary: 'A schedule is not a valid cron expression.',
  why: 'Airflow reads cron expressions with croniter when it validates the DAG, and refuses the DAG (`AirflowTimetableInvalid`); the other DAGs of the file load. A cron expression has five fields, or six with seconds last, or seven with the year.',
  bad: `
from airflow.sdk import DAG

dag = DAG("etl", schedule="60 * * * *")
#                         ^^^^^^^^^^^^ error: '60 * * * *' is not a valid cron expression: out of range. Correct it, or Airflow refuses the DAG.
`,
  good: `
from airflow.sdk import DAG

dag = DAG("etl", schedule="59 * * * *")
`,
  *check(input) {
    for (const cron of cronTexts(input)) {
      if (!cron.parsed.ok && cron.parsed.kind === 'invalid-cron') yield findingFor(cron, cron.parsed.error, input);
    }
  },
};

function findingFor({ index, text, writtenAt, place }: CronText, error: string, input: RuleInput): Finding {
  const preset = forgottenAt(text);
  const advice = adviceFor(text, preset);
  return {
    rule: 'invalid-cron',
    severity: 'error',
    ...place,
    message: `'${text}' is not a valid cron expression: ${cronReason(text, error)}. ${advice}`,
    ...fixList(renameFix(input, writtenAt, text, preset)),
    refuses: index,
  };
}

function adviceFor(text: string, preset: string | undefined): string {
  if (preset !== undefined) return `Did you mean '${preset}'?`;
  if (text.trim().toLowerCase() === 'none') return 'For no schedule write None without quotes.';
  return 'Correct it, or Airflow refuses the DAG.';
}
