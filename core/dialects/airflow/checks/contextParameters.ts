// Parameters of a TaskFlow function that are named like keys of the task context: Airflow gives them None as default.
// Read from decorators/base.py of 2.3 to 2.11 and sdk/bases/decorator.py of 3.0.0 and 3.3.2, and run in 2.11.2 and 3.3.2.

import type { Call, Interpreter } from '../../../eval/interpreter';
import type { Expr, Param } from '../../../syntax/ast';
import { atLeast } from '../../../text/version';
import type { DecoratorModel } from '../model';
import { report, stateOf } from '../state';
import { declaredContextKeys } from '../templates/contextKeys';
import { flowFunction } from './taskflowCall';

/** Reports a default other than None, and up to 3.0 a parameter without default behind such a one. */
export function checkContextParameters(I: Interpreter, model: DecoratorModel, call: Call): void {
  const callable = flowFunction(model);
  const { version } = stateOf(I);
  if (!callable || !atLeast(version, 2, 9)) return;
  const context = declaredContextKeys(version);
  const { params } = callable.definition;
  const note = (problem: 'default' | 'order', { name }: Param, behind?: Param): void =>
    report(
      I,
      { kind: 'context-parameter', function: callable.name, name: name.name, problem, behind: behind?.name.name },
      name.uri === I.entry ? name : call.at,
      { refuses: 'file' },
    );
  const faulty = params.find((param) => context.has(param.name.name) && isOtherThanNone(param.default));
  if (faulty) note('default', faulty);
  else if (!atLeast(version, 3, 1)) {
    const positional = params.filter(({ form }) => form === 'normal' || form === 'positional-only');
    const first = positional.findIndex(({ name }) => context.has(name.name));
    const behind = positional.slice(first + 1).find((param) => !param.default && !context.has(param.name.name));
    if (first >= 0 && behind) note('order', positional[first]!, behind);
  }
}

/** True for what is written out. */
function isOtherThanNone(byDefault: Expr | undefined): boolean {
  return (
    byDefault !== undefined && ['String', 'Int', 'Float', 'Bool', 'List', 'Dict', 'Tuple'].includes(byDefault.kind)
  );
}
