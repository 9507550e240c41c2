// Operators whose nesting the grammar gets wrong: `&` next to `^`, and `|` in annotations. Rebuilt with Python's precedence.

import type { BinaryOperator, Expr } from './ast';
import type { Conversion, ExprReader } from './conversion';

const STRENGTH: ReadonlyMap<string, number> = new Map([
  ['|', 1],
  ['^', 2],
  ['&', 3],
]);

const SIGNS: ReadonlySet<string> = new Set('+ - * / // % ** @ >> << & | ^'.split(' '));

/** The node of the operator sign of a `binary_operator` or `union_type`. */
export function signOf(from: Conversion, node: number): number | undefined {
  const { tree } = from;
  const end = tree.after(node);
  for (let child = tree.after(node + 1); child < end; child = tree.after(child)) {
    if (SIGNS.has(tree.type(child))) return child;
  }
  return undefined;
}

function operatorOf(from: Conversion, node: number): string {
  const type = from.tree.type(node);
  if (type !== 'binary_operator' && type !== 'union_type') return '';
  const sign = signOf(from, node);
  return sign === undefined ? '' : from.tree.type(sign);
}

/** True if the node is `&` or `^`. */
export function isBitOperator(from: Conversion, node: number): boolean {
  const operator = operatorOf(from, node);
  return operator === '&' || operator === '^';
}

/** True for `a & b ^ c` and `a ^ b & c`: tree-sitter-python 0.25 lets `^` bind tighter than `&`. */
export function isMisnested(from: Conversion, node: number): boolean {
  const operator = operatorOf(from, node);
  for (let left = node; isBitOperator(from, left); left = left + 1) {
    const others = from.tree.children(left).map((child) => operatorOf(from, child));
    if (others.some((other) => (other === '&' || other === '^') && other !== operator)) return true;
  }
  return false;
}

/** All operands and signs below `node`, in the order of the text. */
function flatten(from: Conversion, node: number): number[] {
  const found: number[] = [];
  const open = [node];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const type = from.tree.type(at);
    if (type === 'type' || STRENGTH.has(operatorOf(from, at))) open.push(...from.tree.children(at).reverse());
    else if (type !== 'ERROR') found.push(at);
  }
  return found;
}

/** Operands and signs put together again, the strongest operator first, from the left. */
export const readOperators: ExprReader = (from, node) => {
  const operands: Expr[] = [];
  const signs: number[] = [];
  const reduce = (): void => {
    const sign = signs.pop()!;
    const right = operands.pop()!;
    const left = operands.pop()!;
    const operator = from.tree.type(sign) as BinaryOperator;
    const { uri, start } = left;
    operands.push({ kind: 'Binary', uri, start, end: right.end, operator, left, right, operatorAt: from.at(sign) });
  };
  const strength = (sign: number): number => STRENGTH.get(from.tree.type(sign)) ?? 0;
  for (const item of flatten(from, node)) {
    if (!STRENGTH.has(from.tree.type(item))) operands.push(from.expr(item));
    else {
      while (signs.length && operands.length > 1 && strength(signs.at(-1)!) >= strength(item)) reduce();
      signs.push(item);
    }
  }
  while (signs.length && operands.length > 1) reduce();
  return operands[0] ?? from.error(node);
};
