// missing-operator-argument: an operator without an argument that it needs.

import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fromEvent } from './support/fromEvent';
import { quoted } from './support/words';

export const missingOperatorArgument: Rule = {
  id: 'missing-operator-argument',
  severity: 'error',
  summary: 'An operator or a DAG is made without an argument that it needs.',
  why: 'Arguments without a default must be given in the call or by default_args; else Airflow raises "missing keyword argument …" while the file is imported, and none of its DAGs loads; so does DAG() without a dag_id.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    BashOperator(task_id="load")
    #^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: BashOperator() needs the argument 'bash_command'. Pass it here or in default_args.
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl", default_args={"bash_command": "make load"}):
    BashOperator(task_id="load")
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'missing-argument')) {
      const many = event.names.length > 1;
      const message = `${event.callee}() needs the argument${many ? 's' : ''} ${quoted(event.names)}. Pass ${many ? 'them' : 'it'} here${event.callee === 'DAG' ? '' : ' or in default_args'}.`;
      yield fromEvent('missing-operator-argument', input, event, { message });
    }
  },
};
