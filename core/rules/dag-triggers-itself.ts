// dag-triggers-itself: a DAG whose every run starts the next one.

import type { Dag, Task } from '../ir/dag';
import { certain, knownValue } from '../ir/fact';
import { textsIn } from '../ir/plainValue';
import { upstreamOf } from '../ir/reached';
import { isMany } from '../scheduling';
import { contains } from '../text/span';
import type { Finding, Rule, RuleInput } from './rule';
import { type DagMention, dagMentions } from './support/externalDags';
import { placeIn } from './support/place';

export const dagTriggersItself: Rule = {
  id: 'dag-triggers-itself',
  severity: 'warning',
  summary: 'A DAG triggers itself without a condition, so its runs never end.',
  why: 'Airflow lets TriggerDagRunOperator trigger its own DAG. If nothing before it can end the chain (a branch, a short circuit, a sensor, a task that skips or fails by intent), each run starts another one, for ever; with a schedule, each scheduled run starts one more chain.',
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

/** Operators of Airflow that can end the chain: they skip what comes after them, wait for something, or check something. */
const MAY_END_BEFORE = /Branch|ShortCircuit|LatestOnly|Skip|Sensor|Check|HITL|Approval/;

/** Trigger rules that let a task run where all before it succeeded. */
const GOES_ON: ReadonlySet<string> = new Set([
  'all_success',
  'all_done',
  'none_failed',
  'none_failed_min_one_success',
  'always',
]);

/** Arguments of the trigger that can end the chain: a run that exists already is not made again. */
const MAY_END = [
  'logical_date',
  'execution_date',
  'trigger_run_id',
  'run_id',
  'python_callable',
  'pre_execute',
  'end_date',
];

/** Arguments with which any task may skip or fail by intent. */
const MAY_STOP = /^(?:pre_execute|end_date|response_check|.*(?:skip|fail).*)$/;

/** What a function, a command or a query of a task that means to stop says. */
const STOPS = /\b(?:raise|assert|s?exit|test|grep|false)\b|skip|fail|\[ /i;

/** What stops tasks from somewhere else in the file. */
const STOPS_ELSEWHERE = /Airflow(?:Skip|Fail)\w*|\b(?:skip|run)_if\b|set_state|is_paused/;

function isEndless({ dag, task, id }: DagMention, { file, text }: RuleInput): boolean {
  if (task.operator !== 'TriggerDagRunOperator' || certain(dag.id) !== id) return false;
  if (dag.incomplete !== undefined || certain(dag.endDate) !== null) return false;
  if (MAY_END.some((name) => task.arguments.has(name)) || STOPS_ELSEWHERE.test(text)) return false;
  const before = [...upstreamOf(dag, task.id)].flatMap((id) => (id === task.id ? [] : (dag.tasks.get(id) ?? [])));
  return isPlain(dag, task) && before.every((each) => isPlain(dag, each) && !mayStop(each, file.uri, text));
}

function isPlain(dag: Dag, task: Task): boolean {
  const fromAirflow = task.operatorPath?.startsWith('airflow.') ?? false;
  if (!fromAirflow || isMany(dag, task) || task.moreArguments !== undefined || task.kindDoubt !== undefined)
    return false;
  return GOES_ON.has(certain(task.triggerRule) ?? '') && task.kind === 'work';
}

function mayStop(task: Task, uri: string, text: string): boolean {
  if (MAY_END_BEFORE.test(task.operator)) return true;
  return [...task.arguments].some(([name, { value }]) => {
    if (MAY_STOP.test(name)) return true;
    if (value.kind === 'function') return value.at.uri !== uri || STOPS.test(text.slice(value.at.start, value.at.end));
    return name === 'python_callable' || [...textsIn(value)].some((one) => STOPS.test(one.value));
  });
}

function findingFor({ dag, task, argument, id }: DagMention, input: RuleInput): Finding {
  return {
    rule: 'dag-triggers-itself',
    severity: 'warning',
    ...placeIn(
      input,
      contains(task.at, argument.value.at) ? argument.value.at : argument.at,
      task.at,
      task.via,
      dag.via,
      dag.at,
    ),
    message: `Task '${task.id}' triggers its own DAG '${id}' without a condition, so each run starts another one, without end. Put a branch or a short circuit before it${insteadOf(dag)}.`,
  };
}

/** What else starts runs again and again. */
function insteadOf({ schedule }: Dag): string {
  const value = knownValue(schedule);
  if (value === undefined) return '';
  const isRepeated = value.kind !== 'manual' && !(value.kind === 'expression' && value.text === '@once');
  return isRepeated ? ', or leave it to the schedule' : ', or give the DAG a schedule';
}
