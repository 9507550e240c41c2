// What CPython refuses about `from __future__ import`.

import type { ImportFromStmt, Stmt } from '../ast';
import type { ProblemList } from './scope';

const FEATURES = new Set(
  (
    'nested_scopes generators division absolute_import with_statement print_function unicode_literals barry_as_FLUFL ' +
    'generator_stop annotations'
  ).split(' '),
);

function isFuture(statement: Stmt): statement is ImportFromStmt {
  return statement.kind === 'ImportFrom' && statement.level === 0 && statement.module === '__future__';
}

/** Looks at the statements at the top of a module; gives those that may import from `__future__`. */
export function checkFuture(body: readonly Stmt[], problems: ProblemList): ReadonlySet<Stmt> {
  const allowed = new Set<Stmt>();
  for (const statement of body) {
    if (isFuture(statement)) {
      allowed.add(statement);
      checkFeatures(statement, problems);
    } else if (statement.kind !== 'ExprStmt' || statement.value.kind !== 'String') break;
  }
  return allowed;
}

function checkFeatures(statement: ImportFromStmt, problems: ProblemList): void {
  if (statement.star) problems.add('future', statement, 'future feature * is not defined');
  for (const { name } of statement.names) {
    if (FEATURES.has(name.name)) continue;
    const message = name.name === 'braces' ? 'not a chance' : `future feature ${name.name} is not defined`;
    problems.add('future', statement, message);
  }
}

/** Refuses a later import from `__future__`. */
export function checkLateFuture(statement: ImportFromStmt, allowed: ReadonlySet<Stmt>, problems: ProblemList): void {
  if (!isFuture(statement) || allowed.has(statement)) return;
  problems.add('code', statement, 'from __future__ imports must occur at the beginning of the file');
}
