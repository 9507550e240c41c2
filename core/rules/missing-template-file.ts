// missing-template-file: a template field names a file that is not there.

import type { Finding, Rule, RuleInput } from './rule';
import { isShellCommand } from './support/shellCommand';
import { distinct } from './support/templates';

export const missingTemplateFile: Rule = {
  id: 'missing-template-file',
  severity: 'error',
  summary: 'A template field names a file that does not exist.',
  why: 'A text that ends like a template file of its operator (`.sql`, `.json` …) is not the template: Airflow reads the template from the file of that name, in the folder of the DAG file and in `template_searchpath`. If it is not there, the task fails with TemplateNotFound. Folders outside of the workspace are not judged.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.common.sql.operators.sql import SQLExecuteQueryOperator

with DAG("etl"):
    SQLExecuteQueryOperator(task_id="load", conn_id="dwh", sql="sql/lode.sql")
    #                                                          ^^^^^^^^^^^^^^ error: There is no template file 'sql/lode.sql' in the folder of the DAG file or in template_searchpath, so the task fails. Correct the path, or end the text with a blank if it is no file.
`,
  good: `
#- dag.py
from airflow.sdk import DAG
from airflow.providers.common.sql.operators.sql import SQLExecuteQueryOperator

with DAG("etl"):
    SQLExecuteQueryOperator(task_id="load", conn_id="dwh", sql="sql/load.sql")
#- sql/load.sql
select 1
`,
  check(input) {
    return distinct([...findings(input)]);
  },
};

function* findings(input: RuleInput): Iterable<Finding> {
  for (const dag of input.file.dags) {
    for (const task of dag.tasks.values()) {
      for (const { field, file, at, argument } of task.templates) {
        if (!file || file.path !== undefined || isShellCommand(field, file.name)) continue;
        const place = at.uri === input.file.uri ? at : argument;
        yield {
          rule: 'missing-template-file',
          severity: 'error',
          at: place,
          message: `There is no template file '${file.name}' in the folder of the DAG file or in template_searchpath, so the task fails. Correct the path, or end the text with a blank if it is no file.`,
        };
      }
    }
  }
}
