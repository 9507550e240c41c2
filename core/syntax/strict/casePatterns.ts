// The rules for the patterns of `case`.

import type { TokenReader } from './reader';
import * as T from './tokenKinds';

/** The pattern of a case: one, or several between commas. */
export function readCasePattern(from: TokenReader): void {
  do {
    if (from.kind === T.IF || from.kind === T.COLON) {
      if (from.kindAt(from.at - 1) !== T.COMMA) from.unexpected();
      break;
    }
    readItem(from);
  } while (from.accept(T.COMMA));
}

/** `*rest` or a pattern. */
function readItem(from: TokenReader): void {
  if (from.accept(T.STAR)) from.expect(T.NAME);
  else readPattern(from);
}

function readPattern(from: TokenReader): void {
  do readClosed(from);
  while (from.accept(T.BAR));
  if (!from.accept(T.AS)) return;
  if (from.isName('_')) from.fail(from.at, "cannot use '_' as a target");
  if (from.kind !== T.NAME && from.canRead(() => from.expression())) from.fail(from.at, 'invalid pattern target');
  from.expect(T.NAME);
}

function readClosed(from: TokenReader): void {
  switch (from.kind) {
    case T.NUMBER:
    case T.MINUS:
      readNumber(from);
      return;
    case T.STRING:
    case T.BYTES:
    case T.FSTRING_START:
      from.strings();
      return;
    case T.NONE:
    case T.TRUE:
    case T.FALSE:
      from.at++;
      return;
    case T.OPEN_PAREN:
      readSequence(from, T.CLOSE_PAREN);
      return;
    case T.OPEN_BRACKET:
      readSequence(from, T.CLOSE_BRACKET);
      return;
    case T.OPEN_BRACE:
      readMapping(from);
      return;
    default:
      readNameOrClass(from);
      return;
  }
}

function readNumber(from: TokenReader): void {
  from.accept(T.MINUS);
  from.expect(T.NUMBER);
  if (from.accept(T.PLUS) || from.accept(T.MINUS)) from.expect(T.NUMBER);
}

function readSequence(from: TokenReader, close: number): void {
  from.at++;
  while (from.kind !== close) {
    readItem(from);
    if (!from.accept(T.COMMA)) break;
  }
  from.expect(close);
}

function readNameOrClass(from: TokenReader): void {
  from.dottedName();
  if (!from.accept(T.OPEN_PAREN)) return;
  let keyword = false;
  let firstPositional = -1;
  while (from.kind !== T.CLOSE_PAREN) {
    const first = from.at;
    if (from.kind === T.NAME && from.kindAt(first + 1) === T.ASSIGN) {
      keyword = true;
      from.at += 2;
    } else if (keyword && firstPositional < 0) firstPositional = first;
    readPattern(from);
    if (!from.accept(T.COMMA)) break;
  }
  if (firstPositional >= 0) from.fail(firstPositional, 'positional patterns follow keyword patterns');
  from.expect(T.CLOSE_PAREN);
}

function readMapping(from: TokenReader): void {
  from.at++;
  while (from.kind !== T.CLOSE_BRACE) {
    if (from.accept(T.POWER)) {
      from.expect(T.NAME);
      from.accept(T.COMMA);
      break;
    }
    readKey(from);
    from.expect(T.COLON);
    readPattern(from);
    if (!from.accept(T.COMMA)) break;
  }
  from.expect(T.CLOSE_BRACE);
}

function readKey(from: TokenReader): void {
  if (from.kind !== T.NAME) {
    readClosed(from);
    return;
  }
  from.at++;
  if (from.kind !== T.DOT) from.unexpected();
  while (from.accept(T.DOT)) from.expect(T.NAME);
}
