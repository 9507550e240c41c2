// invalid-dag-id: a DAG id that Airflow refuses.

import type { Rule } from './rule';
import { invalidIds } from './support/invalidId';

export const invalidDagId: Rule = {
  id: 'invalid-dag-id',
  severity: 'error',
  summary: 'A DAG id has characters or a length that Airflow refuses.',
  why: 'A DAG id is made of letters, digits, dashes, dots and underscores, 250 at most (`validate_key`). With any other id `DAG(…)` raises, so no DAG of the file loads.',
  bad: `
from airflow.sdk import DAG

dag = DAG("monthly import")
#         ^^^^^^^^^^^^^^^^ error: DAG id 'monthly import' must not contain ' '. Use only letters, digits, '_', '-' and '.'.
`,
  good: `
from airflow.sdk import DAG

dag = DAG("monthly_import")
`,
  check: (input) => invalidIds('invalid-dag-id', 'dag', input),
};
