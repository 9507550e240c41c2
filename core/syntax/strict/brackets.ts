// Brackets: which are open, and which do not match.

import type { TokenList } from './tokenList';

const MAX_BRACKETS = 200;
/** The closing bracket of each opening one. */
export const CLOSER_OF: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

export interface Brackets {
  readonly text: string;
  at: number;
  /** Offsets of the open brackets, outermost first. */
  readonly open: number[];
  readonly tokens: TokenList;
  refuse(start: number, end: number, message: string): false;
}

/** Reads the bracket at `at`. */
export function readBracket(lexer: Brackets, code: number): boolean {
  const start = lexer.at;
  const { open, text } = lexer;
  const bracket = text[start]!;
  if (CLOSER_OF[bracket]) {
    if (open.length >= MAX_BRACKETS) return lexer.refuse(start, start + 1, 'too many nested parentheses');
    open.push(start);
  } else {
    const opening = open.pop();
    if (opening === undefined) return lexer.refuse(start, start + 1, `unmatched '${bracket}'`);
    if (CLOSER_OF[text[opening]!] !== bracket) return lexer.refuse(start, start + 1, mismatch(text, opening, start));
  }
  lexer.at = start + 1;
  lexer.tokens.add(code, start, start + 1, open.length);
  return true;
}

function mismatch(text: string, opening: number, closing: number): string {
  const sameLine = !/[\r\n]/.test(text.slice(opening, closing));
  const where = sameLine ? '' : ' on an earlier line';
  return `closing parenthesis '${text[closing]}' does not match opening parenthesis '${text[opening]}'${where}`;
}
