// What CPython refuses about parameters.

import type { Param } from '../ast';
import type { ProblemList, Scope } from './scope';

/** Notes the parameters in the scope of their function; no two may have the same name. */
export function checkParameters(params: readonly Param[], scope: Scope, problems: ProblemList): void {
  for (const { name } of params) {
    if (scope.uses.has(name.name))
      problems.add('symbols', name, `duplicate argument '${name.name}' in function definition`);
    scope.use(name.name, 'parameter');
  }
}
