// What nests to the left without end: `a >> b >> c`, `a.b().c[0]`, `"a" + "b" + …`. Built in a loop, never by recursion.

import type { Origin } from '../text/span';
import type { BinaryOperator, Expr } from './ast';
import type { Conversion, ExprReader } from './conversion';
import { readArguments } from './convertArguments';
import { isBitOperator, isMisnested, readOperators, signOf } from './convertOperators';

const LINKS = new Set(['binary_operator', 'attribute', 'member_type', 'subscript', 'generic_type', 'call']);

/** The whole chain below `node`, from its innermost left end outwards. */
export const readChain: ExprReader = (from, node) =>
  isMisnested(from, node) ? readOperators(from, node) : readLinks(from, node);

/** The chain below `node`; `base`, if given, stands for its innermost left end. */
export function readLinks(from: Conversion, node: number, base?: Expr): Expr {
  const links: number[] = [];
  let inner: number | undefined = node;
  let wasBits = isBitOperator(from, node);
  while (inner !== undefined && LINKS.has(from.tree.type(inner))) {
    const isBits = isBitOperator(from, inner);
    if (isBits && !wasBits && isMisnested(from, inner)) break;
    wasBits = isBits;
    links.push(inner);
    inner = from.exprChild(inner, 0);
  }
  let value = base ?? (inner === undefined ? from.missing(from.tree.start(node)) : from.expr(inner));
  // `*a.b` is read as `(*a).b`: the star belongs around the whole chain.
  const star = value.kind === 'Starred' && value.start === from.tree.start(node) ? value : undefined;
  if (star) value = star.value;
  const start = star ? star.value.start : Math.min(value.start, from.tree.start(node));
  for (let i = links.length - 1; i >= 0; i--) value = extend(from, links[i]!, value, start);
  return star ? { ...star, end: value.end, value } : value;
}

function extend(from: Conversion, node: number, left: Expr, start: number): Expr {
  const at: Origin = { uri: from.uri, start, end: from.tree.end(node) };
  switch (from.tree.type(node)) {
    case 'binary_operator':
      return readBinary(from, node, left, at);
    case 'call':
      return { kind: 'Call', uri: at.uri, start, end: at.end, callee: left, args: readArguments(from, node) };
    case 'subscript':
    case 'generic_type':
      return readSubscript(from, node, left, at);
    default:
      return readAttribute(from, node, left, at);
  }
}

function readBinary(from: Conversion, node: number, left: Expr, at: Origin): Expr {
  const sign = signOf(from, node);
  const right = from.exprChild(node, 1);
  return {
    kind: 'Binary',
    uri: at.uri,
    start: at.start,
    end: at.end,
    operator: (sign === undefined ? '+' : from.tree.type(sign)) as BinaryOperator,
    left,
    right: right === undefined ? from.missing(at.end) : from.expr(right),
    operatorAt: sign === undefined ? at : from.at(sign),
  };
}

function readAttribute(from: Conversion, node: number, left: Expr, at: Origin): Expr {
  // The name is the last leaf.
  const name = from.tree.after(node) - 1;
  if (from.tree.type(name) !== 'identifier' || from.tree.start(name) < left.end) return left;
  const { uri, start, end } = at;
  return { kind: 'Attribute', uri, start, end, value: left, name: from.identifier(name) };
}

function readSubscript(from: Conversion, node: number, left: Expr, at: Origin): Expr {
  const within = from.child(node, 'type_parameter');
  const children = from.tree.children(within ?? node);
  const opening = children.findIndex((child) => from.tree.type(child) === '[');
  const inside = children.slice(opening + 1).filter((child) => from.isExpr(child) || from.tree.type(child) === ',');
  const indexes = inside.filter((child) => from.isExpr(child));
  const elements = indexes.map((child) => from.expr(child));
  const first = elements[0];
  if (!first || opening < 0) return left;
  const isTuple = inside.length > 1 || first.kind === 'Starred';
  const span = { uri: from.uri, start: from.tree.start(inside[0]!), end: from.tree.end(inside.at(-1)!) };
  const index: Expr = isTuple ? { kind: 'Tuple', ...span, elements } : first;
  return { kind: 'Subscript', uri: at.uri, start: at.start, end: at.end, value: left, index };
}

export const readSlice: ExprReader = (from, node) => {
  const bounds: (Expr | undefined)[] = [undefined, undefined, undefined];
  let place = 0;
  for (const child of from.tree.children(node)) {
    if (from.tree.type(child) === ':') place++;
    else if (place < 3 && from.isExpr(child)) bounds[place] = from.expr(child);
  }
  return {
    kind: 'Slice',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    lower: bounds[0],
    upper: bounds[1],
    step: bounds[2],
  };
};
