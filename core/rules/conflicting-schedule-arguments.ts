// conflicting-schedule-arguments: more than one of schedule, schedule_interval and timetable.

import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fromEvent } from './support/fromEvent';
import { quoted } from './support/words';

export const conflictingScheduleArguments: Rule = {
  id: 'conflicting-schedule-arguments',
  severity: 'error',
  summary: 'A DAG is given more than one of schedule, schedule_interval and timetable.',
  why: 'Airflow 2 takes at most one of them ("At most one allowed for args …") and raises otherwise, so no DAG of the file loads; Airflow 3 knows only `schedule`.',
  exampleVersion: '2.11.2',
  bad: `
from datetime import datetime
from airflow import DAG

dag = DAG("etl", start_date=datetime(2024, 1, 1), schedule="@daily", schedule_interval="@hourly")
#                                                                                      ^^^^^^^^^ error: 'schedule' and 'schedule_interval' cannot be given together. Keep only schedule.
`,
  good: `
from datetime import datetime
from airflow import DAG

dag = DAG("etl", start_date=datetime(2024, 1, 1), schedule="@daily")
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'conflicting-schedule-arguments')) {
      const keep = event.given.includes('schedule') ? 'only schedule' : 'one of them';
      const message = `${quoted(event.given)} cannot be given together. Keep ${keep}.`;
      yield fromEvent('conflicting-schedule-arguments', input, event, { message });
    }
  },
};
