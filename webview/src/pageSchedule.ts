// The schedule in a page without an editor: what was computed when the page was made, as it is for its reader now.

import type { Moment, RunView, ScheduleAnswer, ScheduleNote } from '../../core/ir/scheduleAnswer';

const SHOWN_RUNS = 5;

/** The answer without the runs that have begun, on the clock of the reader. */
export function answerNow(made: ScheduleAnswer, now: number, timeZone: string): ScheduleAnswer {
  const left = made.runs.filter(({ runAfter }) => runAfter.at > now);
  const isOver = made.runs.length > 0 && left.length === 0;
  return {
    ...made,
    now,
    viewerZone: timeZone,
    runs: left.slice(0, SHOWN_RUNS).map((run) => onClockOf(run, timeZone)),
    notes: isOver ? [tooOld(made), ...made.notes] : made.notes,
  };
}

function tooOld({ now }: ScheduleAnswer): ScheduleNote {
  const day = new Date(now).toISOString().slice(0, 10);
  return { kind: 'doubt', message: `This page was made on ${day}, and knows no runs after today.`, at: undefined };
}

function onClockOf(run: RunView, timeZone: string): RunView {
  const moment = (one: Moment): Moment => ({ ...one, viewer: localTime(one.at, timeZone) });
  return { ...run, runAfter: moment(run.runAfter), start: moment(run.start), end: moment(run.end) };
}

/** As ISO 8601 has it, without the offset: Sweden writes its times nearly so. */
function localTime(at: number, timeZone: string): string {
  return new Date(at).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T');
}
