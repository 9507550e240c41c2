// invalid-preset: a schedule that starts with `@` and is no preset.

import { PRESET_NAMES } from '../schedule';
import { didYouMean, nearName } from '../text/nearName';
import type { Finding, Rule, RuleInput } from './rule';
import { type CronText, cronTexts } from './support/cronSchedules';
import { fixList, likelyFix, renameFix } from './support/fixes';
import { quoted } from './support/words';

export const invalidPreset: Rule = {
  id: 'invalid-preset',
  severity: 'error',
  summary: 'A schedule starts with @ but is no preset of Airflow.',
  why: 'Airflow takes a text that is no preset for a cron expression and refuses the DAG (`AirflowTimetableInvalid`); the other DAGs of the file load. Other systems’ presets, such as `@reboot` or `@every 5m`, do not exist.',
  bad: `
from airflow.sdk import DAG

dag = DAG("etl", schedule="@dialy")
#                         ^^^^^^^^ error: '@dialy' is not a preset of Airflow. Did you mean '@daily'?
`,
  good: `
from airflow.sdk import DAG

dag = DAG("etl", schedule="@daily")
`,
  *check(input) {
    for (const cron of cronTexts(input)) {
      if (!cron.parsed.ok && cron.parsed.kind === 'invalid-preset') yield findingFor(cron, input);
    }
  },
};

function findingFor({ index, text, writtenAt, place }: CronText, input: RuleInput): Finding {
  const trimmed = text.trim();
  const near = PRESET_NAMES.includes(trimmed) ? trimmed : nearName(text, PRESET_NAMES);
  const advice = didYouMean(near) || ` Use ${quoted(PRESET_NAMES, 'or', 20)}, or a cron expression.`;
  return {
    rule: 'invalid-preset',
    severity: 'error',
    ...place,
    message: `'${text}' is not a preset of Airflow.${advice}`,
    ...fixList(near === trimmed ? renameFix(input, writtenAt, text, near) : likelyFix(input, writtenAt, text, near)),
    refuses: index,
  };
}
