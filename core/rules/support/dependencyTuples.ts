// Tuples where a dependency was meant: `a >> b, c`.

import type { Expr, TupleExpr } from '../../syntax/ast';
import type { Origin } from '../../text/span';
import type { RuleInput } from '../rule';
import { nodesAround } from './nodesAround';

/** Statements that are a tuple of dependencies and of something that stands alone. */
export function dependencyTuples(input: RuleInput): ReadonlySet<TupleExpr> {
  const found = new Set<TupleExpr>();
  for (const { edges } of input.file.dags)
    for (const { at } of edges) {
      const tuple = at.uri === input.file.uri && commaNear(input, at.end) ? tupleAround(input, at) : undefined;
      if (tuple?.elements.some(isBare)) found.add(tuple);
    }
  return found;
}

/** True for what may be a task by itself. */
export function isBare(element: Expr): boolean {
  return ['Name', 'Attribute', 'Subscript', 'Call'].includes(element.kind);
}

/** Cheap: whether a comma stands behind the edge, or before it on its line. */
function commaNear({ text }: RuleInput, end: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', end - 1) + 1, end);
  return line.includes(',') || /^[\s)]*,/.test(text.slice(end, end + 80));
}

/** The tuple that is a whole statement, with this dependency as one of its elements. */
function tupleAround(input: RuleInput, at: Origin): TupleExpr | undefined {
  const around = nodesAround(input.module, at);
  const index = around.findLastIndex((node) => node.kind === 'ExprStmt');
  const tuple = around[index + 1];
  return index >= 0 && tuple?.kind === 'Tuple' && around[index + 2]?.kind === 'Binary' ? tuple : undefined;
}
