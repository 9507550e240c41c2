// String literals; f-strings become several tokens, since their fields hold expressions.

import type { Brackets } from './brackets';
import { isNewline, skipNewline } from './signs';
import * as T from './tokenKinds';

export interface StringState extends Brackets {
  readToken(): boolean;
  skipBlanks(): void;
}

interface Quotes {
  /** Where the literal, prefix included, starts. */
  readonly start: number;
  readonly quote: number;
  readonly width: 1 | 3;
}

const MAX_FIELDS = 150;

/** Reads the literal whose prefix starts at `start`. */
export function readString(lexer: StringState, start: number): boolean {
  const { text } = lexer;
  let at = start;
  while (text.charCodeAt(at) !== 34 && text.charCodeAt(at) !== 39) at++;
  const quote = text.charCodeAt(at);
  const width = text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote ? 3 : 1;
  const prefix = at === start ? '' : text.slice(start, at).toLowerCase();
  const quotes: Quotes = { start, quote, width };
  if (prefix.includes('f') || prefix.includes('t'))
    return readFormatted(lexer, quotes, at + width, prefix.includes('r'));
  const end = findEnd(text, quotes, at + width);
  if (end < 0) return refuseUnterminated(lexer, quotes, '');
  lexer.at = end;
  lexer.tokens.add(prefix.includes('b') ? T.BYTES : T.STRING, start, end, lexer.open.length);
  return true;
}

/** The offset after the closing quotes, or -1. */
function findEnd(text: string, { quote, width }: Quotes, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at = skipNewline(text, at + 1) - 1;
    else if (code === quote) {
      if (width === 1) return at + 1;
      if (text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote) return at + 3;
    } else if (width === 1 && isNewline(code)) return -1;
  }
  return -1;
}

function refuseUnterminated(lexer: StringState, quotes: Quotes, letter: 'f-' | ''): false {
  const kind = quotes.width === 3 ? `triple-quoted ${letter}string` : `${letter}string`;
  return lexer.refuse(quotes.start, quotes.start + 1, `unterminated ${kind} literal`);
}

function closes(text: string, { quote, width }: Quotes, at: number): boolean {
  if (text.charCodeAt(at) !== quote) return false;
  return width === 1 || (text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote);
}

function readFormatted(lexer: StringState, quotes: Quotes, from: number, raw: boolean): boolean {
  const { text } = lexer;
  lexer.tokens.add(T.FSTRING_START, quotes.start, from, lexer.open.length);
  lexer.at = from;
  for (;;) {
    const code = text.charCodeAt(lexer.at);
    if (lexer.at >= text.length || (quotes.width === 1 && isNewline(code)))
      return refuseUnterminated(lexer, quotes, 'f-');
    if (closes(text, quotes, lexer.at)) {
      lexer.at += quotes.width;
      lexer.tokens.add(T.FSTRING_END, lexer.at - quotes.width, lexer.at, lexer.open.length);
      return true;
    }
    const doubled = text.charCodeAt(lexer.at + 1) === code;
    if (code === 92) lexer.at = skipEscape(text, lexer.at, raw);
    else if (code === 123 && !doubled) {
      if (!readField(lexer, quotes)) return false;
    } else if (code === 125 && !doubled) {
      return lexer.refuse(lexer.at, lexer.at + 1, "f-string: single '}' is not allowed");
    } else lexer.at += code === 123 || code === 125 ? 2 : 1;
  }
}

/** A backslash does not hide a brace; `\N{…}` is one character. */
function skipEscape(text: string, at: number, raw: boolean): number {
  const next = text[at + 1];
  if (next === '{' || next === '}') return at + 1;
  if (next === 'N' && !raw && text[at + 2] === '{') {
    const end = text.slice(at, at + 100).indexOf('}');
    if (end > 0) return at + end + 1;
  }
  return skipNewline(text, at + 1);
}

/** Reads `{…}`; `at` stands on the brace. */
function readField(lexer: StringState, quotes: Quotes): boolean {
  const { open, text, tokens } = lexer;
  if (open.length >= MAX_FIELDS) return lexer.refuse(lexer.at, lexer.at + 1, 'f-string: expressions nested too deeply');
  open.push(lexer.at);
  tokens.add(T.FIELD_START, lexer.at, ++lexer.at, open.length);
  const depth = open.length;
  for (;;) {
    lexer.skipBlanks();
    const code = text.charCodeAt(lexer.at);
    if (open.length === depth) {
      if (code === 125) return endField(lexer);
      if (code === 58) return readFormat(lexer, quotes);
    }
    if (isUnfinished(lexer, quotes)) return lexer.refuse(lexer.at, lexer.at + 1, "f-string: expecting '}'");
    if (!lexer.readToken()) return false;
  }
}

function endField(lexer: StringState): true {
  lexer.open.pop();
  lexer.tokens.add(T.FIELD_END, lexer.at, ++lexer.at, lexer.open.length);
  return true;
}

/** True where the quotes of the f-string itself come before the brace that closes the field. */
function isUnfinished(lexer: StringState, quotes: Quotes): boolean {
  if (!closes(lexer.text, quotes, lexer.at)) return false;
  return findEnd(lexer.text, quotes, lexer.at + quotes.width) < 0;
}

/** Reads the format of a field up to and with its closing brace; `at` stands on the colon. */
function readFormat(lexer: StringState, quotes: Quotes): boolean {
  const { text } = lexer;
  lexer.tokens.add(T.FORMAT_START, lexer.at, ++lexer.at, lexer.open.length);
  for (;;) {
    const code = text.charCodeAt(lexer.at);
    const ended = lexer.at >= text.length || (quotes.width === 1 && isNewline(code)) || closes(text, quotes, lexer.at);
    if (ended) return lexer.refuse(quotes.start, quotes.start + 1, "f-string: expecting '}'");
    if (code === 125) return endField(lexer);
    if (code !== 123) lexer.at++;
    else if (!readField(lexer, quotes)) return false;
  }
}
