// `__doc__` of functions and classes.

import type { Stmt } from '../syntax/ast';
import type { Origin } from '../text/span';
import type { Interpreter } from './interpreter';
import type { Value } from './values';

/** The text with which the body of a `def` or `class` begins; None without one. */
export function docstring(I: Interpreter, definition: Origin, at: Origin): Value {
  const { body } = definition as { readonly body?: readonly Stmt[] };
  const first = Array.isArray(body) ? (body[0] as Stmt | undefined) : undefined;
  return first?.kind === 'ExprStmt' && first.value.kind === 'String'
    ? I.str(first.value.value, first.value)
    : I.none(at);
}
