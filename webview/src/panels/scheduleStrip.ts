// The strip at the bottom: when the DAG runs next, and if not, why not.

import type { RunView, ScheduleAnswer, ScheduleNote } from '../../../core/ir/scheduleAnswer';
import type { Origin } from '../../../core/text/span';
import { button, html } from '../elements';
import { toolIcon } from '../icons';
import { dayAndTime, headline, interval, ownClock, until } from './scheduleWords';

export interface StripOptions {
  readonly isOpen: boolean;
  readonly now: number;
  readonly toggle: () => void;
  readonly reveal: (at: Origin) => void;
}

/** The strip's content: one line, and when it is open the next runs and what to know about them. */
export function scheduleStrip(answer: ScheduleAnswer, { isOpen, now, toggle, reveal }: StripOptions): HTMLElement {
  const fold = button(isOpen ? 'Hide the schedule' : 'Show the schedule', toggle, toolIcon(isOpen ? 'down' : 'up'));
  fold.setAttribute('aria-expanded', String(isOpen));
  const stops = answer.notes.some(({ kind }) => kind === 'stops');
  const line = html('span', `strip-line${stops ? ' is-stopped' : ''}`, headline(answer, now));
  const head = html('div', 'strip-head', line, html('span', 'spacer'), fold);
  head.addEventListener('click', (event) => {
    if (event.target === line || event.target === head) toggle();
  });
  return html('div', 'strip', head, isOpen && details(answer, now, reveal));
}

function details(answer: ScheduleAnswer, now: number, reveal: (at: Origin) => void): HTMLElement {
  return html(
    'div',
    'strip-details',
    answer.runs.length > 0 && html('ol', 'runs', ...answer.runs.map((run) => runItem(run, now))),
    html('ul', 'facts', ...facts(answer).map((fact) => html('li', '', fact))),
    answer.notes.length > 0 && html('ul', 'strip-notes', ...answer.notes.map((note) => noteItem(note, reveal))),
  );
}

function runItem(run: RunView, now: number): HTMLElement {
  const { runAfter, clockChange } = run;
  const lines = [interval(run, now), ownClock(runAfter, now), clockChange].filter((line) => line !== undefined);
  return html(
    'li',
    'run',
    html('b', '', dayAndTime(runAfter.local, now)),
    html('div', 'card-subtitle', until(runAfter.at, now)),
    ...lines.map((line) => html('div', 'card-subtitle', line)),
  );
}

function facts({ timetable, zone, catchup, backlog }: ScheduleAnswer): string[] {
  const past = backlog && `${backlog.isAtLeast ? 'at least ' : ''}${backlog.count}`;
  const begins =
    backlog && backlog.count > 0 ? `, ${past} ${backlog.count === 1 ? 'run' : 'runs'} when it is switched on` : '';
  return [
    ...(timetable === undefined ? [] : [timetable]),
    ...(zone === undefined ? [] : [`time zone ${zone}`]),
    ...(catchup === undefined ? [] : [`catchup ${catchup ? 'on' : 'off'}${begins}`]),
  ];
}

function noteItem({ kind, message, at }: ScheduleNote, reveal: (at: Origin) => void): HTMLElement {
  return html(
    'li',
    `strip-note-${kind}`,
    message,
    at && at.uri !== '' && button('Go to code', () => reveal(at), toolIcon('code')),
  );
}
