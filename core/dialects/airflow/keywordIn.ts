// Where a keyword argument stands in the source of a call.

import type { Argument as ArgumentNode, CallExpr } from '../../syntax/ast';
import type { Origin } from '../../text/span';

/** The keyword argument of a call, or of a call that it is chained to: `Operator.partial(…).expand(…)`. */
export function keywordIn(call: Origin, name: string): ArgumentNode | undefined {
  let node = call as Partial<CallExpr>;
  while (node.kind === 'Call') {
    const found = node.args?.find((argument) => argument.name?.name === name);
    if (found) return found;
    const { callee } = node;
    if (callee?.kind !== 'Attribute') return undefined;
    node = callee.value as Partial<CallExpr>;
  }
  return undefined;
}
