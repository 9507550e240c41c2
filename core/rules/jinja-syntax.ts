// jinja-syntax: a template that Jinja cannot read.

import type { Rule } from './rule';
import { distinct, taskTemplates } from './support/templates';

export const jinjaSyntax: Rule = {
  id: 'jinja-syntax',
  severity: 'error',
  summary: 'A template has a syntax error.',
  why: 'Template fields are rendered right before the task runs. A template that Jinja cannot read raises a TemplateSyntaxError there, and the task fails, each time. Airflow says nothing of it when the file is loaded.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    BashOperator(task_id="load", bash_command="load --day {{ ds }")
    #                                                           ^ error: Jinja cannot read this template: unexpected '}'. The task fails when it is rendered.
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    BashOperator(task_id="load", bash_command="load --day {{ ds }}")
`,
  check(input) {
    return distinct(
      taskTemplates(input).flatMap((one) => {
        const { problem } = one.template;
        if (!problem) return [];
        const piece = problem.openTag ?? problem;
        const message = `Jinja cannot read this template: ${problem.message.replace(/\.$/, '')}${one.where(piece)}. The task fails when it is rendered.`;
        return [{ rule: 'jinja-syntax', severity: 'error' as const, at: one.place(piece), message }];
      }),
    );
  },
};
