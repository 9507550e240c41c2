// jinja-untemplated-field: Jinja in an argument that Airflow does not render.

import { certainText } from '../ir/plainValue';
import { holdsExpression } from '../template/template';
import { eventsOf, type Finding, type Rule, type RuleInput } from './rule';
import { fromEvent } from './support/fromEvent';
import { distinct } from './support/templates';
import { quoted } from './support/words';

/** Rendered by Airflow itself although no operator lists them, or texts for people. */
const RENDERED_OTHERWISE: ReadonlySet<string> = new Set([
  'map_index_template',
  'doc',
  'doc_md',
  'doc_rst',
  'doc_json',
  'doc_yaml',
]);

export const jinjaUntemplatedField: Rule = {
  id: 'jinja-untemplated-field',
  severity: 'error',
  summary: 'Jinja stands in an argument that is not a template field of the operator.',
  why: 'Airflow renders only the fields that the operator lists in `template_fields`. In any other argument the text stays as it is, braces included, and the task works with that.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    BashOperator(task_id="load", bash_command="make load", run_as_user="{{ params.user }}", params={"user": "etl"})
    #                                                                  ^^^^^^^^^^^^^^^^^^^ error: BashOperator does not render 'run_as_user', so the braces stay in the text. It renders 'bash_command', 'env' and 'cwd'.
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    BashOperator(task_id="load", bash_command="sudo -u {{ params.user }} make load", params={"user": "etl"})
`,
  check(input) {
    return distinct([...findings(input)]);
  },
};

function messageFor(operator: string, name: string, fields: readonly string[]): string {
  const what = fields.length > 0 ? quoted(fields) : 'nothing';
  return `${operator} does not render '${name}', so the braces stay in the text. It renders ${what}.`;
}

function* findings(input: RuleInput): Iterable<Finding> {
  for (const event of eventsOf(input.file, 'untemplated-field'))
    yield fromEvent('jinja-untemplated-field', input, event, {
      severity: 'error',
      message: `${messageFor(event.operator, event.name, event.fields)} Add '${event.name}' to its template_fields.`,
    });
  const refused = new Set(eventsOf(input.file, 'unknown-argument').map((event) => event.name));
  for (const dag of input.file.dags) {
    for (const task of dag.tasks.values()) {
      if (!task.templated?.length || task.operator.startsWith('_')) continue;
      const rendered = new Set(task.templated.map(({ name }) => name));
      const all = task.templateFields ?? [];
      for (const [name, { value, at, from }] of task.arguments) {
        const text = certainText(value);
        if (
          from !== 'call' ||
          refused.has(name) ||
          rendered.has(name) ||
          all.includes(name) ||
          RENDERED_OTHERWISE.has(name)
        )
          continue;
        if (text === undefined || !holdsExpression(text)) continue;
        yield {
          rule: 'jinja-untemplated-field',
          severity: 'error',
          at: value.at.uri === input.file.uri ? value.at : at,
          message: messageFor(task.operator, name, all),
        };
      }
    }
  }
}
