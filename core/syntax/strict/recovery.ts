// Where to read on after a statement that Python refuses.

import type { Lexer } from './lexer';
import { isNewline, skipNewline } from './signs';
import * as T from './tokenKinds';

/** Keywords that never stand inside brackets: one at the start of a line means that a bracket was left open. */
const STATEMENT_STARTS = new Set([
  T.ASSERT,
  T.BREAK,
  T.CLASS,
  T.CONTINUE,
  T.DEF,
  T.DEL,
  T.ELIF,
  T.EXCEPT,
  T.FINALLY,
  T.GLOBAL,
  T.IMPORT,
  T.NONLOCAL,
  T.PASS,
  T.RAISE,
  T.RETURN,
  T.TRY,
  T.WHILE,
  T.WITH,
]);
const STATEMENT_WORDS =
  /^[ \t\f]*(?:assert|break|class|continue|def|del|elif|except|finally|global|import|nonlocal|pass|raise|return|try|while|with|from)\b/;

/** Puts the lexer behind the statement just read; gives the offset where the statement ends. */
export function recover(lexer: Lexer): number {
  const { tokens, problem } = lexer;
  const last = tokens.count - 1;
  if (tokens.kinds[last] === T.NEWLINE) {
    const inside = statementInside(lexer);
    return inside < 0 ? tokens.starts[last]! : resumeAt(lexer, inside);
  }
  if (!problem) return resumeAt(lexer, nextStatement(lexer, lineEnd(lexer.text, lexer.lineStart)));
  const end = lineEnd(lexer.text, problem.start);
  // What follows the opening quotes of a text that never ends may be anything: only a clear statement ends it.
  if (problem.message.startsWith('unterminated triple')) return resumeAt(lexer, nextStatement(lexer, end, true));
  const whole = lexer.open.length === 0;
  return resumeAt(lexer, whole ? skipNewline(lexer.text, end) : nextStatement(lexer, end));
}

function resumeAt(lexer: Lexer, offset: number): number {
  lexer.at = offset;
  let end = offset;
  while (end > lexer.lineStart && isNewline(lexer.text.charCodeAt(end - 1))) end--;
  return end;
}

/** The start of a line inside brackets that begins with a keyword which cannot stand there, or -1. */
function statementInside(lexer: Lexer): number {
  const { text, tokens } = lexer;
  for (let i = 1; i < tokens.count; i++) {
    if (!STATEMENT_STARTS.has(tokens.kinds[i]!) || tokens.depths[i] === 0) continue;
    let start = tokens.starts[i]!;
    while (start > 0 && /[ \t\f]/.test(text[start - 1]!)) start--;
    if (start > lexer.lineStart && isNewline(text.charCodeAt(start - 1))) return start;
  }
  return -1;
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isNewline(text.charCodeAt(at))) at++;
  return at;
}

/** The next line after `from` that looks like a statement: no deeper than the broken one, and no closing bracket. */
function nextStatement(lexer: Lexer, from: number, clear = false): number {
  const { text } = lexer;
  const strings = multilineStrings(lexer);
  let at = skipNewline(text, from);
  while (at < text.length) {
    const end = lineEnd(text, at);
    const within = strings.find(([start, stop]) => start < at && at < stop);
    if (!within && isStatementLine(text.slice(at, end), lexer.column, clear)) return at;
    at = skipNewline(text, within ? Math.max(end, lineEnd(text, within[1])) : end);
  }
  return text.length;
}

function multilineStrings(lexer: Lexer): readonly (readonly [number, number])[] {
  const { kinds, starts, ends, count } = lexer.tokens;
  const found: [number, number][] = [];
  for (let i = 0; i < count; i++) {
    if (kinds[i] === T.STRING || kinds[i] === T.BYTES) found.push([starts[i]!, ends[i]!]);
  }
  return found.filter(([start, end]) => /[\r\n]/.test(lexer.text.slice(start, end)));
}

function isStatementLine(line: string, column: number, clear: boolean): boolean {
  if (/^[ \t\f]*(?:[)\]}#]|$)/.test(line)) return false;
  const isClear = STATEMENT_WORDS.test(line);
  const fits = columnsOf(line) <= column;
  return clear ? isClear && fits : isClear || fits;
}

function columnsOf(line: string): number {
  let column = 0;
  for (const character of line) {
    if (character === ' ') column++;
    else if (character === '\t') column = ((column >> 3) + 1) << 3;
    else break;
  }
  return column;
}
