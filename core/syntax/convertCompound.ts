// Statements with a block: if, for, while, with, try, match.

import type { ExceptHandler, Expr, MatchCase, Stmt, WithStmt } from './ast';
import type { Conversion, StmtReader } from './conversion';
import { readCasePattern } from './convertPatterns';

/** The block of `node` itself, not of its clauses. */
function body(from: Conversion, node: number): Stmt[] {
  return from.block(from.child(node, 'block'));
}

function clauseBody(from: Conversion, node: number, type: string): Stmt[] {
  const clause = from.child(node, type);
  return clause === undefined ? [] : body(from, clause);
}

const readIf: StmtReader = (from, node, to) => {
  const clauses = from.tree.children(node).filter((child) => from.tree.type(child) === 'elif_clause');
  const heads = [node, ...clauses].map((at) => ({
    at,
    test: from.expr(from.exprChild(at, 0)),
    body: body(from, at),
  }));
  const end = from.tree.end(node);
  let orElse = clauseBody(from, node, 'else_clause');
  for (const head of heads.reverse()) {
    const { test } = head;
    orElse = [{ kind: 'If', uri: from.uri, start: from.tree.start(head.at), end, test, body: head.body, orElse }];
  }
  to.push(orElse[0]!);
};

const readFor: StmtReader = (from, node, to) => {
  const [target, iterable] = from.exprChildren(node);
  to.push({
    kind: 'For',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    target: from.expr(target),
    iterable: from.expr(iterable),
    body: body(from, node),
    orElse: clauseBody(from, node, 'else_clause'),
    isAsync: from.child(node, 'ASYNC') !== undefined,
  });
};

const readWhile: StmtReader = (from, node, to) => {
  to.push({
    kind: 'While',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    test: from.expr(from.exprChild(node, 0)),
    body: body(from, node),
    orElse: clauseBody(from, node, 'else_clause'),
  });
};

const readWith: StmtReader = (from, node, to) => {
  const clause = from.child(node, 'with_clause');
  const children = clause === undefined ? [] : from.tree.children(clause);
  const items = children.filter((child) => from.tree.type(child) === 'with_item');
  to.push({
    kind: 'With',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    items: items.map((item) => readWithItem(from, item)),
    body: body(from, node),
    isAsync: from.child(node, 'ASYNC') !== undefined,
  });
};

function readWithItem(from: Conversion, item: number): WithStmt['items'][number] {
  let value = from.exprChild(item, 0);
  // `with (a as b):` is read as an expression in parentheses.
  while (value !== undefined && from.tree.type(value) === 'parenthesized_expression') {
    const inner: number | undefined = from.exprChild(value, 0);
    if (inner === undefined || !/^(as_pattern|parenthesized_expression)$/.test(from.tree.type(inner))) break;
    value = inner;
  }
  if (value === undefined) return { context: from.error(item), target: undefined };
  if (from.tree.type(value) !== 'as_pattern') return { context: from.expr(value), target: undefined };
  const [context, target] = from.exprChildren(value);
  return { context: from.expr(context), target: from.optional(target) };
}

const readTry: StmtReader = (from, node, to) => {
  const handlers = from.tree.children(node).filter((child) => from.tree.type(child) === 'except_clause');
  to.push({
    kind: 'Try',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    body: body(from, node),
    handlers: handlers.map((handler) => readHandler(from, handler)),
    orElse: clauseBody(from, node, 'else_clause'),
    finalBody: clauseBody(from, node, 'finally_clause'),
  });
};

function readHandler(from: Conversion, node: number): ExceptHandler {
  const exprs = from.exprChildren(node);
  const pattern = exprs[0] !== undefined && from.tree.type(exprs[0]) === 'as_pattern' ? exprs[0] : undefined;
  const [type, alias] = pattern === undefined ? exprs : from.exprChildren(pattern);
  const name = from.child(node, 'AS') === undefined && pattern === undefined ? undefined : from.optional(alias);
  return {
    kind: 'ExceptHandler',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    type: from.optional(type),
    name: name?.kind === 'Name' ? { ...name, kind: 'Identifier' } : undefined,
    body: body(from, node),
  };
}

const readMatch: StmtReader = (from, node, to) => {
  const block = from.child(node, 'block');
  const clauses = block === undefined ? [] : from.tree.children(block);
  to.push({
    kind: 'Match',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    subject: readSubject(from, node),
    cases: clauses.filter((child) => from.tree.type(child) === 'case_clause').map((child) => readCase(from, child)),
  });
};

function readSubject(from: Conversion, node: number): Expr {
  const exprs = from.exprChildren(node);
  const comma = from.child(node, ',');
  const first = exprs[0];
  if (first === undefined || comma === undefined) return from.expr(first);
  const end = Math.max(from.tree.end(exprs.at(-1)!), from.tree.end(comma));
  return {
    kind: 'Tuple',
    uri: from.uri,
    start: from.tree.start(first),
    end,
    elements: exprs.map((at) => from.expr(at)),
  };
}

function readCase(from: Conversion, node: number): MatchCase {
  const guard = from.child(node, 'if_clause');
  return {
    kind: 'MatchCase',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    pattern: readCasePattern(from, node),
    guard: guard === undefined ? undefined : from.expr(from.exprChild(guard, 0)),
    body: body(from, node),
  };
}

export const COMPOUND_READERS: readonly (readonly [string, StmtReader])[] = [
  ['if_statement', readIf],
  ['for_statement', readFor],
  ['while_statement', readWhile],
  ['with_statement', readWith],
  ['try_statement', readTry],
  ['match_statement', readMatch],
];
