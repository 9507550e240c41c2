// The rule for `yield`.

import type { TokenReader } from './reader';
import * as T from './tokenKinds';

const ENDS = new Set([
  T.NEWLINE,
  T.CLOSE_PAREN,
  T.CLOSE_BRACKET,
  T.CLOSE_BRACE,
  T.ASSIGN,
  T.SEMICOLON,
  T.FIELD_END,
  T.FORMAT_START,
  T.EXCLAMATION,
]);

/** `yield`, `yield a, b`, `yield from a`. */
export function readYield(from: TokenReader): void {
  const first = from.at++;
  if (from.accept(T.FROM)) from.expression();
  else if (!ENDS.has(from.kind)) from.starExpressions();
  from.found('yield expression', first);
}
