// The log of a try as an Airflow elsewhere gives it, as text; and what it says was raised.

import type { TaskRaised } from '../../../core/runs';

/** One event of Airflow 3's logs. */
interface LogEvent {
  readonly timestamp?: string | null;
  readonly level?: string | null;
  readonly event?: string;
  readonly error_detail?: readonly ErrorDetail[] | null;
}

interface ErrorDetail {
  readonly exc_type?: string;
  readonly exc_value?: string;
  readonly frames?: readonly { readonly filename: string; readonly lineno: number; readonly name: string }[];
}

type Raised = Omit<TaskRaised, 'kind' | 'taskId' | 'mapIndex' | 'tryNumber'>;

/** @param answer `{ content }`: a text in v1, events in v2; or the text alone */
export function logText(answer: unknown): string {
  const content = contentOf(answer);
  return Array.isArray(content) ? content.map(lineOf).join('') : unquoted(String(content ?? ''));
}

function contentOf(answer: unknown): unknown {
  return typeof answer === 'object' && answer !== null ? (answer as { content?: unknown }).content : answer;
}

function lineOf(event: LogEvent | string): string {
  if (typeof event === 'string') return `${event}\n`;
  const head = [event.timestamp ? `[${event.timestamp}]` : '', event.level?.toUpperCase() ?? ''].filter(Boolean);
  const line = `${[...head, event.event ?? ''].join(' ')}\n`;
  return line + (event.error_detail ?? []).map(tracebackOf).join('');
}

function tracebackOf({ exc_type, exc_value, frames = [] }: ErrorDetail): string {
  const lines = frames.map(({ filename, lineno, name }) => `  File "${filename}", line ${lineno}, in ${name}\n`);
  return `Traceback (most recent call last):\n${lines.join('')}${exc_type}: ${exc_value}\n`;
}

/** v1 writes a list of pairs of host and text, in Python's words. */
function unquoted(text: string): string {
  const pairs = /^\[\('[^']*', (['"])([\s\S]*)\1\)\]$/.exec(text.trim());
  const inner = pairs?.[2];
  if (inner === undefined) return text;
  return inner.replace(/\\(n|t|'|"|\\)/g, (_, letter: string) => ({ n: '\n', t: '\t' })[letter] ?? letter);
}

const TRACEBACK =
  /Traceback \(most recent call last\):\n((?: {2}File ".*", line \d+, in .*\n(?: {4}.*\n)*)+)([\w.]+)(?:: (.*))?/g;
const FRAME = / {2}File "(.*)", line (\d+), in (.*)\n/g;

/** The last exception that a log tells of. */
export function raisedInLog(text: string): Raised | undefined {
  const last = [...text.matchAll(TRACEBACK)].at(-1);
  const [, places = '', type = '', message = ''] = last ?? [];
  if (!last) return undefined;
  const frames = [...places.matchAll(FRAME)].map(([, file = '', line = '', name = '']) => ({
    ...{ file, line: Number(line), function: name },
  }));
  return { type: type.slice(type.lastIndexOf('.') + 1), message, frames };
}
