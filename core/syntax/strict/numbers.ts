// Number literals, and what CPython's tokenizer refuses about them.

import type { Brackets } from './brackets';
import { NUMBER } from './tokenKinds';

const BASES: Readonly<Record<string, { readonly name: string; readonly digits: RegExp }>> = {
  x: { name: 'hexadecimal', digits: /(?:_?[0-9a-fA-F])+/y },
  o: { name: 'octal', digits: /(?:_?[0-7])+/y },
  b: { name: 'binary', digits: /(?:_?[01])+/y },
};
const DECIMAL = /(?:\d(?:_?\d)*)?(?:\.(?:\d(?:_?\d)*)?)?(?:[eE][+-]?\d(?:_?\d)*)?[jJ]?/y;
const LEADING_ZEROS = /^0[0_]*[1-9]/;
/** Keywords that may follow a number without a blank. */
const FOLLOWERS = /(?:and|else|for|if|in|is|not|or)/y;

export function readNumber(lexer: Brackets): boolean {
  const { text } = lexer;
  const base = text[lexer.at] === '0' ? BASES[(text[lexer.at + 1] ?? '').toLowerCase()] : undefined;
  if (base) return readBased(lexer, base.name, base.digits);
  const end = matchEnd(DECIMAL, text, lexer.at);
  const written = text.slice(lexer.at, end);
  if (/^\d+$/.test(written.replaceAll('_', '')) && LEADING_ZEROS.test(written)) {
    const message = 'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers';
    return lexer.refuse(lexer.at, end, message);
  }
  return finish(lexer, end, /[jJ]$/.test(written) ? 'imaginary' : 'decimal');
}

function readBased(lexer: Brackets, name: string, digits: RegExp): boolean {
  const { text } = lexer;
  const end = matchEnd(digits, text, lexer.at + 2);
  const next = text[end] ?? '';
  if (/\d/.test(next)) return lexer.refuse(end, end + 1, `invalid digit '${next}' in ${name} literal`);
  if (end === lexer.at + 2) return lexer.refuse(lexer.at, end, `invalid ${name} literal`);
  return finish(lexer, end, name);
}

function matchEnd(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}

function finish(lexer: Brackets, end: number, name: string): boolean {
  const { text } = lexer;
  const code = text.charCodeAt(end);
  const wordFollows = code > 127 || /\w/.test(text[end] ?? '');
  FOLLOWERS.lastIndex = end;
  if (wordFollows && !FOLLOWERS.test(text)) return lexer.refuse(lexer.at, end, `invalid ${name} literal`);
  lexer.tokens.add(NUMBER, lexer.at, end, lexer.open.length);
  lexer.at = end;
  return true;
}
