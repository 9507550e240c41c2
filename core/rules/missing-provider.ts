// missing-provider: an import from a provider package that is not installed.

import type { Rule } from './rule';
import { fromEvent } from './support/fromEvent';
import { importsWith } from './support/imports';

export const missingProvider: Rule = {
  id: 'missing-provider',
  severity: 'error',
  summary: 'An import needs a provider package that the chosen Python environment does not have.',
  why: 'Operators for other systems come in packages of their own. Where the Python environment is known (chosen in the editor, or `.venv` of the project) and has Airflow, but not the package, the import raises and no DAG of the file loads. Without a known environment nothing is said.',
  bad: `
#- dag.py
from airflow.sdk import DAG
from airflow.providers.mongo.hooks.mongo import MongoHook
#                                               ^^^^^^^^^ error: 'airflow.providers.mongo.hooks.mongo' is in the package apache-airflow-providers-mongo, which is not installed. Run: pip install apache-airflow-providers-mongo

dag = DAG("etl")
`,
  good: `
from airflow.sdk import DAG

dag = DAG("etl")
`,
  examplePackages: { 'apache-airflow': '3.3.2', 'apache-airflow-providers-standard': '1.21.0' },
  *check(input) {
    for (const event of importsWith(input, 'missing-provider')) {
      const message = `'${event.module}' is in the package ${event.distribution}, which is not installed. Run: pip install ${event.distribution}`;
      yield fromEvent('missing-provider', input, event, { message });
    }
  },
};
