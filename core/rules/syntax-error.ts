// syntax-error: text that Python cannot read.

import { type Origin, originOf } from '../text/span';
import type { Rule } from './rule';

export const syntaxError: Rule = {
  id: 'syntax-error',
  severity: 'error',
  alsoReportedBy: ['pylance', 'ruff'],
  summary: 'The file is not valid Python.',
  why: 'Python reads the whole file before it runs any of it, so no DAG of the file loads. The graph shows what can be read of the rest.',
  bad: `
from airflow.sdk import DAG

with DAG("etl") as dag
#                    ^ error: Python cannot read this: expected ':'. Airflow loads no DAG of the file until it is right.
    pass
`,
  good: `
from airflow.sdk import DAG

with DAG("etl") as dag:
    pass
`,
  *check(input) {
    for (const problem of input.module.problems) {
      const message = `Python cannot read this: ${problem.message}. Airflow loads no DAG of the file until it is right.`;
      yield { rule: 'syntax-error', severity: 'error', at: visible(problem, input.text), message, refuses: 'file' };
    }
  },
};

/** A place that shows nothing, such as the end of a line where something is missing, becomes the character before it. */
function visible(at: Origin, text: string): Origin {
  const { uri, start, end } = originOf(at);
  if (text.slice(start, end).trim() !== '' || start === 0 || text[start - 1] === '\n') return { uri, start, end };
  return { uri, start: start - 1, end: start };
}
