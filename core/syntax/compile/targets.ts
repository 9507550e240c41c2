// What CPython refuses about the left side of assignments, beyond its grammar.

import type { Expr } from '../ast';
import type { ExpressionCheck } from './expressions';
import type { ProblemList, Scope } from './scope';

/** Checks one target: names bound, stars that stand alone or twice, and the expressions inside. */
export function checkTarget(target: Expr, scope: Scope, expressions: ExpressionCheck, problems: ProblemList): void {
  switch (target.kind) {
    case 'Name':
      if (target.name === '__debug__') problems.add('code', target, 'cannot assign to __debug__');
      scope.use(target.name, 'assigned');
      return;
    case 'Tuple':
    case 'List':
      if (target.elements.filter((element) => element.kind === 'Starred').length > 1) {
        problems.add('code', target, 'multiple starred expressions in assignment');
      }
      for (const element of target.elements) {
        checkTarget(element.kind === 'Starred' ? element.value : element, scope, expressions, problems);
      }
      return;
    case 'Starred':
      problems.add('code', target, 'starred assignment target must be in a list or tuple');
      checkTarget(target.value, scope, expressions, problems);
      return;
    default:
      expressions.check(target, scope);
  }
}
