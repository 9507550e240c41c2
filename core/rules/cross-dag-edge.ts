// cross-dag-edge: a dependency between tasks of two DAGs.

import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fromEvent } from './support/fromEvent';

export const crossDagEdge: Rule = {
  id: 'cross-dag-edge',
  severity: 'error',
  summary: 'A dependency joins tasks of two DAGs.',
  why: 'A task can only wait for tasks of its own DAG. Airflow raises "Tried to set relationships between tasks in more than one Dag" at the dependency, so no DAG of the file loads.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("extract"):
    extracted = EmptyOperator(task_id="extracted")

with DAG("load"):
    load = EmptyOperator(task_id="load")

extracted >> load
#^^^^^^^^^^^^^^^^ error: Task 'load' is in DAG 'load', its upstream 'extracted' in DAG 'extract': a dependency cannot cross DAGs. Use an ExternalTaskSensor, a TriggerDagRunOperator or an asset instead.
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator

with DAG("extract"):
    extracted = EmptyOperator(task_id="extracted")
    extracted >> TriggerDagRunOperator(task_id="then_load", trigger_dag_id="load")

with DAG("load"):
    load = EmptyOperator(task_id="load")
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'cross-dag-edge')) {
      const [upstreamDag, downstreamDag] = event.dags;
      const message =
        `Task '${event.downstream}' is in DAG '${downstreamDag}', its upstream '${event.upstream}' in DAG '${upstreamDag}': ` +
        'a dependency cannot cross DAGs. Use an ExternalTaskSensor, a TriggerDagRunOperator or an asset instead.';
      yield fromEvent('cross-dag-edge', input, event, { message });
    }
  },
};
