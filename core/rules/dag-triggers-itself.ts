// dag-triggers-itself: a DAG whose every run starts the next one.

import type { Dag, Task } from '../ir/dag';
import { certain } from '../ir/fact';
import type { Finding, Rule, RuleInput } from './rule';
import { type DagMention, dagMentions } from './support/externalDags';
import { placeIn } from './support/place';

export const dagTriggersItself: Rule = {
  id: 'dag-triggers-itself',
  severity: 'warning',
  summary: 'A DAG triggers itself without a condition, so its runs never end.',
  why: 'Airflow lets TriggerDagRunOperator trigger its own DAG. If nothing before it can end the chain (a branch, a short circuit, a sensor, a task that skips), each run starts another one, for ever.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator

with DAG("poll", schedule=None):
    work = EmptyOperator(task_id="work")
    work >> TriggerDagRunOperator(task_id="again", trigger_dag_id="poll")
    #                                                             ^^^^^^ warning: Task 'again' triggers its own DAG 'poll' without a condition, so each run starts another one, without end. Put a branch or a short circuit before it, or give the DAG a schedule.
`,
  good: `
from airflow.sdk import DAG, task
from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator

with DAG("poll", schedule=None):

    @task.short_circuit
    def is_more_to_do():
        return False

    is_more_to_do() >> TriggerDagRunOperator(task_id="again", trigger_dag_id="poll")
`,
  *check(input) {
    for (const mention of dagMentions(input.file)) if (isEndless(mention, input)) yield findingFor(mention, input);
  },
};

/** Operators that certainly neither skip nor wait; any other may be what ends the chain. */
const ALWAYS_SUCCEED = new Set(['EmptyOperator', 'DummyOperator', 'TriggerDagRunOperator']);

/** Arguments of the trigger that can end the chain: a run that exists already is not made again; a hook may skip. */
const MAY_END = ['logical_date', 'execution_date', 'trigger_run_id', 'run_id', 'python_callable', 'pre_execute'];

function isEndless({ dag, task, id }: DagMention, { text }: RuleInput): boolean {
  if (task.operator !== 'TriggerDagRunOperator' || certain(dag.id) !== id) return false;
  if (dag.incomplete !== undefined || task.mapped || task.moreArguments !== undefined) return false;
  if (MAY_END.some((name) => task.arguments.has(name)) || /skip|fail/i.test(text)) return false;
  return upstreamOf(dag, task).every((each) => ALWAYS_SUCCEED.has(each.operator) && isPlain(each));
}

function isPlain(task: Task): boolean {
  const fromAirflow = task.operatorPath?.startsWith('airflow.') ?? false;
  return fromAirflow && !task.arguments.has('pre_execute') && certain(task.triggerRule) === 'all_success';
}

/** The task and all that come before it. */
function upstreamOf(dag: Dag, task: Task): Task[] {
  const found = new Set([task.id]);
  for (const id of found) for (const edge of dag.edges) if (edge.downstream === id) found.add(edge.upstream);
  return [...found].flatMap((id) => dag.tasks.get(id) ?? []);
}

function findingFor({ dag, task, argument, id }: DagMention, input: RuleInput): Finding {
  return {
    rule: 'dag-triggers-itself',
    severity: 'warning',
    ...placeIn(input, argument.value.at, argument.at, task.at, task.via, dag.via, dag.at),
    message: `Task '${task.id}' triggers its own DAG '${id}' without a condition, so each run starts another one, without end. Put a branch or a short circuit before it, or give the DAG a schedule.`,
  };
}
