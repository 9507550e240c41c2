// Between which moments a DAG runs, and on which clock: start, end and time zone as the orchestrator takes them.

import type { Dag } from '../ir/dag';
import type { Fact } from '../ir/fact';
import type { DateTimeFact } from '../ir/plainValue';
import { type Instant, UTC, type Zone } from '../schedule';
import type { AirflowConfig } from '../workspace/airflowConfig';
import { instantOfMoment, namedZone } from './scheduleTimetable';

/** A moment that may be missing, or the reason why it is not known. */
export type Limit =
  | { readonly known: true; readonly at: Instant | undefined }
  | { readonly known: false; readonly because: string };

export interface Frame {
  /** Undefined: the DAG's zone is not known. */
  readonly zone: Zone | undefined;
  readonly start: Limit;
  readonly end: Limit;
  /** What the answer assumes of them, as sentences. */
  readonly doubts: readonly string[];
}

/**
 * The frame of a DAG. Its zone is that of start_date, else default_timezone; without a start_date of its own the earliest of
 * its tasks counts, and without an end_date the latest, if all have one (`_time_restriction` of 2.11.2 and 3.3.2).
 * @param viewerZone stands for `default_timezone = system`
 */
export function frameOf(
  dag: Dag,
  { defaultTimezone }: Pick<AirflowConfig, 'defaultTimezone'>,
  viewerZone: Zone,
): Frame {
  const byDefault = defaultTimezone === 'system' ? viewerZone : (namedZone(defaultTimezone) ?? UTC);
  const named = dag.startDate.known ? dag.startDate.value?.zone : undefined;
  const zone = named === undefined ? byDefault : namedZone(named);
  const isDefault = named === undefined && defaultTimezone === 'system';
  const doubts = isDefault ? [`default_timezone is 'system': taken to be ${viewerZone.name}.`] : [];
  return {
    zone,
    start: limitOf(dag.startDate, byDefault) ?? ofTasks(dag, 'start_date', byDefault, Math.min),
    end: limitOf(dag.endDate, byDefault) ?? ofTasks(dag, 'end_date', byDefault, Math.max),
    doubts,
  };
}

/** Undefined: the DAG has no such date of its own. */
function limitOf(fact: Fact<DateTimeFact | null>, byDefault: Zone): Limit | undefined {
  if (!fact.known) return { known: false, because: fact.because };
  return fact.value === null ? undefined : momentLimit(fact.value, byDefault);
}

function momentLimit(moment: DateTimeFact, byDefault: Zone): Limit {
  const at = instantOfMoment(moment, byDefault);
  return at === undefined
    ? { known: false, because: `its time zone '${moment.zone}' is not known` }
    : { known: true, at };
}

function ofTasks(
  { tasks }: Dag,
  name: 'start_date' | 'end_date',
  byDefault: Zone,
  choose: (...all: number[]) => number,
): Limit {
  const all = [...tasks.values()].map((task) => task.arguments.get(name)?.value);
  const given = all.filter((value) => value !== undefined && value.kind !== 'none');
  if (given.length === 0 || (name === 'end_date' && given.length < all.length)) return { known: true, at: undefined };
  const moments = given.map((value) => (value.kind === 'moment' ? momentLimit(value.value, byDefault) : undefined));
  const instants = moments.flatMap((limit) => (limit?.known && limit.at !== undefined ? [limit.at] : []));
  if (instants.length < given.length) return { known: false, because: `the ${name} of a task is not known` };
  return { known: true, at: choose(...instants) };
}
