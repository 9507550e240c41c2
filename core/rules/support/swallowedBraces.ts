// The pieces of source in which Python reads `{{` as one brace: f-strings, and texts under `.format()`.

import type { CallExpr, Expr, FStringExpr, ModuleNode } from '../../syntax/ast';
import type { SyntaxNode } from '../../syntax/walk';
import type { Origin } from '../../text/span';
import { constantOf } from './constants';

export interface Swallowing {
  readonly at: Origin;
  /** The `f` of an f-string that has no placeholder. */
  readonly needless?: Origin;
  /** The constant of the module that the piece is the value of. */
  readonly constant?: string;
}

/** The pieces that become part of the value of an expression; what stands in placeholders is left out. */
export function* swallowing(module: ModuleNode, node: SyntaxNode): Iterable<Swallowing> {
  if (node.kind === 'FString') yield* inFString(node);
  else if (node.kind === 'Binary') yield* [...swallowing(module, node.left), ...swallowing(module, node.right)];
  else if (node.kind === 'Conditional') yield* [...swallowing(module, node.body), ...swallowing(module, node.orElse)];
  else if (node.kind === 'Call') yield* inCall(module, node);
}

function* inFString({ parts, uri, start }: FStringExpr): Iterable<Swallowing> {
  // A plain literal beside the f-string begins with its quote, a piece of the f-string with its text.
  const own = parts.filter((part) => part.kind === 'String' && part.start === part.contentStart);
  const [only] = own;
  const width = only ? only.start - start : 0;
  const isNeedless = parts.length === 1 && (width === 2 || width === 4);
  const needless = isNeedless ? { needless: { uri, start, end: start + 1 } } : {};
  for (const at of own) yield { at, ...needless };
}

function* inCall(module: ModuleNode, { callee, args }: CallExpr): Iterable<Swallowing> {
  if (isNamed(callee, 'dedent') && args[0]) yield* swallowing(module, args[0].value);
  if (callee.kind !== 'Attribute' || callee.name.name !== 'format') return;
  const object = callee.value;
  if (object.kind === 'String') yield { at: object };
  else if (object.kind === 'FString') yield* inFString(object);
  const text = object.kind === 'Name' ? constantOf(module, object.name) : undefined;
  if (object.kind === 'Name' && text) yield { at: text, constant: object.name };
}

function isNamed(callee: Expr, name: string): boolean {
  return (callee.kind === 'Name' && callee.name === name) || (callee.kind === 'Attribute' && callee.name.name === name);
}
