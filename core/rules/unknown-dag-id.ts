// unknown-dag-id: a task waits for, triggers or pulls from a DAG that is not there.

import type { Task } from '../ir/dag';
import { didYouMean, isSlip, nearName } from '../text/nearName';
import type { Origin } from '../text/span';
import type { Finding, Rule, RuleInput } from './rule';
import { type DagMention, dagMentions } from './support/externalDags';
import { fixList, likelyFix } from './support/fixes';
import { oncePerPlace } from './support/parseTimeCalls';
import { placeIn } from './support/place';
import { type PulledDag, pulledDags } from './support/xcomPulls';

export const unknownDagId: Rule = {
  id: 'unknown-dag-id',
  severity: 'warning',
  summary: 'A task waits for, triggers or pulls from a DAG that does not exist; another one is most likely meant.',
  why: 'Airflow loads the file. TriggerDagRunOperator then fails with "Dag id … not found"; ExternalTaskSensor waits until its timeout, or fails at once with check_existence=True; xcom_pull gives None. It is told only where all DAGs of the DAGs folder are known, none has this id, and one of them is most likely meant: its id differs by one letter or has the same words in another order, or its file has the name. Else the DAG may come from another project.',
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
    const uses = [...dagMentions(input.file).map(asUse), ...pulledDags(input).map(pullAsUse)];
    const ids = uses.length > 0 ? input.others.dagIds() : undefined;
    if (ids === undefined) return;
    const found = uses.flatMap((use) => {
      const meant = ids.has(use.id) ? [] : idsMeant(use.id, ids, input);
      return meant.length > 0 ? [findingFor(use, meant, input)] : [];
    });
    yield* oncePerPlace(found);
  },
};

/** A task that names a DAG; the first of the places is that of the id. */
interface Use {
  readonly id: string;
  readonly task: Task;
  readonly places: readonly [Origin, ...(Origin | undefined)[]];
}

function asUse({ id, dag, task, argument }: DagMention): Use {
  return { id, task, places: [argument.value.at, argument.at, task.at, task.via, dag.via, dag.at] };
}

function pullAsUse({ id, task, at }: PulledDag): Use {
  return { id, task, places: [at] };
}

/** Which of the DAGs that are there an id may mean; none: it is most likely a DAG of another project. */
function idsMeant(id: string, ids: ReadonlySet<string>, { others }: RuleInput): readonly string[] {
  const near = nearName(id, ids);
  if (near !== undefined && isSlip(id, near)) return [near];
  const words = sortedWords(id);
  const sameWords = words.includes(' ') ? [...ids].filter((each) => sortedWords(each) === words) : [];
  return sameWords.length > 0 ? sameWords : others.idsInFile(id);
}

function sortedWords(id: string): string {
  return id
    .toLowerCase()
    .split(/[_.-]+/)
    .sort()
    .join(' ');
}

function findingFor({ id, task, places }: Use, meant: readonly string[], input: RuleInput): Finding {
  const near = meant.length === 1 ? meant[0] : undefined;
  const advice = didYouMean(near) || ' Correct the id, or add the DAG.';
  return {
    rule: 'unknown-dag-id',
    severity: 'warning',
    ...placeIn(input, ...places),
    message: `Task '${task.id}' names the DAG '${id}', but no file in the DAGs folder makes it.${advice}`,
    ...fixList(likelyFix(input, places[0], id, near)),
  };
}
