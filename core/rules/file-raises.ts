// file-raises: code at module level that certainly raises.

import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fromEvent } from './support/fromEvent';

export const fileRaises: Rule = {
  id: 'file-raises',
  severity: 'error',
  summary: 'The file raises an exception when Airflow imports it.',
  why: 'Airflow runs a DAG file from top to bottom to find its DAGs. An exception that nothing catches ends that: no DAG of the file loads, not even those made before.',
  bad: `
from airflow.sdk import DAG

dag = DAG("etl")
raise ValueError("not finished")
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: Importing this file raises ValueError: not finished. Airflow loads none of its DAGs.
`,
  good: `
from airflow.sdk import DAG

dag = DAG("etl")
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'raised')) {
      const message = `Importing this file raises ${event.exception.replace(/\.+$/, '')}. Airflow loads none of its DAGs.`;
      yield fromEvent('file-raises', input, event, { message });
    }
  },
};
