// Line ends, and the signs of more than one character.

import * as T from './tokenKinds';

export function isNewline(code: number): boolean {
  return code === 10 || code === 13;
}

/** The offset after the line end at `at` (LF, CRLF or CR). */
export function skipNewline(text: string, at: number): number {
  if (text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10) return at + 2;
  return Math.min(at + 1, text.length);
}

export const SIGNS_3: ReadonlyMap<string, number> = new Map([
  ['...', T.ELLIPSIS],
  ['**=', T.AUGMENTED],
  ['//=', T.AUGMENTED],
  ['>>=', T.AUGMENTED],
  ['<<=', T.AUGMENTED],
]);

export const SIGNS_2: ReadonlyMap<string, number> = new Map([
  ['**', T.POWER],
  ['//', T.FLOOR_DIVIDE],
  ['>>', T.SHIFT_RIGHT],
  ['<<', T.SHIFT_LEFT],
  ['==', T.EQUAL],
  ['!=', T.NOT_EQUAL],
  ['<=', T.LESS_EQUAL],
  ['>=', T.GREATER_EQUAL],
  ['->', T.ARROW],
  [':=', T.WALRUS],
  ['<>', T.DIAMOND],
  ...['+=', '-=', '*=', '/=', '%=', '@=', '&=', '|=', '^='].map((text) => [text, T.AUGMENTED] as const),
]);
