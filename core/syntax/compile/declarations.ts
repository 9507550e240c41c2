// What CPython refuses about `global` and `nonlocal`.

import type { GlobalStmt, Identifier, NonlocalStmt, Stmt } from '../ast';
import type { NameUse, ProblemList, Scope } from './scope';

const BEFORE: Readonly<Record<NameUse, (name: string, word: string) => string>> = {
  parameter: (name, word) => `name '${name}' is parameter and ${word}`,
  used: (name, word) => `name '${name}' is used prior to ${word} declaration`,
  annotated: (name, word) => `annotated name '${name}' can't be ${word}`,
  assigned: (name, word) => `name '${name}' is assigned to before ${word} declaration`,
};

export function checkDeclaration(statement: GlobalStmt | NonlocalStmt, scope: Scope, problems: ProblemList): void {
  const word = statement.kind === 'Global' ? 'global' : 'nonlocal';
  if (word === 'nonlocal' && scope.kind === 'module') {
    problems.add('symbols', statement, 'nonlocal declaration not allowed at module level');
    return;
  }
  for (const name of statement.names) {
    const use = scope.uses.get(name.name);
    if (use) problems.add('symbols', statement, BEFORE[use](name.name, word));
    else if (word === 'nonlocal') checkBinding(name, statement, scope, problems);
  }
}

/** A nonlocal name must be bound by a function around. */
function checkBinding(name: Identifier, statement: Stmt, scope: Scope, problems: ProblemList): void {
  for (let outer = scope.outer; outer; outer = outer.outer) {
    // Methods may say `nonlocal __class__`.
    if (outer.kind === 'class' && name.name === '__class__') return;
    if (!outer.isFunction) continue;
    const binds = outer.binds();
    if (!binds || binds.has(name.name)) return;
  }
  problems.add('bindings', statement, `no binding for nonlocal '${name.name}' found`);
}
