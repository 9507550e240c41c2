// What Python refuses inside the quotes of plain string and bytes literals.

import type { TokenReader } from './reader';

const TEXT_ESCAPES = [
  [/\\x(?![0-9a-fA-F]{2})/, 'truncated \\xXX escape'],
  [/\\u(?![0-9a-fA-F]{4})/, 'truncated \\uXXXX escape'],
  [/\\U(?![0-9a-fA-F]{8})/, 'truncated \\UXXXXXXXX escape'],
  [/\\U(?!0010|000)/, 'illegal Unicode character'],
  [/\\N(?!\{[^}]+\})/, 'malformed \\N character escape'],
] as const;

/** Refuses the literal at the token to read next if one of its escapes is cut short, or bytes are no ASCII. */
export function checkLiteral(from: TokenReader, bytes: boolean): void {
  const { starts, ends } = from.lexer.tokens;
  const { text } = from.lexer;
  const start = starts[from.at]!;
  const end = ends[from.at]!;
  if (bytes && hasNonAscii(text, start, end)) from.fail(from.at, 'bytes can only contain ASCII literal characters');
  if (text.indexOf('\\', start) >= end || text.indexOf('\\', start) < 0) return;
  const literal = text.slice(start, end);
  if (/^[a-zA-Z]*[rR]/.test(literal)) return;
  // Without the escaped backslashes, every backslash left begins an escape.
  const source = literal.replaceAll('\\\\', '');
  if (bytes) {
    if (TEXT_ESCAPES[0][0].test(source)) from.fail(from.at, 'invalid \\x escape');
    return;
  }
  for (const [pattern, message] of TEXT_ESCAPES)
    if (pattern.test(source)) from.fail(from.at, `(unicode error) ${message}`);
}

function hasNonAscii(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) > 127) return true;
  return false;
}
