// Names, keywords, and the prefixes of strings.

import { readString, type StringState } from './strings';
import { KEYWORDS, NAME } from './tokenKinds';

const PREFIXES = new Set(['b', 'u', 'r', 'f', 't', 'br', 'rb', 'fr', 'rf', 'tr', 'rt']);
const IDENTIFIER = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;

/** Reads the name at `at`; or the string, where the name is its prefix. */
export function readName(lexer: StringState): boolean {
  const { text } = lexer;
  const start = lexer.at;
  let end = start + 1;
  let ascii = text.charCodeAt(start) < 128;
  for (let code = text.charCodeAt(end); isWord(code); code = text.charCodeAt(end)) {
    if (code > 127) ascii = false;
    end++;
  }
  const next = text.charCodeAt(end);
  if ((next === 34 || next === 39) && end - start < 3 && PREFIXES.has(text.slice(start, end).toLowerCase())) {
    return readString(lexer, start);
  }
  if (!ascii && !IDENTIFIER.test(text.slice(start, end))) return refuseCharacter(lexer, start, end);
  lexer.at = end;
  const length = end - start;
  const kind = length > 1 && length < 9 ? KEYWORDS.get(text.slice(start, end)) : undefined;
  lexer.tokens.add(kind ?? NAME, start, end, lexer.open.length);
  return true;
}

function refuseCharacter(lexer: StringState, start: number, end: number): false {
  let at = start;
  let character = '';
  for (character of lexer.text.slice(start, end)) {
    if (!(at === start ? IDENTIFIER.test(character) : IDENTIFIER.test(`a${character}`))) break;
    at += character.length;
  }
  const number = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  const printable = /^[^\p{C}\p{Z}]$/u.test(character);
  const message = printable
    ? `invalid character '${character}' (U+${number})`
    : `invalid non-printable character U+${number}`;
  return lexer.refuse(at, at + character.length, message);
}

function isWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || code === 95 || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code > 127
  );
}
