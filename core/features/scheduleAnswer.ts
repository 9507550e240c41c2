// When will a DAG run, and if not, why not: all that is known without asking Airflow's database.

import type { Dag } from '../ir/dag';
import { knownValue } from '../ir/fact';
import type { RunView, ScheduleAnswer, ScheduleNote } from '../ir/scheduleAnswer';
import { isRandom, neverFires, type Timetable, UTC, wallClock, type Zone } from '../schedule';
import type { AirflowConfig } from '../workspace/airflowConfig';
import type { FileReport } from '../workspace/report';
import { type Frame, frameOf } from './scheduleFrame';
import { absence, doubt, doubts, info, misplaced, pausing, stops } from './scheduleNotes';
import { dueRuns, momentOf, type RunsQuestion, runsAfterNow, runViews } from './scheduleRuns';
import { cronsIn, namedZone, timetableOf } from './scheduleTimetable';
import { scheduleWords } from './scheduleWords';

export interface ScheduleQuestion {
  readonly report: FileReport;
  /** Index in `DagFile.dags`. */
  readonly dagIndex: number;
  readonly config: AirflowConfig;
  /** In milliseconds since 1970. */
  readonly now: number;
  /** The time zone of who asks; one that is not known counts as UTC. */
  readonly viewerZone: string;
  /** How many runs. */
  readonly count: number;
  /** The dag_ids that update an asset; undefined: nobody has looked. */
  readonly updatersOf: ((asset: string) => readonly string[]) | undefined;
}

/** What is said of the runs. */
type Part = Pick<ScheduleAnswer, 'outcome' | 'backlog' | 'runs' | 'notes'>;

/** The answer for one DAG of a file; undefined if the file has no such DAG. */
export function scheduleAnswer(question: ScheduleQuestion): ScheduleAnswer | undefined {
  const file = question.report.dagFile;
  const dag = file?.dags[question.dagIndex];
  if (!file || !dag) return undefined;
  const viewerZone = namedZone(question.viewerZone) ?? UTC;
  const frame = frameOf(dag, question.config, viewerZone);
  const { createCronDataIntervals } = question.config;
  const found = timetableOf(dag, { airflowVersion: file.version, createCronDataIntervals });
  const timetable = found.kind === 'known' ? found.timetable : undefined;
  const zone = ownZone(timetable) ?? frame.zone;
  const absent = absence(question.report, dag, question.dagIndex);
  const part = absent.length > 0 ? never(absent) : partOf(question, dag, found, { ...frame, zone }, viewerZone);
  return {
    dagId: knownValue(dag.id),
    version: file.version,
    words: scheduleWords(dag.schedule),
    timetable: timetable?.kind,
    zone: zone?.name,
    viewerZone: viewerZone.name,
    now: question.now,
    catchup: knownValue(dag.catchup),
    ...part,
    notes: inOrder([
      ...part.notes,
      ...misplaced(file, dag),
      ...doubts(question.report, dag),
      ...paused(question, dag, part),
    ]),
  };
}

/** A DAG that is not there, or that nothing starts, is not told to be paused. */
function paused({ config }: ScheduleQuestion, dag: Dag, { outcome }: Part): ScheduleNote[] {
  return outcome === 'never' ? [] : pausing(dag, config);
}

/** A timetable may have a zone of its own. */
function ownZone(timetable: Timetable | undefined): Zone | undefined {
  if (timetable?.kind === 'MultipleCronTriggerTimetable') return timetable.members[0]?.zone;
  return timetable && 'zone' in timetable ? timetable.zone : undefined;
}

const RANK: Readonly<Record<ScheduleNote['kind'], number>> = { stops: 0, doubt: 1, info: 2 };

function inOrder(notes: readonly ScheduleNote[]): ScheduleNote[] {
  return notes.toSorted((a, b) => RANK[a.kind] - RANK[b.kind]);
}

function never(notes: readonly ScheduleNote[]): Part {
  return { outcome: 'never', backlog: NO_RUNS, runs: [], notes };
}

const NO_RUNS: ScheduleAnswer['backlog'] = { count: 0, isAtLeast: false };

function unknown(message: string): Part {
  return { outcome: 'unknown', backlog: undefined, runs: [], notes: [doubt(message)] };
}

function partOf(
  question: ScheduleQuestion,
  dag: Dag,
  found: ReturnType<typeof timetableOf>,
  frame: Frame,
  viewerZone: Zone,
): Part {
  if (found.kind === 'refused')
    return never([stops(`Airflow refuses the schedule: ${found.because}`, dag.schedule.at)]);
  if (found.kind === 'unknown') return unknown(`When it runs is not known: ${found.because}.`);
  const { timetable } = found;
  switch (timetable.kind) {
    case 'NullTimetable':
      return never([
        stops('It has no schedule: it runs only when somebody or another DAG triggers it.', dag.schedule.at),
      ]);
    case 'AssetTriggeredTimetable':
    case 'DatasetTriggeredTimetable':
      return byAssets(question, dag);
    default:
      return byClock(question, dag, timetable, frame, viewerZone);
  }
}

function byAssets({ updatersOf }: ScheduleQuestion, dag: Dag): Part {
  const assets = dag.schedule.known && dag.schedule.value.kind === 'assets' ? dag.schedule.value.assets : [];
  const { at } = dag.schedule;
  if (assets.length === 0)
    return never([stops('Its schedule is a list of assets without any, so nothing starts it.', at)]);
  const own = { outcome: 'events', backlog: NO_RUNS, runs: [] } as const;
  if (!updatersOf) return { ...own, notes: [info('It runs when its assets are updated.', at)] };
  const updaters = assets.map((asset) => ({ asset, ids: updatersOf(asset) }));
  const isOrphaned = updaters.every(({ ids }) => ids.length === 0);
  const notes = updaters.map(({ asset, ids }) => {
    if (ids.length > 0) return info(`'${asset}' is updated by ${ids.map((id) => `DAG '${id}'`).join(', ')}.`, at);
    const note = isOrphaned ? stops : doubt;
    return note(`No DAG of the workspace is seen to update '${asset}', so something else has to, such as the API.`, at);
  });
  return { ...own, notes };
}

function byClock(question: ScheduleQuestion, dag: Dag, timetable: Timetable, frame: Frame, viewerZone: Zone): Part {
  const { zone, start, end } = frame;
  const { now, count, report } = question;
  if (!zone)
    return unknown(
      `When it runs is not known: its time zone '${dag.startDate.known && dag.startDate.value?.zone}' is not.`,
    );
  if (isRandom(timetable))
    return unknown('R in a cron expression is drawn anew each time Airflow reads it, so the times cannot be foretold.');
  if (cronsIn(timetable).some((cron) => neverFires(cron, wallClock(now, zone))))
    return never([stops('It never fires: no date to come matches the cron expression.', dag.schedule.at)]);
  if (!start.known && isCountedFromStart(timetable))
    return unknown(`When it runs is not known: it is counted from start_date, which is not (${start.because}).`);
  const asked: RunsQuestion = {
    ...{ timetable, zone, now, count, airflowVersion: report.dagFile!.version },
    startDate: start.known ? start.at : now,
    endDate: end.known ? end.at : undefined,
    catchup: dag.catchup.known && dag.catchup.value,
  };
  const list = runsAfterNow(asked);
  const due = start.known && dag.catchup.known ? dueRuns(asked) : undefined;
  const isOver = list.runs.length === 0 && due?.count === 0;
  const notes = [
    ...frame.doubts.map((message) => doubt(message)),
    ...limitNotes(dag, frame, asked, viewerZone),
    ...kindNotes(timetable, asked),
    ...alsoByAssets(dag),
    ...(due ? dueNotes(asked, due) : []),
    ...(dag.catchup.known
      ? []
      : [doubt(`Whether it catches up is not known: ${dag.catchup.because}.`, dag.catchup.at)]),
    ...(list.because !== undefined && list.runs.length === 0 ? [stopsOrInfo(isOver, list.because)] : []),
  ];
  const runs: readonly RunView[] = runViews(list.runs, timetable, zone, viewerZone);
  return { outcome: isOver ? 'never' : 'runs', backlog: due, runs, notes };
}

function stopsOrInfo(isOver: boolean, message: string): ScheduleNote {
  return isOver ? stops(message) : info(message);
}

function isCountedFromStart({ kind }: Timetable): boolean {
  return kind === 'OnceTimetable' || kind === 'DeltaDataIntervalTimetable' || kind === 'DeltaTriggerTimetable';
}

/** What start and end mean now. */
function limitNotes(dag: Dag, { start, end }: Frame, { now, zone }: RunsQuestion, viewerZone: Zone): ScheduleNote[] {
  const notes: ScheduleNote[] = [];
  const local = (at: number) => momentOf(at, zone, viewerZone).local;
  if (!start.known)
    notes.push(
      doubt(`start_date is not known (${start.because}): the runs are right if it lies in the past.`, dag.startDate.at),
    );
  else if (start.at !== undefined && start.at > now)
    notes.push(info(`start_date lies in the future: nothing runs before ${local(start.at)}.`, dag.startDate.at));
  if (!end.known)
    notes.push(doubt(`end_date is not known (${end.because}): there may be no further runs.`, dag.endDate.at));
  else if (end.at !== undefined && end.at < now)
    notes.push(stops(`end_date has passed: ${local(end.at)}.`, dag.endDate.at));
  return notes;
}

function alsoByAssets({ schedule }: Dag): ScheduleNote[] {
  const both = schedule.known && schedule.value.kind === 'timetable' ? schedule.value.orAssets : undefined;
  return both ? [info('It runs when its assets are updated, too.', schedule.at)] : [];
}

/** What is special about some timetables. */
function kindNotes({ kind }: Timetable, { catchup }: RunsQuestion): ScheduleNote[] {
  if (kind === 'OnceTimetable')
    return [info('@once runs a single time: if it has run already, it does not run again.')];
  if (kind === 'ContinuousTimetable') return [info('@continuous starts the next run when the one before has ended.')];
  if (kind === 'DeltaTriggerTimetable' && !catchup)
    return [
      doubt('The runs are counted from the one before, here from now: those of a DAG that runs already are others.'),
    ];
  return [];
}

/** What happens as soon as a new DAG is switched on. */
function dueNotes(
  { catchup, startDate, zone }: RunsQuestion,
  due: NonNullable<ScheduleAnswer['backlog']>,
): ScheduleNote[] {
  if (due.count === 0) return [];
  if (due.count === 1) return [info('A DAG that has not run yet starts one run as soon as it is switched on.')];
  const count = `${due.isAtLeast ? 'at least ' : ''}${due.count}`;
  const since = startDate === undefined ? '' : ` since ${momentOf(startDate, zone, zone).local.slice(0, 10)}`;
  return catchup
    ? [
        info(
          `A DAG that has not run yet starts ${count} runs once it is switched on, one for each interval${since} (catchup=True).`,
        ),
      ]
    : [];
}
