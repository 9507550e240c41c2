// What nests to the left without end: `a >> b >> c`, `a.b().c[0]`, `"a" + "b" + …`. Built in a loop, never by recursion.

import type { Argument, BinaryOperator, Expr } from './ast';
import type { Conversion, ExprReader } from './conversion';

const LINKS = new Set(['binary_operator', 'attribute', 'member_type', 'subscript', 'generic_type', 'call']);

/** The whole chain below `node`, from its innermost left end outwards. */
export const readChain: ExprReader = (from, node) => {
  const { tree } = from;
  const links: number[] = [];
  let inner: number | undefined = node;
  while (inner !== undefined && LINKS.has(tree.type(inner))) {
    links.push(inner);
    inner = firstExpr(from, inner);
  }
  let value: Expr = inner === undefined ? from.missing(tree.start(node)) : from.expr(inner);
  for (let i = links.length - 1; i >= 0; i--) value = extend(from, links[i]!, value);
  return value;
};

function firstExpr(from: Conversion, node: number): number | undefined {
  const end = from.tree.after(node);
  for (let child = node + 1; child < end; child = from.tree.after(child)) if (from.isExpr(child)) return child;
  return undefined;
}

function extend(from: Conversion, node: number, left: Expr): Expr {
  switch (from.tree.type(node)) {
    case 'binary_operator':
      return readBinary(from, node, left);
    case 'call':
      return { kind: 'Call', ...from.at(node), callee: left, args: readArguments(from, node) };
    case 'subscript':
    case 'generic_type':
      return readSubscript(from, node, left);
    default:
      return readAttribute(from, node, left);
  }
}

function readBinary(from: Conversion, node: number, left: Expr): Expr {
  const [first, second] = from.exprChildren(node);
  const sign = from.tree.children(node).find((child) => child !== first && !/^[A-Za-z]/.test(from.tree.type(child)));
  return {
    kind: 'Binary',
    ...from.at(node),
    operator: (sign === undefined ? '+' : from.source(sign)) as BinaryOperator,
    left,
    right: second === undefined ? from.missing(from.tree.end(node)) : from.expr(second),
    operatorAt: from.at(sign ?? node),
  };
}

function readAttribute(from: Conversion, node: number, left: Expr): Expr {
  const name = from.tree.children(node).findLast((child) => from.tree.type(child) === 'identifier');
  if (name === undefined || from.tree.start(name) < left.end) return left;
  return { kind: 'Attribute', ...from.at(node), value: left, name: from.identifier(name) };
}

function readSubscript(from: Conversion, node: number, left: Expr): Expr {
  const within = from.child(node, 'type_parameter');
  const children = from.tree.children(within ?? node);
  const indexes = children.filter((child) => from.isExpr(child) && from.tree.start(child) >= left.end);
  const isTuple = indexes.length > 1 || children.some((child) => from.tree.type(child) === ',');
  const first = indexes[0];
  if (first === undefined) return left;
  const elements = indexes.map((child) => from.expr(child));
  const start = from.tree.start(first);
  const last = children.findLast((child) => from.tree.type(child) === ',' || from.isExpr(child)) ?? first;
  const index: Expr = isTuple
    ? { kind: 'Tuple', uri: from.uri, start, end: from.tree.end(last), elements }
    : elements[0]!;
  return { kind: 'Subscript', ...from.at(node), value: left, index };
}

export const readSlice: ExprReader = (from, node) => {
  const bounds: (Expr | undefined)[] = [undefined, undefined, undefined];
  let place = 0;
  for (const child of from.tree.children(node)) {
    if (from.tree.type(child) === ':') place++;
    else if (place < 3 && from.isExpr(child)) bounds[place] = from.expr(child);
  }
  return { kind: 'Slice', ...from.at(node), lower: bounds[0], upper: bounds[1], step: bounds[2] };
};

/** The arguments of a call (or the bases of a class): `node` holds an `argument_list` or a lone generator. */
export function readArguments(from: Conversion, node: number): Argument[] {
  const list = from.child(node, 'argument_list');
  if (list !== undefined) {
    const children = from.tree.children(list);
    return children.flatMap((child) => readArgument(from, child) ?? []);
  }
  const generator = from.tree.children(node).findLast((child) => from.tree.type(child) === 'generator_expression');
  if (generator === undefined) return [];
  return [{ kind: 'Argument', ...from.at(generator), name: undefined, star: 0, value: from.expr(generator) }];
}

function readArgument(from: Conversion, node: number): Argument | undefined {
  const type = from.tree.type(node);
  const at = from.at(node);
  if (type === 'keyword_argument') {
    const name = from.tree.first(node)!;
    const value = from.exprChildren(node)[1];
    const given = value === undefined ? from.missing(at.end) : from.expr(value);
    return { kind: 'Argument', ...at, name: from.identifier(name), star: 0, value: given };
  }
  const star = type === 'list_splat' ? 1 : type === 'dictionary_splat' ? 2 : 0;
  if (!star)
    return from.isExpr(node) ? { kind: 'Argument', ...at, name: undefined, star, value: from.expr(node) } : undefined;
  return { kind: 'Argument', ...at, name: undefined, star, value: from.expr(from.exprChildren(node)[0]) };
}
