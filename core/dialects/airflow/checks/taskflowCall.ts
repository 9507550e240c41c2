// Whether the arguments of a TaskFlow call fit the function, as DecoratedOperator binds them when the task is made.
// Read from decorators/base.py of 2.11.2 and sdk/bases/decorator.py of 3.3.2, and run in both.

import type { Call, Interpreter } from '../../../eval/interpreter';
import type { FunctionValue, Value } from '../../../eval/values';
import type { Param } from '../../../syntax/ast';
import { atLeast } from '../../../text/version';
import type { DecoratorModel } from '../model';
import { report, stateOf } from '../state';
import { declaredContextKeys } from '../templates/contextKeys';
import { namePlace } from './argumentNames';

/** Decorators of Airflow itself and a few of providers; others may pass arguments of their own (`spark`, `session`). */
const BINDS_ONLY_ARGUMENTS =
  /^_(Python|PythonVirtualenv|PythonExternal|Branch\w*|ShortCircuit|Bash|Docker|Kubernetes|KubernetesCmd|SQL)DecoratedOperator$|^DecoratedSensorOperator$/;

/** The function behind a decorator, if its own parameters are what Airflow binds. */
export function flowFunction({ callable, operator }: DecoratorModel): FunctionValue | undefined {
  return callable.kind === 'function' && BINDS_ONLY_ARGUMENTS.test(operator.name) ? callable : undefined;
}

/**
 * Reports missing, unknown and surplus arguments of `f(…)`. Parameters named like keys of the task context need none.
 * @param given all arguments, those of `.partial` included; positional ones under their number, `<0>`
 */
export function checkFlowCall(
  I: Interpreter,
  model: DecoratorModel,
  given: ReadonlyMap<string, Value>,
  call: Call,
): void {
  const callable = flowFunction(model);
  if (!callable || call.open || !atLeast(stateOf(I).version, 2)) return;
  const { params } = callable.definition;
  const left = new Map([...given].filter(([name]) => !name.startsWith('<')));
  let positional = [...given.keys()].filter((name) => name.startsWith('<')).length;
  const context = declaredContextKeys(stateOf(I).version);
  const missing: string[] = [];
  for (const param of params) {
    if (param.form === 'varargs') positional = 0;
    else if (param.form === 'kwargs') left.clear();
    else if (takesPosition(param) && positional > 0) {
      positional--;
      left.delete(param.name.name);
    } else if (!left.delete(param.name.name) && !param.default && !context.has(param.name.name))
      missing.push(param.name.name);
  }
  reportSurplus(I, callable, left, positional, call);
  if (missing.length && !left.size)
    report(I, { kind: 'missing-taskflow-argument', function: callable.name, names: missing, mapped: false }, call.at, {
      refuses: 'file',
    });
}

/**
 * Reports what neither `.partial(…)` nor `.expand(…)` gives. The file loads, and each run fails when the arguments are bound
 * ("missing a required argument": run in 2.11.2 and 3.3.2).
 */
export function checkMappedCall(
  I: Interpreter,
  model: DecoratorModel,
  given: ReadonlyMap<string, Value>,
  call: Call,
): void {
  const callable = flowFunction(model);
  if (!callable || call.open || model.isOpen || !call.kwargs.size) return;
  const { params } = callable.definition;
  const names = new Set(params.map(({ name }) => name.name));
  const takesAny = params.some(({ form }) => form === 'kwargs');
  if (!takesAny && [...given.keys()].some((name) => !names.has(name))) return;
  const context = declaredContextKeys(stateOf(I).version);
  const missing = params.flatMap(({ name: { name }, form, default: byDefault }) =>
    form === 'varargs' || form === 'kwargs' || byDefault || given.has(name) || context.has(name) ? [] : [name],
  );
  if (missing.length)
    report(I, { kind: 'missing-taskflow-argument', function: callable.name, names: missing, mapped: true }, call.at);
}

function takesPosition({ form }: Param): boolean {
  return form === 'normal' || form === 'positional-only';
}

function reportSurplus(
  I: Interpreter,
  callable: FunctionValue,
  left: ReadonlyMap<string, Value>,
  positional: number,
  call: Call,
): void {
  for (const [name, value] of left) reportUnknown(I, callable, name, namePlace(I, call.at, name, value));
  if (positional > 0) reportUnknown(I, callable, undefined, call.at);
}

/** Reports a name that the function has no parameter for. */
function reportUnknown(I: Interpreter, callable: FunctionValue, name: string | undefined, at: Call['at']): void {
  const known = callable.definition.params.filter(({ form }) => form !== 'varargs').map((param) => param.name.name);
  report(I, { kind: 'unknown-taskflow-argument', function: callable.name, name, known }, at, {
    refuses: 'file',
  });
}
