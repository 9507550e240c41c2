// unknown-xcom-task: an XCom is pulled from a task that the DAG does not have.

import { didYouMean, nearName } from '../text/nearName';
import type { Finding, Rule } from './rule';
import { isComplete } from './support/completeDags';
import { wrongForEach, type XComPull, xcomPulls } from './support/xcomPulls';

export const unknownXcomTask: Rule = {
  id: 'unknown-xcom-task',
  severity: 'error',
  summary: 'An XCom is pulled from a task that does not exist.',
  why: 'A pull from a task id that the DAG does not have gives None, in Python and in templates; nothing says so. Tasks of a task group bear its id as prefix: `group.task`.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    count = BashOperator(task_id="count", bash_command="wc -l /data/in.csv")
    show = BashOperator(task_id="show", bash_command="echo {{ ti.xcom_pull(task_ids='cuont') }}")
    #                                                                               ^^^^^^^ error: There is no task 'cuont' in this DAG, so the pull gives nothing. Did you mean 'count'?
    count >> show
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    count = BashOperator(task_id="count", bash_command="wc -l /data/in.csv")
    show = BashOperator(task_id="show", bash_command="echo {{ ti.xcom_pull(task_ids='count') }}")
    count >> show
`,
  check(input) {
    return wrongForEach(xcomPulls(input), ({ dag, id }) => isComplete(dag) && !dag.tasks.has(id)).map(finding);
  },
};

function finding(pull: XComPull): Finding {
  const { id, dag, at } = pull;
  const inGroup = [...dag.tasks.keys()].filter((known) => known.endsWith(`.${id}`));
  const near = inGroup.length === 1 ? inGroup[0] : nearName(id, dag.tasks.keys());
  const fixes = near === undefined ? undefined : pull.fix(near);
  const advice = didYouMean(near) || ' Correct the id.';
  return {
    rule: 'unknown-xcom-task',
    severity: 'error',
    at,
    message: `There is no task '${id}' in this DAG, so the pull gives nothing.${advice}`,
    ...(fixes ? { fixes } : {}),
  };
}
