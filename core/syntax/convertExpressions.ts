// Names, constants, operators and the small forms of expressions.

import type { CompareOperator, Expr, UnaryExpr } from './ast';
import type { Conversion, ExprReader } from './conversion';
import { readChain } from './convertChains';
import { readFloat, readInteger } from './convertNumbers';
import { readOperators } from './convertOperators';
import { hoistStar } from './convertStars';

const readName: ExprReader = (from, node) =>
  from.tree.end(node) === from.tree.start(node)
    ? from.error(node)
    : { kind: 'Name', uri: from.uri, start: from.tree.start(node), end: from.tree.end(node), name: from.name(node) };

/** `(x)` is `x`: Python keeps no node for parentheses, nor for what tree-sitter wraps around one expression. */
const readInner: ExprReader = (from, node) => {
  const inner = from.exprChild(node, 0);
  return inner === undefined ? from.error(node) : from.expr(inner);
};

const readUnary: ExprReader = (from, node) => {
  const operator = from.tree.first(node)!;
  const operand = from.expr(from.exprChild(node, 0));
  const written = from.source(operator).trim();
  return {
    kind: 'Unary',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    operator: written as UnaryExpr['operator'],
    operand,
  };
};

const readBoolean: ExprReader = (from, node) => {
  const { tree } = from;
  const operator = from.child(node, 'OR') === undefined ? 'and' : 'or';
  const operands: number[] = [];
  let left: number | undefined = node;
  // A long chain is nested to the left: go down in a loop.
  while (left !== undefined && tree.type(left) === 'boolean_operator' && isOperator(from, left, operator)) {
    const [first, second]: number[] = from.exprChildren(left);
    if (second !== undefined) operands.push(second);
    left = first;
  }
  if (left !== undefined) operands.push(left);
  const made = operands.reverse().map((at) => from.expr(at));
  return hoistStar({
    kind: 'BoolOp',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    operator,
    operands: made,
  });
};

function isOperator(from: Conversion, node: number, operator: 'and' | 'or'): boolean {
  return from.child(node, operator === 'or' ? 'OR' : 'AND') !== undefined;
}

const COMPARISONS = new Map<string, CompareOperator>([
  ...(['==', '!=', '<', '<=', '>', '>=', 'is not', 'not in'] as const).map((sign) => [sign, sign] as const),
  ['IS', 'is'],
  ['IN', 'in'],
]);

const readComparison: ExprReader = (from, node) => {
  let left: Expr | undefined;
  let operator: CompareOperator = '==';
  const comparisons: { operator: CompareOperator; right: Expr }[] = [];
  for (const child of from.tree.children(node)) {
    const sign = COMPARISONS.get(from.tree.type(child));
    if (sign) operator = sign;
    else if (!from.isExpr(child)) continue;
    else if (!left) left = from.expr(child);
    else comparisons.push({ operator, right: from.expr(child) });
  }
  return hoistStar({
    kind: 'Compare',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    left: left ?? from.error(node),
    comparisons,
  });
};

const readConditional: ExprReader = (from, node) => {
  const [body, test, orElse] = from.exprChildren(node);
  const made = { test: from.expr(test), body: from.expr(body), orElse: from.expr(orElse) };
  return hoistStar({ kind: 'Conditional', uri: from.uri, start: from.start(node), end: from.end(node), ...made });
};

const readNamed: ExprReader = (from, node) => {
  const [target, value] = from.exprChildren(node);
  const name = from.expr(target);
  if (name.kind !== 'Name') return from.expr(value);
  return {
    kind: 'NamedExpr',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    target: name,
    value: from.expr(value),
  };
};

const readAwait: ExprReader = (from, node) => ({
  kind: 'Await',
  uri: from.uri,
  start: from.start(node),
  end: from.end(node),
  value: from.expr(from.exprChild(node, 0)),
});

const readYield: ExprReader = (from, node) => {
  from.sawYield = true;
  const value = from.optional(from.exprChild(node, 0));
  return {
    kind: 'Yield',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    value,
    from: from.child(node, 'FROM') !== undefined,
  };
};

const readStarred: ExprReader = (from, node) => ({
  kind: 'Starred',
  uri: from.uri,
  start: from.start(node),
  end: from.end(node),
  value: from.expr(from.exprChild(node, 0)),
});

export const EXPRESSION_READERS: readonly (readonly [string, ExprReader])[] = [
  ['identifier', readName],
  ['integer', readInteger],
  ['float', readFloat],
  [
    'true',
    (from, node) => ({ kind: 'Bool', uri: from.uri, start: from.start(node), end: from.end(node), value: true }),
  ],
  [
    'false',
    (from, node) => ({ kind: 'Bool', uri: from.uri, start: from.start(node), end: from.end(node), value: false }),
  ],
  ['none', (from, node) => ({ kind: 'None', uri: from.uri, start: from.start(node), end: from.end(node) })],
  ['ellipsis', (from, node) => ({ kind: 'Ellipsis', uri: from.uri, start: from.start(node), end: from.end(node) })],
  ['parenthesized_expression', readInner],
  ['unary_operator', readUnary],
  ['not_operator', readUnary],
  ['boolean_operator', readBoolean],
  ['comparison_operator', readComparison],
  ['conditional_expression', readConditional],
  ['named_expression', readNamed],
  ['await', readAwait],
  ['yield', readYield],
  ['list_splat', readStarred],
  ['list_splat_pattern', readStarred],
  ['splat_type', readStarred],
  ['union_type', readOperators],
  ['type', readInner],
  ['constrained_type', readInner],
  ['as_pattern', readInner],
  ['as_pattern_target', readInner],
  ['binary_operator', readChain],
  ['attribute', readChain],
  ['member_type', readChain],
  ['subscript', readChain],
  ['generic_type', readChain],
  ['call', readChain],
];
