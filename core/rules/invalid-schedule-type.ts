// invalid-schedule-type: a schedule that is neither text, delta, timetable, assets nor None.

import { atLeast } from '../text/version';
import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fromEvent } from './support/fromEvent';

export const invalidScheduleType: Rule = {
  id: 'invalid-schedule-type',
  severity: 'error',
  summary: 'A schedule is of a type that Airflow does not take.',
  why: 'Airflow raises "… is not a valid schedule" when the DAG is made, so no DAG of the file loads. A schedule is a cron expression, a preset, a timedelta or relativedelta, a timetable, assets (datasets in Airflow 2) or None.',
  bad: `
from airflow.sdk import DAG

dag = DAG("etl", schedule=5)
#                         ^ error: 5 (int) is no schedule. Give a cron expression, a preset, a timedelta, a timetable, assets or None.
`,
  good: `
from datetime import timedelta
from airflow.sdk import DAG

dag = DAG("etl", schedule=timedelta(minutes=5))
`,
  *check(input) {
    const assets = atLeast(input.file.version, 3) ? 'assets' : 'datasets';
    for (const event of eventsOf(input.file, 'invalid-schedule-type')) {
      const message =
        `${event.text} (${event.type}) is no ${event.argument}. ` +
        `Give a cron expression, a preset, a timedelta, a timetable, ${assets} or None.`;
      yield fromEvent('invalid-schedule-type', input, event, { message });
    }
  },
};
