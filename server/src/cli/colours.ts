// Colours on terminals.

import type { Output, World } from './world';

export type Paint = (text: string) => string;

export interface Colours {
  readonly red: Paint;
  readonly yellow: Paint;
  readonly blue: Paint;
  readonly bold: Paint;
  readonly dim: Paint;
}

/** Colours for an output: only on a terminal, and not where NO_COLOR is set (no-color.org) or the terminal is dumb. */
export function coloursFor(output: Output, environment: World['environment']): Colours {
  const on = output.isTerminal && !environment.NO_COLOR && environment.TERM !== 'dumb';
  const paint = (code: number, end: number): Paint =>
    on ? (text) => (text ? `\u001b[${code}m${text}\u001b[${end}m` : '') : (text) => text;
  return { red: paint(31, 39), yellow: paint(33, 39), blue: paint(36, 39), bold: paint(1, 22), dim: paint(2, 22) };
}
