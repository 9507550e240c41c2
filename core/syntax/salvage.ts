// Puts broken statements back into the typed tree: what can still be read of them, and the block below them.

import type { Expr, Stmt } from './ast';
import type { BrokenStatement } from './strict/levels';

/** Gives the broken statement that a node stands for, and what can be read of it. */
export interface Salvage {
  at(start: number): BrokenStatement | undefined;
  /** The statements inside the broken one; a header comes with an empty block. */
  statements(broken: BrokenStatement): Stmt[];
}

/** For text without broken statements. */
export const NOTHING_BROKEN: Salvage = { at: () => undefined, statements: () => [] };

/** The ErrorStmt for a broken statement, with the statements of the block below its header. */
export function errorStatement(
  uri: string,
  broken: BrokenStatement,
  read: readonly Stmt[],
  block: readonly Stmt[],
): Stmt {
  const inner = read.flatMap((statement) => (statement.kind === 'ErrorStmt' ? statement.body : [statement]));
  const end = Math.max(broken.end, block.at(-1)?.end ?? 0);
  const last = inner.at(-1);
  const body =
    broken.kind === 'header' && last && holdsBlock(last)
      ? [...inner.slice(0, -1), withBlock(last, block)]
      : [...inner, ...block];
  return { kind: 'ErrorStmt', uri, start: broken.start, end, body };
}

type BlockStmt = Extract<Stmt, { readonly body: readonly Stmt[] }>;

function holdsBlock(statement: Stmt): statement is BlockStmt {
  return 'body' in statement && statement.kind !== 'ErrorStmt';
}

function withBlock(statement: BlockStmt, block: readonly Stmt[]): Stmt {
  return { ...statement, body: block, end: Math.max(block.at(-1)?.end ?? 0, statement.start) };
}

/** The expression of a salvaged decorator, if there is one. */
export function decoratorOf(read: readonly Stmt[]): Expr | undefined {
  const first = read[0]?.kind === 'ErrorStmt' ? read[0].body[0] : read[0];
  return first?.kind === 'ExprStmt' ? first.value : undefined;
}
