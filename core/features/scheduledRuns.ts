// The scheduled runs of a DAG in the past: those of a range, for a backfill, and the one before a moment, to compare with.

import {
  type Instant,
  isRandom,
  type RunList,
  type ScheduledRun,
  type Timetable,
  UTC,
  upcomingRuns,
  type Zone,
} from '../schedule';
import type { AirflowConfig } from '../workspace/airflowConfig';
import type { FileReport } from '../workspace/report';
import { frameOf } from './scheduleFrame';
import { timetableOf } from './scheduleTimetable';

export interface ScheduledRunsQuestion {
  readonly report: FileReport;
  /** Index in `DagFile.dags`. */
  readonly dagIndex: number;
  readonly config: AirflowConfig;
}

/** Runs, oldest first; `because`: why there are none, or no more. */
export interface ScheduledRuns {
  readonly runs: readonly ScheduledRun[];
  readonly isMore: boolean;
  readonly because: string | undefined;
}

interface Clock {
  readonly timetable: Timetable;
  readonly zone: Zone;
  readonly startDate: Instant | undefined;
  readonly endDate: Instant | undefined;
  readonly airflowVersion: string;
}

/** The runs whose logical dates lie between two moments, both included; no more than `most`. */
export function runsBetween(
  question: ScheduledRunsQuestion,
  { from, to, most }: { readonly from: Instant; readonly to: Instant; readonly most: number },
): ScheduledRuns {
  const clock = clockOf(question);
  if (typeof clock === 'string') return { runs: [], isMore: false, because: clock };
  const { runs, because }: RunList = upcomingRuns({ ...clock, from, count: most + 1 });
  const inRange = runs.filter(({ logicalDate }) => logicalDate >= from && logicalDate <= to);
  const none = inRange.length === 0 ? (because ?? 'The schedule has no run in this range.') : undefined;
  return { runs: inRange.slice(0, most), isMore: inRange.length > most, because: none };
}

const HOUR_MS = 3_600_000;
/** How far back a run is looked for: the first span that holds one is enough. */
const SPANS_MS = [2, 50, 24 * 40, 24 * 400, 24 * 365 * 5].map((hours) => hours * HOUR_MS);
/** A run every minute has so many in the shortest span. */
const MOST_IN_SPAN = 150;

/** The last run whose logical date lies before a moment; undefined: there is none, or it cannot be told. */
export function runBefore(question: ScheduledRunsQuestion, moment: Instant): ScheduledRun | undefined {
  for (const span of SPANS_MS) {
    const range = { from: moment - span, to: moment - 1, most: MOST_IN_SPAN };
    const { runs, isMore } = runsBetween(question, range);
    if (runs.length > 0 && !isMore) return runs.at(-1);
    if (isMore) return undefined;
  }
  return undefined;
}

/** What decides when a DAG runs; a text: why that is not known. */
function clockOf({ report, dagIndex, config }: ScheduledRunsQuestion): Clock | string {
  const file = report.dagFile;
  const dag = file?.dags[dagIndex];
  if (!file || !dag) return 'The file makes no such DAG.';
  const { createCronDataIntervals } = config;
  const found = timetableOf(dag, { airflowVersion: file.version, createCronDataIntervals });
  if (found.kind !== 'known') return `When the DAG runs is not known: ${found.because}.`;
  const { timetable } = found;
  if (isWithoutClock(timetable)) return 'The DAG has no schedule of times, so it has no runs of the past to fill in.';
  const frame = frameOf(dag, config, UTC);
  const zone = 'zone' in timetable ? timetable.zone : frame.zone;
  if (!zone) return 'The time zone of the DAG is not known.';
  const { start, end } = frame;
  return {
    ...{ timetable, zone, airflowVersion: file.version },
    startDate: start.known ? start.at : undefined,
    endDate: end.known ? end.at : undefined,
  };
}

/** `@continuous` has no times of its own either; those drawn at random cannot be foretold. */
function isWithoutClock(timetable: Timetable): boolean {
  const { kind } = timetable;
  if (kind === 'NullTimetable' || kind === 'ContinuousTimetable') return true;
  return kind === 'AssetTriggeredTimetable' || kind === 'DatasetTriggeredTimetable' || isRandom(timetable);
}
