// xcom-pull-not-upstream: an XCom is pulled from a task that need not have run before.

import { upstreamOf } from '../ir/reached';
import type { Rule } from './rule';
import { isComplete } from './support/completeDags';
import { wrongForEach, type XComPull, xcomPulls } from './support/xcomPulls';

export const xcomPullNotUpstream: Rule = {
  id: 'xcom-pull-not-upstream',
  severity: 'warning',
  summary: 'An XCom is pulled from a task that is not upstream.',
  why: 'The scheduler runs a task when its upstream tasks are done, and knows nothing of `xcom_pull`. If the other task is not upstream, directly or through others, it may not have run yet, and the pull gives None.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    count = BashOperator(task_id="count", bash_command="wc -l /data/in.csv")
    show = BashOperator(task_id="show", bash_command="echo {{ ti.xcom_pull(task_ids='count') }}")
    #                                                                               ^^^^^^^ warning: 'count' is not upstream of 'show', so it may not have run when the XCom is pulled. Add count >> show.
    show >> BashOperator(task_id="mail", bash_command="mail ops")
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
    return wrongForEach(xcomPulls(input), isNotUpstream).map(({ id, task, at }) => ({
      rule: 'xcom-pull-not-upstream',
      severity: 'warning',
      at,
      message: `'${id}' is not upstream of '${task.id}', so it may not have run when the XCom is pulled. Add ${id} >> ${task.id}.`,
    }));
  },
};

function isNotUpstream({ dag, task, id, includesPriorDates }: XComPull): boolean {
  if (!isComplete(dag) || includesPriorDates || id === task.id || !dag.tasks.has(id)) return false;
  return !upstreamOf(dag, task.id).has(id);
}
