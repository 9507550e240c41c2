// unknown-dag-id: a task waits for or triggers a DAG that is not there.

import { knownValue } from '../ir/fact';
import { didYouMean, isSlip, nearName } from '../text/nearName';
import type { Finding, Rule, RuleInput } from './rule';
import { type DagMention, dagMentions } from './support/externalDags';
import { fixList, likelyFix } from './support/fixes';
import { oncePerPlace } from './support/parseTimeCalls';
import { placeIn } from './support/place';

export const unknownDagId: Rule = {
  id: 'unknown-dag-id',
  severity: 'warning',
  summary: 'A task waits for or triggers a DAG that no file in the DAGs folder makes.',
  why: 'Airflow loads the file. TriggerDagRunOperator then fails with "Dag id … not found"; ExternalTaskSensor waits until its timeout, or fails at once with check_existence=True. It is told only where all DAGs of the DAGs folder are known and none has this id; where only this file makes DAGs, or the DAGs folder is not known, only if another id differs by one letter. Where the DAG comes from another project, turn the rule off for the line.',
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
    wait >> TriggerDagRunOperator(task_id="mail", trigger_dag_id="newsletter")
#- newsletter.py
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("newsletter"):
    EmptyOperator(task_id="send")
`,
  *check(input) {
    const mentions = dagMentions(input.file);
    const ids = mentions.length > 0 ? input.others.dagIds() : undefined;
    if (ids === undefined) return;
    const here = new Set(input.file.dags.map((dag) => knownValue(dag.id)));
    const isWhole = isInDagsFolder(input) && [...ids].some((id) => !here.has(id));
    const found = mentions.flatMap((mention) => {
      const near = nearName(mention.id, ids);
      const isTold = !ids.has(mention.id) && (isWhole || (near !== undefined && isSlip(mention.id, near)));
      return isTold ? [findingFor(mention, near, input)] : [];
    });
    yield* oncePerPlace(found);
  },
};

/** Elsewhere the DAG may lie in a folder beside this one. */
function isInDagsFolder({ file, installation: { dagsFolder } }: RuleInput): boolean {
  return dagsFolder !== undefined && file.uri.startsWith(`${dagsFolder}/`);
}

function findingFor({ dag, task, argument, id }: DagMention, near: string | undefined, input: RuleInput): Finding {
  const advice = didYouMean(near) || ' Correct the id, or add the DAG.';
  const { at } = argument.value;
  return {
    rule: 'unknown-dag-id',
    severity: 'warning',
    ...placeIn(input, at, argument.at, task.at, task.via, dag.via, dag.at),
    message: `Task '${task.id}' names the DAG '${id}', but no file in the DAGs folder makes it.${advice}`,
    ...fixList(likelyFix(input, at, id, near)),
  };
}
