// unknown-operator-argument: a keyword that an operator does not take.

import type { Rule } from './rule';
import { unknownArguments } from './support/unknownArgument';

export const unknownOperatorArgument: Rule = {
  id: 'unknown-operator-argument',
  severity: 'error',
  summary: 'An operator is given an argument that it does not have.',
  why: 'Operators take their own arguments and those of BaseOperator. Since Airflow 2 anything else raises "Invalid arguments were passed to …" while the file is imported, and none of its DAGs loads; Airflow 1.10 warns and drops it. Arguments of provider packages are compared with the newest release of the package: for an older Airflow only what looks like a slip of the pen is reported.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    BashOperator(task_id="load", bash_command="make load", retrys=3)
    #                                                      ^^^^^^ error: BashOperator() of Airflow 3.3.2 has no argument 'retrys'. Did you mean 'retries'?
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    BashOperator(task_id="load", bash_command="make load", retries=3)
`,
  *check(input) {
    yield* unknownArguments('unknown-operator-argument', input, (event) => event.of !== 'dag' && !event.removedAfter);
  },
};
