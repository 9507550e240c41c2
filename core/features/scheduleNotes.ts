// What keeps a DAG from running by itself, and what else to know of its schedule: sentences for the user.

import type { Dag, DagFile } from '../ir/dag';
import { entryOf } from '../ir/plainValue';
import type { ScheduleNote } from '../ir/scheduleAnswer';
import { type Origin, originOf } from '../text/span';
import { atLeast } from '../text/version';
import type { AirflowConfig } from '../workspace/airflowConfig';
import type { FileReport } from '../workspace/report';
import { markedIn } from './findingPlaces';

export function stops(message: string, at?: Origin): ScheduleNote {
  return { kind: 'stops', message, at: at && originOf(at) };
}

export function doubt(message: string, at?: Origin): ScheduleNote {
  return { kind: 'doubt', message, at: at && originOf(at) };
}

export function info(message: string, at?: Origin): ScheduleNote {
  return { kind: 'info', message, at: at && originOf(at) };
}

/** Why the orchestrator does not have the DAG at all. */
export function absence({ refusals }: FileReport, dag: Dag, index: number): ScheduleNote[] {
  const refusal = refusals.find(({ refuses }) => refuses === 'file' || refuses === index);
  if (refusal) {
    const what = refusal.refuses === 'file' ? 'this file' : 'this DAG';
    return [stops(`Airflow refuses ${what}: ${refusal.message}`, refusal.at)];
  }
  if (dag.notCollected === undefined) return [];
  return [stops(`Airflow does not find this DAG: ${dag.notCollected}.`, dag.via ?? dag.at)];
}

const SCHEDULE_NAMES = ['schedule', 'schedule_interval', 'timetable'] as const;

/** What is said of the schedule where it has no effect, and what is not said. */
export function misplaced({ version }: DagFile, dag: Dag): ScheduleNote[] {
  const byDefault = dag.arguments.get('default_args')?.value;
  const notes = ([...SCHEDULE_NAMES, 'catchup', 'is_paused_upon_creation'] as const).flatMap((name) => {
    const entry = entryOf(byDefault, name);
    if (entry === undefined) return [];
    return [info(`${name} in default_args has no effect: it is an argument of the DAG. Give it to DAG(…).`, entry.at)];
  });
  const isSaid = SCHEDULE_NAMES.some((name) => dag.arguments.has(name)) || dag.moreArguments !== undefined;
  const isDaily = !isSaid && !atLeast(version, 3) && dag.schedule.known && dag.schedule.value.kind === 'timedelta';
  if (isDaily) notes.push(info('No schedule is given: before Airflow 3 that means a run every day.', dag.schedule.at));
  return notes;
}

/** Whether the DAG starts paused when Airflow first sees it. */
export function pausing(dag: Dag, { dagsArePausedAtCreation }: AirflowConfig): ScheduleNote[] {
  const own = dag.arguments.get('is_paused_upon_creation');
  if (own && own.value.kind !== 'none') {
    if (own.value.kind !== 'bool')
      return [doubt('Whether a new DAG starts paused is not known: is_paused_upon_creation is not.', own.at)];
    return own.value.value ? [info(`${PAUSED} (is_paused_upon_creation=True).`, own.at)] : [];
  }
  return dagsArePausedAtCreation ? [info(`${PAUSED} (dags_are_paused_at_creation).`)] : [];
}

const PAUSED = 'When Airflow first sees this DAG it is paused: nothing runs until somebody switches it on';

/** What makes the answer uncertain, beside what is not known. */
export function doubts({ findings }: FileReport, dag: Dag): ScheduleNote[] {
  const moving = findings.find(({ rule, at }) => rule === 'dynamic-start-date' && isAbout(dag, at));
  return [
    ...(dag.conditional === undefined ? [] : [doubt(`The DAG may not be made at all: ${dag.conditional}.`, dag.at)]),
    ...(dag.schedule.known && dag.schedule.assumed !== undefined
      ? [doubt(`The schedule is assumed: ${dag.schedule.assumed}.`, dag.schedule.at)]
      : []),
    ...(moving ? [doubt(moving.message, moving.at)] : []),
  ];
}

function isAbout(dag: Dag, place: Origin): boolean {
  const places = [dag.at, dag.via, dag.startDate.at].filter((at) => at !== undefined);
  const isWithin = places.some((at) => at.uri === place.uri && at.start <= place.start && place.end <= at.end);
  return isWithin || markedIn(dag)(place).tasks.length > 0;
}
