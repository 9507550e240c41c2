// The rules for statements without a block.

import { readTypeParameters } from './parameters';
import type { TokenReader } from './reader';
import * as T from './tokenKinds';
import { readYield } from './yields';

/** One or more simple statements up to the end of the logical line. */
export function readSimpleStatements(from: TokenReader): void {
  do {
    if (from.kind === T.NEWLINE && from.kindAt(from.at - 1) === T.SEMICOLON) break;
    readSimpleStatement(from);
  } while (from.accept(T.SEMICOLON));
  from.expect(T.NEWLINE);
}

function readSimpleStatement(from: TokenReader): void {
  switch (from.kind) {
    case T.PASS:
    case T.BREAK:
    case T.CONTINUE:
      from.at++;
      return;
    case T.IMPORT:
      readImport(from);
      return;
    case T.FROM:
      readImportFrom(from);
      return;
    case T.RETURN:
      from.at++;
      if (!isStatementEnd(from)) from.starExpressions();
      return;
    case T.RAISE:
      readRaise(from);
      return;
    case T.GLOBAL:
    case T.NONLOCAL:
      readNames(from);
      return;
    case T.DEL:
      readDelete(from);
      return;
    case T.ASSERT:
      from.at++;
      from.expression();
      if (from.accept(T.COMMA)) from.expression();
      return;
    default:
      if (isTypeAlias(from)) readTypeAlias(from);
      else readExpressionStatement(from);
      return;
  }
}

function isStatementEnd(from: TokenReader): boolean {
  return from.kind === T.NEWLINE || from.kind === T.SEMICOLON;
}

function readImport(from: TokenReader): void {
  from.at++;
  do {
    from.dottedName();
    if (from.accept(T.AS)) from.expect(T.NAME);
  } while (from.accept(T.COMMA));
}

function readImportFrom(from: TokenReader): void {
  from.at++;
  let dots = 0;
  while (from.accept(T.DOT) || from.accept(T.ELLIPSIS)) dots++;
  if (!dots || from.kind === T.NAME) from.dottedName();
  from.expect(T.IMPORT);
  if (from.accept(T.STAR)) return;
  if (!from.accept(T.OPEN_PAREN)) {
    readImportedNames(from, T.NEWLINE);
    return;
  }
  readImportedNames(from, T.CLOSE_PAREN);
  from.expect(T.CLOSE_PAREN);
}

function readImportedNames(from: TokenReader, end: number): void {
  do {
    if (from.kind === end && from.kindAt(from.at - 1) === T.COMMA) {
      if (end === T.CLOSE_PAREN) return;
      from.fail(from.at, 'trailing comma not allowed without surrounding parentheses');
    }
    from.expect(T.NAME);
    if (from.accept(T.AS)) from.expect(T.NAME);
  } while (from.accept(T.COMMA));
}

function readRaise(from: TokenReader): void {
  from.at++;
  if (isStatementEnd(from)) return;
  from.expression();
  if (from.accept(T.FROM)) from.expression();
}

function readNames(from: TokenReader): void {
  do {
    from.at++;
    from.expect(T.NAME);
  } while (from.kind === T.COMMA);
}

function readDelete(from: TokenReader): void {
  from.at++;
  from.starExpressions();
  const refused = from.star >= 0 && (from.bad < 0 || from.star < from.bad) ? from.star : from.bad;
  if (refused < 0) return;
  from.fail(refused, `cannot delete ${refused === from.star ? 'starred' : from.badShape}`);
}

/** `type X = …` and `type X[T] = …` (Python 3.12). */
function isTypeAlias(from: TokenReader): boolean {
  return from.isName('type') && from.kindAt(from.at + 1) === T.NAME;
}

function readTypeAlias(from: TokenReader): void {
  from.at += 2;
  readTypeParameters(from);
  from.expect(T.ASSIGN);
  from.expression();
}

/** An expression, or an assignment of one of the three kinds. */
function readExpressionStatement(from: TokenReader): void {
  const first = from.at;
  readValue(from);
  if (from.kind === T.COLON && from.shape !== 'yield expression') readAnnotation(from, first);
  else if (from.kind === T.AUGMENTED) readAugmented(from, first);
  else readAssignments(from, first);
}

function readValue(from: TokenReader): void {
  if (from.kind === T.YIELD) readYield(from);
  else from.starExpressions();
}

function readAssignments(from: TokenReader, start: number): void {
  let first = start;
  while (from.kind === T.ASSIGN) {
    if (from.shape === 'yield expression') from.fail(first, 'assignment to yield expression not possible');
    if (from.bad >= 0) from.fail(from.bad, refusedTarget(from));
    first = ++from.at;
    readValue(from);
  }
}

function refusedTarget(from: TokenReader): string {
  const keyword = /^(True|False|None)$/.test(from.badShape);
  return keyword
    ? `cannot assign to ${from.badShape}`
    : `cannot assign to ${from.badShape} here. Maybe you meant '==' instead of '='?`;
}

function readAugmented(from: TokenReader, first: number): void {
  const { shape } = from;
  const single = shape === 'name' || shape === 'attribute' || shape === 'subscript';
  from.at++;
  readValue(from);
  if (!single) from.fail(first, `'${shape}' is an illegal expression for augmented assignment`);
}

function readAnnotation(from: TokenReader, first: number): void {
  const { shape } = from;
  const single = shape === 'name' || shape === 'attribute' || shape === 'subscript';
  if (!single) {
    const annotates = from.canRead(() => {
      from.at++;
      from.expression();
    });
    if (!annotates) from.unexpected();
    const several = shape === 'tuple' || shape === 'list';
    from.fail(first, several ? `only single target (not ${shape}) can be annotated` : 'illegal target for annotation');
  }
  from.at++;
  from.expression();
  if (from.accept(T.ASSIGN)) readValue(from);
}
