// The line above the tasks: which run it is, how it is, and what can be done with it.

import { type InstanceRow, NAMED_COMMANDS, type NamedCommand, type RunHead } from '../../../protocol/runPanel';
import { button, html } from '../elements';
import { type ToolIcon, toolIcon } from '../icons';
import { stateIcon } from './stateIcon';
import { duration, moment, took } from './times';

export interface HeaderActions {
  readonly stop: () => void;
  readonly runAgain: () => void;
  readonly rerunFailed: () => void;
  readonly openForm: () => void;
}

const ENGINES: Readonly<Record<RunHead['engine'], string>> = {
  builtin: 'built-in engine',
  airflow: 'local Airflow',
  remote: 'remote Airflow',
};

/** What is told of the run. */
export function header(head: RunHead, rows: readonly InstanceRow[], now: number): HTMLElement {
  const state = head.stopped ? 'stopped' : head.state;
  const time = took(head.start, head.end, now);
  const simulated = new Set(rows.flatMap(({ simulated, taskId }) => (simulated === undefined ? [] : [taskId]))).size;
  return html(
    'div',
    'head-words',
    stateIcon(head.state),
    html('h1', '', head.dagId),
    html('span', `pill state-${head.stopped ? 'none' : head.state}`, state),
    head.logicalDate !== null && html('span', 'fact', moment(head.logicalDate)),
    time !== undefined && html('span', 'fact', duration(time)),
    html('span', 'fact quiet', `${ENGINES[head.engine]}${head.airflowVersion && `, Airflow ${head.airflowVersion}`}`),
    simulated > 0 && html('span', 'badge', `${simulated} simulated`),
  );
}

/** What can be done with the run. */
export function headerTools(head: RunHead, rows: readonly InstanceRow[], actions: HeaderActions): HTMLElement[] {
  if (head.isLive) return [tool('stop', 'Stop', actions.stop, 'is-stop')];
  const hasFailed = rows.some(({ state }) => state === 'failed' || state === 'upstream_failed');
  return [
    ...(hasFailed ? [tool('again', 'Rerun failed', actions.rerunFailed, 'is-main')] : []),
    tool('play', 'Run again', actions.runAgain, hasFailed ? '' : 'is-main'),
    tool('form', 'Run with …', actions.openForm, ''),
  ];
}

function tool(icon: ToolIcon, label: string, run: () => void, classes: string): HTMLElement {
  const element = button(label, run);
  element.className = `tool-button ${classes}`;
  element.prepend(toolIcon(icon));
  return element;
}

export interface NoticeActions {
  readonly showLine: (file: string, line: number) => void;
  readonly command: (command: NamedCommand) => void;
}

/** What the reader has to know of the run as a whole: why it failed, and what was noted. */
export function notices(head: RunHead, { showLine, command }: NoticeActions): HTMLElement[] {
  const { raised, because, state, notes } = head;
  const notice = (level: string, message: string): HTMLElement =>
    html('div', `notice notice-${level}`, ...withCommands(message, command));
  const why = state === 'failed' && because !== undefined && !raised ? [notice('error', because)] : [];
  const told = notes.map(({ level, message }) => notice(level, message));
  return [...(raised ? [raisedNotice(raised, showLine)] : []), ...why, ...told];
}

/** The words of a message, with commands that it names as links. */
function withCommands(message: string, run: NoticeActions['command']): (string | HTMLElement)[] {
  return message.split(/"(DagLens: [^"]*)"/).map((words, index) => {
    const command = index % 2 ? NAMED_COMMANDS[words as keyof typeof NAMED_COMMANDS] : undefined;
    if (!command) return index % 2 ? `"${words}"` : words;
    const link = button(words, () => run(command));
    link.className = 'link';
    return link;
  });
}

function raisedNotice(
  { type, message, frames }: NonNullable<RunHead['raised']>,
  showLine: (file: string, line: number) => void,
): HTMLElement {
  const place = frames.at(-1);
  const link = place && button(`line ${place.line}`, () => showLine(place.file, place.line));
  if (link) link.className = 'link';
  return html('div', 'notice notice-error', html('b', '', type), message && `: ${message}`, link && ' ', link);
}
