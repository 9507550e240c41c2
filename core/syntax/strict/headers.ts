// The rules for the first lines of statements with a block, up to their colon.

import { readArguments } from './arguments';
import { readCasePattern } from './casePatterns';
import { readParameters, readTypeParameters } from './parameters';
import { Refusal, type TokenReader } from './reader';
import * as T from './tokenKinds';

/** A statement that has blocks, or a further clause of one. */
export type BlockKind =
  | 'if'
  | 'elif'
  | 'else'
  | 'for'
  | 'while'
  | 'try'
  | 'except'
  | 'finally'
  | 'with'
  | 'match'
  | 'case'
  | 'def'
  | 'class';

type HeaderRule = (from: TokenReader) => void;

const HEADERS: ReadonlyMap<number, readonly [BlockKind, HeaderRule]> = new Map<
  number,
  readonly [BlockKind, HeaderRule]
>([
  [T.IF, ['if', readCondition]],
  [T.ELIF, ['elif', readCondition]],
  [T.WHILE, ['while', readCondition]],
  [T.ELSE, ['else', readNothing]],
  [T.TRY, ['try', readNothing]],
  [T.FINALLY, ['finally', readNothing]],
  [T.FOR, ['for', readFor]],
  [T.WITH, ['with', readWith]],
  [T.EXCEPT, ['except', readExcept]],
  [T.DEF, ['def', readFunction]],
  [T.CLASS, ['class', readClass]],
]);

/** What kind of block the line opens, judged by its first tokens; undefined for a simple statement. */
export function headerKind(from: TokenReader, inMatch: boolean): BlockKind | undefined {
  if (from.kind === T.ASYNC) return asyncKind(from.kindAt(from.at + 1));
  if (from.kind !== T.NAME) return HEADERS.get(from.kind)?.[0];
  if (inMatch) return from.isName('case') ? 'case' : undefined;
  return isMatch(from) ? 'match' : undefined;
}

function asyncKind(kind: number): BlockKind | undefined {
  return kind === T.DEF ? 'def' : kind === T.WITH ? 'with' : kind === T.FOR ? 'for' : undefined;
}

/** `match` is no keyword: it opens a block only where the line reads as `match subject:`. */
function isMatch(from: TokenReader): boolean {
  if (!from.isName('match')) return false;
  const next = from.kindAt(from.at + 1);
  // `match (x): y` and `match [x]: y` are annotations.
  const ambiguous = next === T.OPEN_PAREN || next === T.OPEN_BRACKET;
  return from.canRead(() => {
    readSubject(from);
    from.expect(T.COLON);
    if (ambiguous) from.expect(T.NEWLINE);
  });
}

/** Reads the header with its colon. */
export function readHeader(from: TokenReader, kind: BlockKind): void {
  from.accept(T.ASYNC);
  if (kind === 'match') readSubject(from);
  else if (kind === 'case') readCase(from);
  else HEADERS.get(from.kind)![1](from);
  if (from.kind !== T.COLON) from.unexpected(from.kind === T.NEWLINE || kind === 'def' ? "expected ':'" : undefined);
  from.at++;
  if (kind === 'match') expectLineEnd(from);
}

function expectLineEnd(from: TokenReader): void {
  if (from.kind !== T.NEWLINE) from.unexpected();
}

function readNothing(from: TokenReader): void {
  from.at++;
}

function readCondition(from: TokenReader): void {
  from.at++;
  from.namedExpression();
}

function readFor(from: TokenReader): void {
  from.at++;
  from.targets();
  from.expect(T.IN);
  from.starExpressions();
}

function readSubject(from: TokenReader): void {
  from.at++;
  do {
    if (from.kind === T.COLON && from.kindAt(from.at - 1) === T.COMMA) break;
    if (from.accept(T.STAR)) from.bitwiseOr();
    else from.namedExpression();
  } while (from.accept(T.COMMA));
}

function readCase(from: TokenReader): void {
  from.at++;
  readCasePattern(from);
  if (from.accept(T.IF)) from.namedExpression();
}

function readWith(from: TokenReader): void {
  from.at++;
  if (from.kind === T.OPEN_PAREN && isParenthesized(from)) readParenthesizedItems(from);
  else readItems(from);
}

/** True if the parenthesis holds the items; where neither way can be read, the one that comes further counts. */
function isParenthesized(from: TokenReader): boolean {
  if (from.canRead(() => readParenthesizedItems(from))) return true;
  const { reached } = from;
  const plain = from.canRead(() => {
    readItems(from);
    from.expect(T.COLON);
  });
  return !plain && reached > from.reached;
}

/** `with (a as b, c as d):` (Python 3.9). */
function readParenthesizedItems(from: TokenReader): void {
  from.at++;
  do {
    if (from.kind === T.CLOSE_PAREN && from.kindAt(from.at - 1) === T.COMMA) break;
    readItem(from);
  } while (from.accept(T.COMMA));
  from.expect(T.CLOSE_PAREN);
  if (from.kind !== T.COLON) from.unexpected();
}

function readItems(from: TokenReader): void {
  do readItem(from);
  while (from.accept(T.COMMA));
}

function readItem(from: TokenReader): void {
  from.expression();
  if (!from.accept(T.AS)) return;
  from.accept(T.STAR);
  from.bitwiseOr();
  if (from.bad >= 0) from.fail(from.bad, `cannot assign to ${from.badShape}`);
}

function readExcept(from: TokenReader): void {
  from.at++;
  const star = from.accept(T.STAR);
  if (!star && from.kind === T.COLON) return;
  if (star && (from.kind === T.COLON || from.kind === T.NEWLINE))
    from.fail(from.at, 'expected one or more exception types');
  const first = from.at;
  from.expression();
  if (from.kind === T.COMMA) failSeveralTypes(from, first);
  if (from.accept(T.AS)) from.expect(T.NAME);
}

/** `except A, B:`, the form of Python 2. */
function failSeveralTypes(from: TokenReader, first: number): void {
  const several = from.canRead(() => {
    from.at++;
    from.starExpressions();
    if (from.accept(T.AS)) from.expect(T.NAME);
    from.expect(T.COLON);
  });
  if (several) from.fail(first, 'multiple exception types must be parenthesized');
}

function readFunction(from: TokenReader): void {
  from.at++;
  from.expect(T.NAME);
  readTypeParameters(from);
  if (from.kind !== T.OPEN_PAREN) from.unexpected("expected '('");
  from.at++;
  readParameters(from, T.CLOSE_PAREN);
  from.expect(T.CLOSE_PAREN);
  if (from.accept(T.ARROW)) readReturns(from);
}

/** After the part of the annotation that it can read, CPython insists on the colon. */
function readReturns(from: TokenReader): void {
  const first = from.at;
  try {
    from.expression();
  } catch (refusal) {
    const { depths } = from.lexer.tokens;
    const refused = refusal instanceof Refusal && refusal.message === 'invalid syntax';
    if (!refused || !depths[from.at]) throw refusal;
    let bracket = from.at;
    while (bracket > first && depths[bracket - 1]! > 0) bracket--;
    if (bracket > first) from.fail(bracket, "expected ':'");
    throw refusal;
  }
}

function readClass(from: TokenReader): void {
  from.at++;
  from.expect(T.NAME);
  readTypeParameters(from);
  if (from.accept(T.OPEN_PAREN)) readArguments(from);
}
