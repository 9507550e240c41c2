// What stands beside `>>` although it is no task: a function that was not called, a text, None …
// Asked of 1.10.15, 2.3.4, 2.11.2 and 3.3.2: all of them raise.

import type { Interpreter } from '../../../eval/interpreter';
import type { FunctionValue, Value } from '../../../eval/values';
import type { BuildEventKind } from '../../../ir/buildEvent';
import { type Origin, originOf } from '../../../text/span';
import { atLeast } from '../../../text/version';
import { DagModel, DecoratorModel, GroupDecoratorModel, nodeOf, PartialModel } from '../model';
import { report, stateOf } from '../state';

/** Notes each part of one side of a dependency that certainly is neither a task nor anything else that may stand there. */
export function checkEnd(I: Interpreter, value: Value, at: Origin): void {
  const items = value.kind === 'list' || value.kind === 'tuple' ? value.items : [value];
  for (const item of items) {
    const event = wrongEnd(I, item);
    if (event) report(I, event, at, { refuses: 'file', from: [value, item] });
  }
}

/** True for a function under `@task` or `@task_group`, which makes its task only when it is called. */
export function isUncalled(value: Value): boolean {
  return value.kind === 'instance' && uncalled(value.payload) !== undefined;
}

function uncalled(payload: unknown): BuildEventKind | undefined {
  const what =
    payload instanceof DecoratorModel ? 'task' : payload instanceof GroupDecoratorModel ? 'task group' : undefined;
  if (!what) return undefined;
  const { callable, partial } = payload as DecoratorModel | GroupDecoratorModel;
  if (callable.kind !== 'function') return undefined;
  return { kind: 'uncalled-in-dependency', function: callable.name, what, needsArguments: needs(callable, partial) };
}

function needs({ definition }: FunctionValue, given: ReadonlyMap<string, Value>): boolean {
  return definition.params.some(
    ({ name, form, default: byDefault }) =>
      form !== 'varargs' && form !== 'kwargs' && !byDefault && !given.has(name.name),
  );
}

function wrongEnd(I: Interpreter, value: Value): BuildEventKind | undefined {
  const what = value.kind === 'instance' ? instanceText(I, value.payload) : plainText(I, value);
  if (what !== undefined) return { kind: 'invalid-dependency', what, value: originOf(value.at) };
  return value.kind === 'instance' && !nodeOf(value) ? uncalled(value.payload) : undefined;
}

function instanceText(I: Interpreter, payload: unknown): string | undefined {
  if (payload instanceof PartialModel) return `${payload.operator.name}.partial(…) without .expand(…)`;
  // 1.10 takes `dag >> task`: it adds the task to the DAG.
  if (payload instanceof DagModel && atLeast(stateOf(I).oldestVersion, 2)) return 'a DAG';
  return undefined;
}

function plainText(I: Interpreter, value: Value): string | undefined {
  switch (value.kind) {
    case 'none':
      return 'None';
    case 'str':
      return `the text '${value.value.length > 40 ? `${value.value.slice(0, 40)}…` : value.value}'`;
    case 'int':
    case 'float':
    case 'bool':
      return 'a number';
    case 'dict':
      return 'a dict';
    case 'list':
    case 'tuple':
      return 'a list within a list';
    case 'set':
      return atLeast(stateOf(I).oldestVersion, 2) ? 'a set' : undefined;
    case 'function':
      return value.name === '<lambda>' ? 'a lambda' : `the function ${value.name}`;
    case 'class':
      return value.mro.some((type) => type.kind === 'class' && type.name === 'BaseOperator')
        ? `the class ${value.name}`
        : undefined;
    default:
      return undefined;
  }
}
