// Answers hovers over tasks.

import { type Hover, type HoverParams, MarkupKind } from 'vscode-languageserver';
import { type TaskHover, tasksAt } from '../../../core/features/taskHover';
import { uriToPath } from '../convert/uris';
import { placesOf, reportOf } from '../reports';
import type { Session } from '../session';

/** A loop can make hundreds of tasks at one place. */
const MOST_TASKS = 3;
const MOST_NEIGHBOURS = 12;

/** The hover of the tasks at a position; null elsewhere. */
export function hover(session: Session, { textDocument, position }: HoverParams): Hover | null {
  const path = uriToPath(textDocument.uri);
  const report = reportOf(session, path);
  if (!report?.dagFile) return null;
  const positions = placesOf(session, report).in(path);
  const tasks = tasksAt(report.dagFile, path, report.text, positions.offset(position));
  if (tasks.length === 0) return null;
  const shown = tasks.slice(0, MOST_TASKS).map(session.client.markdownHover ? markdown : plain);
  if (tasks.length > MOST_TASKS) shown.push(`… and ${tasks.length - MOST_TASKS} more tasks made here`);
  const kind = session.client.markdownHover ? MarkupKind.Markdown : MarkupKind.PlainText;
  const { start, end } = tasks[0]!.at;
  return { contents: { kind, value: shown.join('\n\n') }, range: positions.range(start, end) };
}

function markdown(task: TaskHover): string {
  const rows = [
    `**Task** ${code(task.taskId)} — ${code(task.operator)}${marks(task)}`,
    `Trigger rule: ${task.triggerRule === undefined ? 'not known' : code(task.triggerRule)}`,
    `Upstream: ${names(task.upstream, code)}`,
    `Downstream: ${names(task.downstream, code)}`,
  ];
  return rows.join('  \n');
}

function plain(task: TaskHover): string {
  const same = (text: string): string => text;
  return [
    `Task ${task.taskId} (${task.operator})${marks(task)}`,
    `Trigger rule: ${task.triggerRule ?? 'not known'}`,
    `Upstream: ${names(task.upstream, same)}`,
    `Downstream: ${names(task.downstream, same)}`,
  ].join('\n');
}

function marks(task: TaskHover): string {
  return [...(task.mapped ? ['mapped'] : []), ...(task.kind === 'work' ? [] : [task.kind])]
    .map((mark) => `, ${mark}`)
    .join('');
}

function names(ids: readonly string[], format: (id: string) => string): string {
  if (ids.length === 0) return 'none';
  const rest = ids.length > MOST_NEIGHBOURS ? ` and ${ids.length - MOST_NEIGHBOURS} more` : '';
  return ids.slice(0, MOST_NEIGHBOURS).map(format).join(', ') + rest;
}

/** Ids come from the user's file: backticks would end the code. */
function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}
