// unknown-dag-argument: a keyword that DAG() does not have in any version, or not yet.

import type { Rule } from './rule';
import { unknownArguments } from './support/unknownArgument';

export const unknownDagArgument: Rule = {
  id: 'unknown-dag-argument',
  severity: 'error',
  summary: 'DAG() is given an argument that it does not have.',
  why: 'DAG() takes only the arguments it knows; anything else raises a TypeError while the file is imported, so none of its DAGs loads. The arguments differ by version: `schedule` came with Airflow 2.4, `dag_display_name` with 2.9.',
  bad: `
from airflow.sdk import DAG

dag = DAG("etl", schedul="@daily")
#                ^^^^^^^ error: DAG() of Airflow 3.3.2 has no argument 'schedul'. Did you mean 'schedule'?
`,
  good: `
from airflow.sdk import DAG

dag = DAG("etl", schedule="@daily")
`,
  *check(input) {
    yield* unknownArguments('unknown-dag-argument', input, (event) => event.of === 'dag' && !event.removedAfter);
  },
};
