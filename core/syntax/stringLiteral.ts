// The text of a Python string literal: its prefix and quotes, and the value that its escapes stand for.

import { decodeEscape } from '../text/pythonEscapes';

/** Where the parts of one literal stand; offsets into the whole text. */
export interface StringLiteral {
  readonly raw: boolean;
  readonly bytes: boolean;
  readonly formatted: boolean;
  /** First character inside the quotes. */
  readonly contentStart: number;
  /** One past the last character inside the quotes. */
  readonly contentEnd: number;
}

/** Reads the prefix and the quotes of the literal at `start`..`end`; a literal without a closing quote ends at `end`. */
export function literalParts(text: string, start: number, end: number): StringLiteral {
  let at = start;
  while (at < end && text[at] !== '"' && text[at] !== "'") at++;
  const prefix = text.slice(start, at).toLowerCase();
  const quote = text[at] ?? '';
  const triple = quote !== '' && text.startsWith(quote.repeat(3), at) && end - at >= 3;
  const width = triple ? 3 : 1;
  const contentStart = Math.min(at + width, end);
  const closed = end - width >= contentStart && text.startsWith(quote.repeat(width), end - width);
  return {
    raw: prefix.includes('r'),
    bytes: prefix.includes('b'),
    formatted: prefix.includes('f') || prefix.includes('t'),
    contentStart,
    contentEnd: closed ? end - width : end,
  };
}

const ESCAPE = /\\(?:\r\n|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|.)/gs;

/** The value of a piece of a literal; line ends become `\n`, as Python reads them. */
export function decodeString(source: string, literal: { readonly raw: boolean; readonly bytes: boolean }): string {
  const lines = source.includes('\r') ? source.replace(/\r\n?/g, '\n') : source;
  if (literal.raw || !lines.includes('\\')) return literal.bytes ? toBytes(lines) : lines;
  const decoded = lines.replace(ESCAPE, (found) => decodeEscape(found, literal.bytes));
  return literal.bytes ? toBytes(decoded) : decoded;
}

/** Bytes literals may hold ASCII only; anything else is a syntax error of its own, and is read as `?`. */
function toBytes(value: string): string {
  return value.replace(/[\u0100-\uffff]/g, '?');
}
