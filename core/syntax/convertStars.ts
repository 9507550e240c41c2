// `*a.b`, `*a or b`: the grammar lets the star bind too tightly; it belongs around the whole expression.

import type { Expr, StarredExpr } from './ast';

/** `made` with a star at its very left end moved around the whole of it. */
export function hoistStar(made: Expr): Expr {
  const left = leftOf(made);
  if (left?.kind !== 'Starred' || left.start !== made.start) return made;
  const inner = withLeft(made, left);
  return { kind: 'Starred', uri: made.uri, start: made.start, end: made.end, value: inner };
}

function leftOf(made: Expr): Expr | undefined {
  switch (made.kind) {
    case 'BoolOp':
      return made.operands[0];
    case 'Compare':
      return made.left;
    case 'Conditional':
      return made.body;
    default:
      return undefined;
  }
}

function withLeft(made: Expr, star: StarredExpr): Expr {
  const { start } = star.value;
  switch (made.kind) {
    case 'BoolOp':
      return { ...made, start, operands: [star.value, ...made.operands.slice(1)] };
    case 'Compare':
      return { ...made, start, left: star.value };
    case 'Conditional':
      return { ...made, start, body: star.value };
    default:
      return made;
  }
}
