// What Python counts as white space and as a part of a name, which is not what JavaScript does.

const SPACE = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

/** The inside of a character class: the white space of Python's `\s` in text. */
export const SPACE_CLASS = SPACE;

const SPACES = new RegExp(`[${SPACE}]`);
const ONLY_SPACES = new RegExp(`^[${SPACE}]+$`);

/** True for one UTF-16 code unit that Python's `\s` matches. */
export function isSpace(code: number): boolean {
  if (code < 128) return code === 32 || (code >= 9 && code <= 13) || (code >= 28 && code <= 31);
  return SPACES.test(String.fromCharCode(code));
}

/** Python's `str.isspace`. */
export function isBlank(text: string): boolean {
  return ONLY_SPACES.test(text);
}

/** One past the white space that begins at `at`. */
export function skipSpaces(text: string, at: number): number {
  let end = at;
  while (end < text.length && isSpace(text.charCodeAt(end))) end++;
  return end;
}

/** Where the white space begins that ends at `end`, not before `from`. */
export function beforeSpaces(text: string, from: number, end: number): number {
  let at = end;
  while (at > from && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

/** True for an ASCII letter, digit or underscore. */
export function isWordCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || (code >= 48 && code <= 57);
}

const NAME = /[\p{L}\p{N}\p{XID_Continue}_]+/uy;
const IDENTIFIER = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;

/** One past the name that begins at `at`, in any script; `at` itself: there is none. */
export function nameEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && isWordCode(text.charCodeAt(end))) end++;
  if (end < text.length && text.charCodeAt(end) < 128) return end;
  NAME.lastIndex = at;
  const found = NAME.exec(text);
  return found ? at + found[0].length : at;
}

/** Python's `str.isidentifier`. */
export function isIdentifier(text: string): boolean {
  return IDENTIFIER.test(text);
}
