// unknown-external-task: a sensor waits for a task or group that the other DAG does not have.

import type { DagOutline } from '../ir/dag';
import { didYouMean } from '../text/nearName';
import type { Finding, Rule, RuleInput } from './rule';
import { type DagMention, dagMentions, dagsMentioned, type NamedText, namesIn } from './support/externalDags';
import { fixList, likelyFix } from './support/fixes';
import { nearId } from './support/nearId';
import { placeIn } from './support/place';

export const unknownExternalTask: Rule = {
  id: 'unknown-external-task',
  severity: 'error',
  summary: 'A sensor waits for a task or group that the other DAG does not have.',
  why: 'Airflow loads the file, but the sensor waits until its timeout and fails; with check_existence=True it fails at once: "The external task … in DAG … does not exist". An ExternalTaskMarker matters only when its task is cleared: a warning, as for a task group. A task in a task group has the id of the group in front.',
  bad: `
#- orders.py
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("orders"):
    EmptyOperator(task_id="load")
#- report.py
from airflow.sdk import DAG
from airflow.providers.standard.sensors.external_task import ExternalTaskSensor

with DAG("report"):
    ExternalTaskSensor(task_id="wait", external_dag_id="orders", external_task_id="laod")
    #                                                                             ^^^^^^ error: Task 'wait' waits for task 'laod' of DAG 'orders', which does not have it. Did you mean 'load'?
`,
  good: `
#- orders.py
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("orders"):
    EmptyOperator(task_id="load")
#- report.py
from airflow.sdk import DAG
from airflow.providers.standard.sensors.external_task import ExternalTaskSensor

with DAG("report"):
    ExternalTaskSensor(task_id="wait", external_dag_id="orders", external_task_id="load")
`,
  *check(input) {
    for (const mention of dagMentions(input.file)) {
      const external = externalDag(mention, input);
      if (external) yield* wrongNames(mention, external, input);
    }
  },
};

/** The one DAG of this name, if all its tasks are known. */
function externalDag(mention: DagMention, input: RuleInput): DagOutline | undefined {
  const [dag, ...more] = dagsMentioned(mention, input);
  if (dag === undefined || more.length > 0 || dag.tasks.size === 0) return undefined;
  const doubt = dag.incomplete ?? dag.conditional ?? dag.notCollected ?? (dag.id.known ? dag.id.assumed : '');
  return doubt === undefined && [...dag.tasks.values()].every(({ idFact }) => idFact.known) ? dag : undefined;
}

function* wrongNames(mention: DagMention, external: DagOutline, input: RuleInput): Iterable<Finding> {
  for (const name of [...namesIn(mention, 'external_task_id'), ...namesIn(mention, 'external_task_ids')])
    if (!external.tasks.has(name.value)) yield findingFor(mention, 'task', name, [...external.tasks.keys()], input);
  for (const name of namesIn(mention, 'external_task_group_id'))
    if (!external.groups.has(name.value)) yield findingFor(mention, 'group', name, [...external.groups.keys()], input);
}

function findingFor(
  { dag, task, id, argument }: DagMention,
  kind: 'task' | 'group',
  name: NamedText,
  known: readonly string[],
  input: RuleInput,
): Finding {
  const near = nearId(name.value, known);
  const isMarker = task.operator === 'ExternalTaskMarker';
  const what = kind === 'task' ? 'task' : 'task group';
  return {
    rule: 'unknown-external-task',
    // Airflow's own examples (2.11.2, 3.3.2) wait for a group that is not there.
    severity: isMarker || kind === 'group' ? 'warning' : 'error',
    ...placeIn(input, name.at, argument.at, task.at, task.via, dag.via, dag.at),
    message:
      `Task '${task.id}' ${isMarker ? 'marks' : 'waits for'} ${what} '${name.value}' of DAG '${id}', which does not have it.` +
      (didYouMean(near) || ` Correct the id, or add the ${what}.`),
    ...fixList(likelyFix(input, name.at, name.value, near)),
  };
}
