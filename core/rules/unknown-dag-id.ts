// unknown-dag-id: a task waits for or triggers a DAG that is not there, but one of almost this name is.

import { didYouMean, isSlip, nearName } from '../text/nearName';
import type { Finding, Rule, RuleInput } from './rule';
import { type DagMention, dagMentions } from './support/externalDags';
import { fixList, renameFix } from './support/fixes';
import { placeIn } from './support/place';

export const unknownDagId: Rule = {
  id: 'unknown-dag-id',
  severity: 'warning',
  summary: 'A task waits for or triggers a DAG that does not exist; one of almost this name does.',
  why: 'Airflow loads the file. TriggerDagRunOperator then fails with "Dag id … not found"; ExternalTaskSensor waits until its timeout, or fails at once with check_existence=True. It is told only where all files of the DAGs folder are known, none has this DAG, and another name differs by one letter; else the DAG may come from another project.',
  bad: `
#- orders.py
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("orders_daily"):
    EmptyOperator(task_id="load")
#- report.py
from airflow.sdk import DAG
from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.providers.standard.sensors.external_task import ExternalTaskSensor

with DAG("report"):
    wait = ExternalTaskSensor(task_id="wait", external_dag_id="order_daily")
    #                                                         ^^^^^^^^^^^^^ warning: Task 'wait' names the DAG 'order_daily', but no file in the DAGs folder makes it. Did you mean 'orders_daily'?
    wait >> TriggerDagRunOperator(task_id="mail", trigger_dag_id="orders_daly")
    #                                                            ^^^^^^^^^^^^^ warning: Task 'mail' names the DAG 'orders_daly', but no file in the DAGs folder makes it. Did you mean 'orders_daily'?
`,
  good: `
#- orders.py
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("orders_daily"):
    EmptyOperator(task_id="load")
#- report.py
from airflow.sdk import DAG
from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.providers.standard.sensors.external_task import ExternalTaskSensor

with DAG("report"):
    wait = ExternalTaskSensor(task_id="wait", external_dag_id="orders_daily")
    wait >> TriggerDagRunOperator(task_id="mail", trigger_dag_id="newsletter_of_another_team")
`,
  *check(input) {
    const mentions = dagMentions(input.file);
    const ids = mentions.length > 0 ? input.others.dagIds() : undefined;
    if (ids === undefined) return;
    for (const mention of mentions) {
      const near = ids.has(mention.id) ? undefined : nearName(mention.id, ids);
      if (near !== undefined && isSlip(mention.id, near)) yield findingFor(mention, near, input);
    }
  },
};

function findingFor({ dag, task, argument, id }: DagMention, near: string, input: RuleInput): Finding {
  const { at } = argument.value;
  return {
    rule: 'unknown-dag-id',
    severity: 'warning',
    ...placeIn(input, at, argument.at, task.at, task.via, dag.via, dag.at),
    message: `Task '${task.id}' names the DAG '${id}', but no file in the DAGs folder makes it.${didYouMean(near)}`,
    ...fixList(renameFix(input, at, id, near)),
  };
}
