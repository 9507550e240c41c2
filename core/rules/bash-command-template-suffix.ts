// bash-command-template-suffix: a command that ends in .sh, which Airflow takes for a template file.

import type { Finding, Rule, RuleInput } from './rule';
import { isShellCommand } from './support/shellCommand';
import { distinct } from './support/templates';

export const bashCommandTemplateSuffix: Rule = {
  id: 'bash-command-template-suffix',
  severity: 'warning',
  summary: 'A command ends in .sh or .bash, so Airflow looks for a template file of that name.',
  why: 'A `bash_command` that ends in `.sh` or `.bash` is taken for the name of a template file, looked for in the folder of the DAG file and in `template_searchpath`; a path on the machine is not found there, and the task fails with TemplateNotFound. A blank at the end makes it a command.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    BashOperator(task_id="load", bash_command="/opt/etl/load.sh")
    #                                         ^^^^^^^^^^^^^^^^^^ warning: Airflow takes '/opt/etl/load.sh' for a template file because it ends in .sh, and does not find it, so the task fails. End the command with a blank.
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    BashOperator(task_id="load", bash_command="/opt/etl/load.sh ")
`,
  check(input) {
    return distinct([...findings(input)]);
  },
};

function* findings(input: RuleInput): Iterable<Finding> {
  for (const dag of input.file.dags) {
    for (const task of dag.tasks.values()) {
      for (const { field, file, at, argument } of task.templates) {
        if (!file || file.path !== undefined || !isShellCommand(field, file.name)) continue;
        const place = at.uri === input.file.uri ? at : argument;
        const end = file.name.slice(file.name.lastIndexOf('.'));
        yield {
          rule: 'bash-command-template-suffix',
          severity: 'warning',
          at: place,
          message: `Airflow takes '${file.name}' for a template file because it ends in ${end}, and does not find it, so the task fails. End the command with a blank.`,
          ...blank(input, at, end),
        };
      }
    }
  }
}

/** The blank before the closing quotes, where the text ends there as it is written, or with a placeholder of an f-string. */
function blank(input: RuleInput, at: Finding['at'], end: string): Pick<Finding, 'fixes'> {
  const source = at.uri === input.file.uri ? input.text.slice(at.start, at.end) : '';
  const quotes = /["']{1,3}$/.exec(source)?.[0];
  if (quotes === undefined || ![end, '}'].some((last) => source.slice(0, -quotes.length).endsWith(last))) return {};
  const place = at.end - quotes.length;
  return {
    fixes: [
      { title: 'End the command with a blank', edits: [{ at: { uri: at.uri, start: place, end: place }, text: ' ' }] },
    ],
  };
}
