// The answers of `daglens schedule --explain` as text and as JSON.

import type { Moment, RunView, ScheduleAnswer, ScheduleNote } from '../../../core/ir/scheduleAnswer';
import type { Places } from './places';

/** A paragraph for each DAG: the schedule in words, the next runs on both clocks, and what keeps it from running. */
export function explanationText(answers: readonly ScheduleAnswer[], file: string, places: Places): string {
  return answers.map((answer) => `${paragraph(answer, file, places).join('\n')}\n`).join('\n');
}

function paragraph(answer: ScheduleAnswer, file: string, places: Places): string[] {
  const { dagId, words, timetable, version, zone, viewerZone, runs, notes } = answer;
  const made = timetable === undefined ? `Airflow ${version}` : `${timetable} of Airflow ${version}`;
  return [
    `${dagId ?? '(dag_id not known)'}  (${file})`,
    words,
    zone === undefined ? made : `${made}, time zone ${zone}`,
    ...(runs.length > 0 ? ['', `Next runs${viewerZone === zone ? '' : `, and when that is in ${viewerZone}`}:`] : []),
    ...runs.flatMap((run) => runLines(run, viewerZone !== zone)),
    '',
    ...notes.map((note) => noteLine(note, places)),
  ];
}

function runLines({ runAfter, start, end, clockChange }: RunView, isElsewhere: boolean): string[] {
  const interval = start.at === end.at ? '' : `   data interval ${plain(start)} to ${plain(end)}`;
  const viewer = isElsewhere ? `   (${runAfter.viewer.replace('T', ' ')})` : '';
  return [`  ${plain(runAfter)}${viewer}${interval}`, ...(clockChange === undefined ? [] : [`    ${clockChange}`])];
}

function plain({ local }: Moment): string {
  return local.replace('T', ' ');
}

const MARKS: Readonly<Record<ScheduleNote['kind'], string>> = {
  stops: 'does not run',
  doubt: 'not sure',
  info: 'note',
};

function noteLine({ kind, message, at }: ScheduleNote, places: Places): string {
  return `${MARKS[kind]}: ${message}${at?.uri ? ` (line ${places.of(at).line})` : ''}`;
}

/** One JSON object; instants are in UTC. */
export function explanationJson(answers: readonly ScheduleAnswer[], file: string, places: Places): string {
  const dags = answers.map((answer) => ({
    file,
    dag_id: answer.dagId ?? null,
    schedule: answer.words,
    timetable: answer.timetable ?? null,
    outcome: answer.outcome,
    timezone: answer.zone ?? null,
    catchup: answer.catchup ?? null,
    backlog: answer.backlog ? { runs: answer.backlog.count, or_more: answer.backlog.isAtLeast } : null,
    runs: answer.runs.map(({ runAfter, start, end, clockChange }) => ({
      run_after: utc(runAfter),
      data_interval: [utc(start), utc(end)],
      local: runAfter.local,
      ...(clockChange === undefined ? {} : { clock_change: clockChange }),
    })),
    notes: answer.notes.map(({ kind, message, at }) => ({
      ...{ kind, message },
      ...(at?.uri ? { line: places.of(at).line } : {}),
    })),
  }));
  return `${JSON.stringify({ version: 1, dags }, null, 2)}\n`;
}

function utc({ at }: Moment): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}
