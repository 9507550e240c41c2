// The rule for f-strings.

import type { TokenReader } from './reader';
import * as T from './tokenKinds';
import { readYield } from './yields';

const EMPTY = new Set([T.FIELD_END, T.FORMAT_START, T.EXCLAMATION, T.ASSIGN]);

/** One f-string, from its opening to its closing quotes. */
export function readFormattedString(from: TokenReader): void {
  from.at++;
  while (from.kind === T.FIELD_START) readField(from);
  from.expect(T.FSTRING_END);
}

function readField(from: TokenReader): void {
  from.at++;
  if (EMPTY.has(from.kind)) {
    const found = from.textAt(from.at);
    from.fail(from.at, `f-string: valid expression required before '${found}'`);
  }
  if (from.kind === T.YIELD) readYield(from);
  else from.starExpressions();
  from.accept(T.ASSIGN);
  if (from.accept(T.EXCLAMATION)) readConversion(from);
  if (from.accept(T.FORMAT_START)) while (from.kind === T.FIELD_START) readField(from);
  from.expect(T.FIELD_END);
}

function readConversion(from: TokenReader): void {
  if (from.kind !== T.NAME || !/^[sra]$/.test(from.textAt(from.at))) {
    from.fail(from.at, "f-string: invalid conversion character: expected 's', 'r', or 'a'");
  }
  from.at++;
}
