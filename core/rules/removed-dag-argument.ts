// removed-dag-argument: a keyword of DAG() that the Airflow in force has no longer.

import type { Rule } from './rule';
import { unknownArguments } from './support/unknownArgument';

export const removedDagArgument: Rule = {
  id: 'removed-dag-argument',
  severity: 'error',
  summary: 'DAG() is given an argument that was removed.',
  why: 'Airflow 3 removed `schedule_interval`, `timetable` (now `schedule`), `concurrency` (now `max_active_tasks`), `fail_stop` (now `fail_fast`), `default_view`, `orientation` and `full_filepath`. Each of them raises a TypeError, so no DAG of the file loads.',
  bad: `
from airflow.sdk import DAG

dag = DAG("etl", schedule_interval="@daily")
#                ^^^^^^^^^^^^^^^^^ error: DAG() has no argument 'schedule_interval' since Airflow 3.0. Use 'schedule' instead.
`,
  good: `
from airflow.sdk import DAG

dag = DAG("etl", schedule="@daily")
`,
  *check(input) {
    yield* unknownArguments('removed-dag-argument', input, (event) => event.of === 'dag' && !!event.removedAfter);
  },
};
