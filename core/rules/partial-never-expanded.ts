// partial-never-expanded: `Operator.partial(…)` without `.expand(…)`.

import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fromEvent } from './support/fromEvent';

export const partialNeverExpanded: Rule = {
  id: 'partial-never-expanded',
  severity: 'warning',
  summary: '.partial(…) is never followed by .expand(…).',
  why: '`Operator.partial(…)` only holds arguments; the task is made by `.expand(…)` or `.expand_kwargs(…)`. Without them there is no task. Airflow 2 and 3 only warn "Task … was never mapped!" in the log of the DAG processor.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    BashOperator.partial(task_id="load", bash_command="echo load")
    #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: BashOperator.partial(…) makes no task until .expand(…) is called on it. Add .expand(…), or make the task without .partial.
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    BashOperator.partial(task_id="load").expand(bash_command=["echo 1", "echo 2"])
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'never-used')) {
      if (event.what !== 'partial') continue;
      const message = `${event.name}.partial(…) makes no task until .expand(…) is called on it. Add .expand(…), or make the task without .partial.`;
      yield fromEvent('partial-never-expanded', input, event, { message });
    }
  },
};
