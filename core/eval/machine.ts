// The mutually recursive parts of the interpreter, so that its files need not import each other in a circle.

import type { Expr, Stmt } from '../syntax/ast';
import type { Origin } from '../text/span';
import type { Call, Interpreter } from './interpreter';
import type { Scope } from './scope';
import type { Value } from './values';

/** How a block of statements ended: undefined = it ran to its end. */
export type Completion = undefined | 'break' | 'continue' | { readonly returned: Value };

export interface Machine {
  readonly call: (I: Interpreter, callee: Value, call: Call) => Value;
  readonly findAttribute: (I: Interpreter, value: Value, name: string, at: Origin) => Value | undefined;
  readonly setAttribute: (I: Interpreter, target: Value, name: string, value: Value, at: Origin) => void;
  readonly evaluate: (I: Interpreter, node: Expr, scope: Scope) => Value;
  readonly execute: (I: Interpreter, body: readonly Stmt[], scope: Scope) => Completion;
}
