// The rules for the arguments of a call.

import { readClauses } from './collections';
import type { TokenReader } from './reader';
import * as T from './tokenKinds';

/** What came before the argument being read. */
interface Before {
  readonly first: number;
  count: number;
  keyword: boolean;
  unpacking: boolean;
  /** The words for a positional argument that follows keyword arguments, once one was seen. */
  misplaced: string | undefined;
  keywordAfterMisplaced: boolean;
}

/** All arguments and the closing parenthesis. */
export function readArguments(from: TokenReader): void {
  const before: Before = {
    first: from.at,
    count: 0,
    keyword: false,
    unpacking: false,
    misplaced: undefined,
    keywordAfterMisplaced: false,
  };
  while (from.kind !== T.CLOSE_PAREN) {
    readArgument(from, before);
    before.count++;
    if (!from.accept(T.COMMA)) break;
  }
  if (before.misplaced) from.unexpected(before.misplaced, from.farthest());
  from.expect(T.CLOSE_PAREN);
}

function readArgument(from: TokenReader, before: Before): void {
  const { kind } = from;
  const next = from.kindAt(from.at + 1);
  if (kind === T.STAR) {
    if (before.unpacking) {
      from.fail(before.first, 'iterable argument unpacking follows keyword argument unpacking');
    }
    from.at++;
    from.expression();
  } else if (kind === T.POWER) {
    from.at++;
    from.expression();
    noteKeyword(before);
    before.unpacking = true;
  } else if (kind === T.NAME && next === T.ASSIGN) readKeyword(from, before);
  else if (next === T.ASSIGN && (kind === T.TRUE || kind === T.FALSE || kind === T.NONE)) {
    from.fail(from.at, `cannot assign to ${from.textAt(from.at)}`);
  } else readPositional(from, before);
}

function noteKeyword(before: Before): void {
  before.keyword = true;
  if (before.misplaced) before.keywordAfterMisplaced = true;
}

function readKeyword(from: TokenReader, before: Before): void {
  const name = from.at;
  from.at += 2;
  if (from.kind === T.COMMA || from.kind === T.CLOSE_PAREN) from.fail(name, 'expected argument value expression');
  from.expression();
  if (from.kind === T.FOR && from.canRead(() => readClauses(from))) {
    from.fail(name, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  }
  noteKeyword(before);
}

function readPositional(from: TokenReader, before: Before): void {
  const first = from.at;
  if (from.kind === T.NAME && from.kindAt(first + 1) === T.WALRUS) {
    from.at += 2;
    from.expression();
  } else from.expression();
  if (from.kind === T.ASSIGN)
    from.fail(from.grouped ? from.first : first, 'expression cannot contain assignment, perhaps you meant "=="?');
  if (from.kind === T.FOR || from.kind === T.ASYNC) readGenerator(from, first, before);
  if (!before.keyword) return;
  // CPython reads on to the end of the arguments that may stand together, and points there.
  if (before.misplaced && before.keywordAfterMisplaced) from.unexpected(before.misplaced, from.farthest());
  before.misplaced ??= before.unpacking
    ? 'positional argument follows keyword argument unpacking'
    : 'positional argument follows keyword argument';
}

/** A generator expression may go without parentheses only as the one argument. */
function readGenerator(from: TokenReader, first: number, before: Before): void {
  readClauses(from);
  if (before.count > 0 || from.kind === T.COMMA) from.fail(first, 'Generator expression must be parenthesized');
}
