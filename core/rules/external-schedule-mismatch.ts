// external-schedule-mismatch: a sensor that waits for a run of a DAG at times when that DAG never has one.

import type { DagOutline } from '../ir/dag';
import { certain } from '../ir/fact';
import { type CronSchedule, parseCron } from '../schedule';
import type { Finding, Rule, RuleInput } from './rule';
import { neverMeet, type TickPair, zoneDifferences } from './support/commonTick';
import { type DagMention, dagMentions, dagsMentioned } from './support/externalDags';
import { placeIn } from './support/place';

export const externalScheduleMismatch: Rule = {
  id: 'external-schedule-mismatch',
  severity: 'warning',
  summary: 'A sensor waits for runs of another DAG at times when that DAG never has one.',
  why: 'ExternalTaskSensor looks for a run of the other DAG with the same logical date as its own run, less execution_delta. Where the two schedules never meet, it waits until its timeout. It is told only where both are cron schedules, of one time zone or of two that are known.',
  bad: `
#- orders.py
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("orders", schedule="0 5 * * *"):
    EmptyOperator(task_id="load")
#- report.py
from airflow.sdk import DAG
from airflow.providers.standard.sensors.external_task import ExternalTaskSensor

with DAG("report", schedule="30 6 * * *"):
    ExternalTaskSensor(task_id="wait", external_dag_id="orders", external_task_id="load")
    #                                                  ^^^^^^^^ warning: Task 'wait' waits for runs of DAG 'orders' that never come: it looks for a logical date such as Mon 06:30, but 'orders' (0 5 * * *) next has Tue 05:00. Give both DAGs one schedule, or set execution_delta to the difference.
`,
  good: `
#- orders.py
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("orders", schedule="0 5 * * *"):
    EmptyOperator(task_id="load")
#- report.py
from datetime import timedelta

from airflow.sdk import DAG
from airflow.providers.standard.sensors.external_task import ExternalTaskSensor

with DAG("report", schedule="30 6 * * *"):
    ExternalTaskSensor(
        task_id="wait",
        external_dag_id="orders",
        external_task_id="load",
        execution_delta=timedelta(hours=1, minutes=30),
    )
`,
  *check(input) {
    for (const mention of dagMentions(input.file)) {
      const missed = missedBy(mention, input);
      if (missed) yield findingFor(mention, missed, input);
    }
  },
};

interface Missed {
  readonly ticks: TickPair;
  readonly schedule: string;
  /** The zone of that schedule, where the other one has another. */
  readonly zone: string | undefined;
}

function missedBy(mention: DagMention, input: RuleInput): Missed | undefined {
  const shift = shiftOf(mention);
  const [external, ...more] = dagsMentioned(mention, input);
  if (shift === undefined || external === undefined || more.length > 0) return undefined;
  const [asking, offering] = [cronOf(mention.dag), cronOf(external)];
  const [here, there] = [zoneOf(mention.dag), zoneOf(external)];
  if (!asking || !offering || here === undefined || there === undefined) return undefined;
  if (here === there) {
    const ticks = neverMeet(asking, offering, shift);
    return ticks && { ticks, schedule: offering.text, zone: undefined };
  }
  const missed = zoneDifferences(here, there).map((difference) => neverMeet(asking, offering, shift + difference));
  const [ticks] = missed;
  return ticks && !missed.includes(undefined) ? { ticks, schedule: offering.text, zone: there } : undefined;
}

/** How far the sensor looks back, in milliseconds; undefined where that is not known. */
function shiftOf({ task }: DagMention): number | undefined {
  if (task.operator !== 'ExternalTaskSensor' || task.mapped || task.moreArguments !== undefined) return undefined;
  const { value: ownDate } = task.arguments.get('execution_date_fn') ?? {};
  if (ownDate !== undefined && ownDate.kind !== 'none') return undefined;
  const { value: delta } = task.arguments.get('execution_delta') ?? {};
  if (delta === undefined || delta.kind === 'none') return 0;
  return delta.kind === 'duration' && delta.assumed === undefined ? delta.seconds * 1000 : undefined;
}

function cronOf(dag: DagOutline): CronSchedule | undefined {
  const schedule = certain(dag.schedule);
  if (schedule?.kind !== 'expression' || dag.conditional !== undefined || dag.notCollected !== undefined)
    return undefined;
  const parsed = parseCron(schedule.text);
  return parsed.ok && !parsed.schedule.random ? parsed.schedule : undefined;
}

/** The zone of the start date; empty: the configured one. Undefined: not known. */
function zoneOf(dag: DagOutline): string | undefined {
  const start = certain(dag.startDate);
  return start === undefined ? undefined : (start?.zone ?? '');
}

function findingFor({ dag, task, argument, id }: DagMention, missed: Missed, input: RuleInput): Finding {
  const delta = task.arguments.get('execution_delta');
  const isMoved = delta !== undefined && delta.value.kind !== 'none';
  const { wanted, offered } = missed.ticks;
  const [zone, zoned] = missed.zone === undefined ? ['', ''] : [` in ${missed.zone}`, ' and time zone'];
  return {
    rule: 'external-schedule-mismatch',
    severity: 'warning',
    ...placeIn(input, isMoved ? delta.at : argument.value.at, argument.at, task.at, task.via, dag.via, dag.at),
    message: `Task '${task.id}' waits for runs of DAG '${id}' that never come: it looks for a logical date such as ${dayAndTime(wanted)}${zone}, but '${id}' (${missed.schedule}) next has ${dayAndTime(offered)}. Give both DAGs one schedule${zoned}, or set execution_delta to the difference.`,
  };
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

function dayAndTime(wall: number): string {
  const date = new Date(wall);
  return `${DAYS[date.getUTCDay()]} ${date.toISOString().slice(11, 16)}`;
}
