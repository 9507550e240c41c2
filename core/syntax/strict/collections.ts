// The rules for what stands in brackets: tuples, groups, lists, sets, dicts, comprehensions.

import type { Shape, TokenReader } from './reader';
import * as T from './tokenKinds';
import { readYield } from './yields';

/** Parts of an element list seen so far: whether it can be assigned to, and its first star. */
interface Parts {
  bad: number;
  badShape: Shape;
  star: number;
}

/** Starts of `for` clauses. */
function startsClause(from: TokenReader): boolean {
  return from.kind === T.FOR || (from.kind === T.ASYNC && from.kindAt(from.at + 1) === T.FOR);
}

/** One or more `for x in y if z`. */
export function readClauses(from: TokenReader): void {
  while (startsClause(from)) {
    from.accept(T.ASYNC);
    from.expect(T.FOR);
    from.targets();
    from.expect(T.IN);
    from.disjunction();
    while (from.accept(T.IF)) from.disjunction();
  }
}

/** An element of a collection: `*a`, `a := b` or an expression. */
function readElement(from: TokenReader): void {
  const first = from.at;
  if (!from.accept(T.STAR)) {
    from.namedExpression();
    return;
  }
  from.bitwiseOr();
  const { bad, badShape } = from;
  from.found('starred', first);
  from.bad = bad;
  from.badShape = badShape;
  from.star = first;
}

/** Further elements after the first, up to the closing bracket. */
function readRest(from: TokenReader, close: number, parts: Parts): void {
  while (from.accept(T.COMMA) && from.kind !== close && !startsClause(from)) {
    readElement(from);
    if (parts.bad < 0) [parts.bad, parts.badShape] = [from.bad, from.badShape];
    if (parts.star < 0) parts.star = from.star;
  }
}

function foundParts(from: TokenReader, shape: Shape, first: number, parts: Parts): void {
  from.found(shape, first);
  from.bad = parts.bad;
  from.badShape = parts.badShape;
  from.star = parts.star;
}

/** `()`, `(a)`, `(a, b)`, `(yield a)`, `(a for b in c)`. */
export function readParentheses(from: TokenReader): void {
  const open = from.at++;
  if (from.accept(T.CLOSE_PAREN)) {
    from.found('tuple', open);
    return;
  }
  if (from.kind === T.YIELD) {
    readYield(from);
    from.expect(T.CLOSE_PAREN);
    from.found('yield expression', open + 1);
    return;
  }
  const first = from.at;
  if (from.kind === T.POWER) failDoubleStar(from);
  readElement(from);
  if (startsClause(from)) {
    readGenerator(from, open, first);
    return;
  }
  if (from.kind === T.COMMA) {
    const parts = { bad: from.bad, badShape: from.badShape, star: from.star };
    readRest(from, T.CLOSE_PAREN, parts);
    from.expect(T.CLOSE_PAREN);
    foundParts(from, 'tuple', open, parts);
    return;
  }
  const { shape } = from;
  from.expect(T.CLOSE_PAREN);
  if (shape === 'starred') from.fail(first, 'cannot use starred expression here');
  from.grouped = true;
}

function failDoubleStar(from: TokenReader): void {
  const star = from.at;
  const grouped = from.canRead(() => {
    from.at++;
    from.expression();
    from.expect(T.CLOSE_PAREN);
  });
  if (grouped) from.fail(star, 'cannot use double starred expression here');
}

function readGenerator(from: TokenReader, open: number, first: number): void {
  const starred = from.shape === 'starred';
  readClauses(from);
  if (starred) from.fail(first, 'iterable unpacking cannot be used in comprehension');
  from.expect(T.CLOSE_PAREN);
  from.found('generator expression', open);
}

/** `[]`, `[a, b]`, `[a for b in c]`. */
export function readBrackets(from: TokenReader): void {
  const open = from.at++;
  if (from.accept(T.CLOSE_BRACKET)) {
    from.found('list', open);
    return;
  }
  const first = from.at;
  readElement(from);
  if (startsClause(from)) {
    readComprehension(from, open, first, T.CLOSE_BRACKET, 'list comprehension');
    return;
  }
  const parts = { bad: from.bad, badShape: from.badShape, star: from.star };
  readRest(from, T.CLOSE_BRACKET, parts);
  if (startsClause(from)) failUnparenthesized(from, first);
  from.expect(T.CLOSE_BRACKET);
  foundParts(from, 'list', open, parts);
}

function readComprehension(from: TokenReader, open: number, first: number, close: number, shape: Shape): void {
  const starred = from.shape === 'starred';
  readClauses(from);
  if (starred) from.fail(first, 'iterable unpacking cannot be used in comprehension');
  from.expect(close);
  from.found(shape, open);
}

/** `[a, b for c in d]`. */
function failUnparenthesized(from: TokenReader, first: number): void {
  if (!from.canRead(() => readClauses(from))) return;
  from.fail(first, 'did you forget parentheses around the comprehension target?');
}

/** `{}`, `{a: b}`, `{a, b}`, and comprehensions of both. */
export function readBraces(from: TokenReader): void {
  const open = from.at++;
  if (from.accept(T.CLOSE_BRACE)) {
    from.found('dict literal', open);
    return;
  }
  const first = from.at;
  if (from.kind === T.POWER) {
    readEntries(from, open);
    return;
  }
  readElement(from);
  if (from.kind === T.COLON && from.shape !== 'starred' && (from.grouped || from.shape !== 'named expression')) {
    from.at = first;
    readEntries(from, open);
    return;
  }
  if (startsClause(from)) {
    readComprehension(from, open, first, T.CLOSE_BRACE, 'set comprehension');
    return;
  }
  readRest(from, T.CLOSE_BRACE, { bad: 0, badShape: 'name', star: -1 });
  if (startsClause(from)) failUnparenthesized(from, first);
  from.expect(T.CLOSE_BRACE);
  from.found('set display', open);
}

function readEntries(from: TokenReader, open: number): void {
  for (let count = 0; from.kind !== T.CLOSE_BRACE; count++) {
    if (from.kind === T.POWER) {
      const star = from.at++;
      from.bitwiseOr();
      if (count === 0 && startsClause(from)) from.fail(star, 'dict unpacking cannot be used in dict comprehension');
    } else {
      readEntry(from, count);
      if (count === 0 && startsClause(from)) {
        readClauses(from);
        from.expect(T.CLOSE_BRACE);
        from.found('dict comprehension', open);
        return;
      }
    }
    if (!from.accept(T.COMMA)) break;
  }
  from.expect(T.CLOSE_BRACE);
  from.found('dict literal', open);
}

function readEntry(from: TokenReader, count: number): void {
  const key = from.at;
  from.expression();
  if (from.kind !== T.COLON) {
    if (count === 0) from.unexpected();
    from.unexpected("':' expected after dictionary key", key);
  }
  const colon = from.at++;
  if (from.kind === T.CLOSE_BRACE || from.kind === T.COMMA) {
    from.fail(colon, "expression expected after dictionary key and ':'");
  }
  if (from.kind === T.STAR) {
    const star = from.at;
    const starred = from.canRead(() => {
      from.at++;
      from.bitwiseOr();
    });
    if (starred) from.fail(star, 'cannot use a starred expression in a dictionary value');
  }
  from.expression();
}
