// deprecated-argument: an argument that still works, with a warning.

import type { Rule } from './rule';
import { eventsOf } from './rule';
import { removeKeyword, renameKeyword } from './support/argumentFixes';
import { fixList, renameFix } from './support/fixes';
import { fromEvent } from './support/fromEvent';
import { oncePerPlace } from './support/parseTimeCalls';

export const deprecatedArgument: Rule = {
  id: 'deprecated-argument',
  severity: 'warning',
  summary: 'A DAG or task is given an argument that Airflow will lose or no longer heeds.',
  why: 'Airflow 2 still takes the old names with a warning (`schedule_interval` since 2.4, `concurrency` and `task_concurrency` since 2.2); Airflow 3 refuses them. Airflow 3 takes `sla` and `sla_miss_callback` and does nothing with them.',
  bad: `
from datetime import datetime
from airflow import DAG

dag = DAG("etl", schedule_interval="@daily", start_date=datetime(2024, 1, 1), catchup=False)
#                ^^^^^^^^^^^^^^^^^ warning: 'schedule_interval' is deprecated, and Airflow 3.0 refuses it. Use 'schedule' instead.
`,
  good: `
from datetime import datetime
from airflow import DAG

dag = DAG("etl", schedule="@daily", start_date=datetime(2024, 1, 1), catchup=False)
`,
  exampleVersion: '2.11.2',
  *check(input) {
    for (const event of oncePerPlace(eventsOf(input.file, 'deprecated-argument'))) {
      const { name, successor, goneIn } = event;
      const when = goneIn === undefined ? '' : `, and Airflow ${goneIn} refuses it`;
      const advice = successor === undefined ? 'Remove it.' : `Use '${successor}' instead.`;
      const what = goneIn === undefined && successor === undefined ? 'has no effect any more' : 'is deprecated';
      const fix =
        successor === undefined
          ? removeKeyword(input, event.whole, name)
          : (renameKeyword(input, event.at, name, successor) ?? renameFix(input, event.at, name, successor));
      yield fromEvent('deprecated-argument', input, event, {
        message: `'${name}' ${what}${when}. ${advice}`,
        ...fixList(fix),
      });
    }
  },
};
