// end-before-start: a DAG or a task whose end_date lies before its start_date.

import type { Dag, Task } from '../ir/dag';
import { certain } from '../ir/fact';
import type { Argument, DateTimeFact } from '../ir/plainValue';
import type { Finding, Rule, RuleInput } from './rule';
import { placeIn } from './support/place';

type Moment = DateTimeFact | null | undefined;

export const endBeforeStart: Rule = {
  id: 'end-before-start',
  severity: 'warning',
  summary: 'A DAG or a task ends before it starts.',
  why: 'With an `end_date` before its `start_date` a DAG is never scheduled; a task, which may have dates of its own within those of its DAG, never runs. No Airflow version says anything.',
  bad: `
from datetime import datetime
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl", schedule="@daily", start_date=datetime(2024, 6, 1), end_date=datetime(2024, 5, 1)):
    #                                                                        ^^^^^^^^^^^^^^^^^^^^ warning: end_date (2024-05-01) lies before start_date (2024-06-01), so the DAG is never scheduled. Correct one of them.
    EmptyOperator(task_id="load")
`,
  good: `
from datetime import datetime
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl", schedule="@daily", start_date=datetime(2024, 5, 1), end_date=datetime(2024, 6, 1)):
    EmptyOperator(task_id="load")
`,
  *check(input) {
    for (const dag of input.file.dags) {
      const [start, end] = [certain(dag.startDate), certain(dag.endDate)];
      if (isBefore(end, start)) yield findingFor(input, dag, end, start);
      else for (const task of dag.tasks.values()) yield* inTask(input, dag, task);
    }
  },
};

/** The window of a task: its dates where it has some, within those of the DAG (`add_task` in dag.py, 1.10 to 3.3). */
function* inTask(input: RuleInput, dag: Dag, task: Task): Iterable<Finding> {
  if (task.conditional !== undefined || task.mapped) return;
  const [start, end] = [task.arguments.get('start_date'), task.arguments.get('end_date')];
  if (start?.from !== 'call' && end?.from !== 'call') return;
  const [from, to] = [dateOf(start) ?? certain(dag.startDate), dateOf(end) ?? certain(dag.endDate)];
  if (!isBefore(to, from)) return;
  yield findingFor(input, dag, to, from, task);
}

function dateOf(argument: Argument | undefined): DateTimeFact | undefined {
  const value = argument?.value;
  return value?.kind === 'moment' && value.assumed === undefined ? value.value : undefined;
}

/** Moments of two zones are not compared. */
function isBefore(end: Moment, start: Moment): boolean {
  return !!start && !!end && start.zone === end.zone && end.wallClock < start.wallClock;
}

function findingFor(input: RuleInput, dag: Dag, end: Moment, start: Moment, task?: Task): Finding {
  const [to, from] = [end, start].map((moment) => moment?.wallClock.replace(/T00:00(:00.*)?$/, ''));
  const never = task ? `task '${task.id}' never runs` : 'the DAG is never scheduled';
  const given = task?.arguments.get('end_date') ?? task?.arguments.get('start_date');
  const argument = given ?? dag.arguments.get('end_date');
  return {
    rule: 'end-before-start',
    severity: 'warning',
    ...placeIn(input, argument?.at ?? dag.endDate.at, task?.at, dag.via, dag.at),
    message: `end_date (${to}) lies before start_date (${from}), so ${never}. Correct one of them.`,
  };
}
