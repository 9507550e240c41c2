// implicit-catchup: a DAG that would start a large backlog, without having chosen it.

import type { Dag, Schedule } from '../ir/dag';
import { certain } from '../ir/fact';
import { entryOf } from '../ir/plainValue';
import { hasMoreTicks, parseCron } from '../schedule/index';
import type { CallExpr } from '../syntax/ast';
import type { Finding, Fix, Rule, RuleInput } from './rule';
import { addKeyword, dagCall } from './support/dagCall';
import { fixList } from './support/fixes';
import { placeIn } from './support/place';

export const implicitCatchup: Rule = {
  id: 'implicit-catchup',
  severity: 'warning',
  summary: 'A DAG would start a large backlog of runs, and nobody chose that.',
  why: 'Before Airflow 3 `catchup` is True unless the DAG or `catchup_by_default` says otherwise: when the DAG is switched on, a run is started for each interval since `start_date`. Reported where that are more than 100 runs and the DAG does not say what it wants. Airflow 3 starts none of them.',
  exampleVersion: '2.11.2',
  bad: `
from datetime import datetime
from airflow import DAG
from airflow.operators.empty import EmptyOperator

with DAG("etl", schedule="@daily", start_date=datetime(2021, 1, 1)):
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Switched on, this DAG starts over 100 runs, one for each interval since 2021-01-01, since catchup is True unless said otherwise. Add catchup=False, or catchup=True if that is meant.
    EmptyOperator(task_id="load")
`,
  good: `
from datetime import datetime
from airflow import DAG
from airflow.operators.empty import EmptyOperator

with DAG("etl", schedule="@daily", start_date=datetime(2021, 1, 1), catchup=False):
    EmptyOperator(task_id="load")
`,
  *check(input) {
    if (input.file.events.some(({ refuses }) => refuses === 'file')) return;
    for (const dag of input.file.dags)
      if (isUnchosen(dag) && isLarge(input, dag) && !isInsideTask(input, dag)) yield finding(input, dag);
  },
};

/** A SubDagOperator runs its DAG itself, which is called as the DAG around it and the task. */
function isInsideTask({ file }: RuleInput, { id }: Dag): boolean {
  const name = certain(id);
  return file.dags.some((outer) =>
    [...outer.tasks.values()].some(
      (task) => task.operator === 'SubDagOperator' && name === `${certain(outer.id)}.${task.id}`,
    ),
  );
}

/** More runs than this are a large backlog. */
const MANY = 100;

function isUnchosen(dag: Dag): boolean {
  const byDefault = dag.arguments.get('default_args')?.value;
  const isSaid = dag.arguments.has('catchup') || entryOf(byDefault, 'catchup') !== undefined;
  const isKnown = dag.moreArguments === undefined && dag.notCollected === undefined && dag.conditional === undefined;
  return certain(dag.catchup) === true && !isSaid && isKnown && dag.tasks.size > 0;
}

function isLarge({ now }: RuleInput, dag: Dag): boolean {
  const [start, end, schedule] = [certain(dag.startDate), certain(dag.endDate), certain(dag.schedule)];
  if (!start || end === undefined || !schedule) return false;
  const from = Date.parse(`${start.wallClock}Z`);
  const to = Math.min(now, end === null ? now : Date.parse(`${end.wallClock}Z`));
  return Number.isFinite(from) && Number.isFinite(to) && isMany(schedule, from, to);
}

function isMany(schedule: Schedule, from: number, to: number): boolean {
  if (schedule.kind === 'timedelta') return schedule.seconds > 0 && (to - from) / 1000 / schedule.seconds > MANY + 1;
  if (schedule.kind !== 'expression' || schedule.text === '@once' || schedule.text === '@continuous') return false;
  const cron = parseCron(schedule.text);
  return cron.ok && hasMoreTicks(cron.schedule, from, to, MANY);
}

function finding(input: RuleInput, dag: Dag): Finding {
  const since = certain(dag.startDate)?.wallClock.slice(0, 10);
  const call = dagCall(input.module, dag);
  return {
    rule: 'implicit-catchup',
    severity: 'warning',
    ...placeIn(input, call ?? dag.at, dag.via),
    message: `Switched on, this DAG starts over ${MANY} runs, one for each interval since ${since}, since catchup is True unless said otherwise. Add catchup=False, or catchup=True if that is meant.`,
    ...fixList(call && catchupFix(call)),
  };
}

function catchupFix(call: CallExpr): Fix {
  return { title: 'Add catchup=False', edits: [addKeyword(call, 'catchup', 'False')] };
}
