// Code that an assumed value rules out: what it would have changed is not certain any more.

import type { Expr, Stmt } from '../syntax/ast';
import { assumeScalar } from './assumed';
import { setVariable } from './branching';
import type { Interpreter } from './interpreter';
import type { Scope } from './scope';

/** Marks the variables and the keys of dicts that the statements of a body assign. Nothing is evaluated. */
export function noteNotTaken(I: Interpreter, body: readonly Stmt[], scope: Scope, because: string): void {
  for (const statement of body) {
    if (statement.kind === 'Assign') for (const target of statement.targets) noteTarget(I, target, scope, because);
    else if (statement.kind === 'AugmentedAssign') noteTarget(I, statement.target, scope, because);
    else if (statement.kind === 'If') {
      noteNotTaken(I, statement.body, scope, because);
      noteNotTaken(I, statement.orElse, scope, because);
    }
  }
}

function noteTarget(I: Interpreter, target: Expr, scope: Scope, because: string): void {
  if (target.kind === 'Name') {
    const value = scope.lookup(target.name);
    if (value && value.assumed === undefined) setVariable(I, scope, target.name, assumeScalar(value, because));
  } else if (target.kind === 'Subscript' && target.value.kind === 'Name' && target.index.kind === 'String')
    noteKey(I, target.value.name, target.index.value, scope);
}

function noteKey(I: Interpreter, name: string, key: string, scope: Scope): void {
  const dict = scope.lookup(name);
  if (dict?.kind !== 'dict') return;
  I.touch(dict);
  dict.perhaps = new Set([...(dict.perhaps ?? []), key]);
}
