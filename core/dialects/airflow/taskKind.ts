// Setup, work or teardown: a task is one of them, and Airflow does not let it change sides.

import type { Call, Interpreter } from '../../eval/interpreter';
import type { Value } from '../../eval/values';
import type { Origin } from '../../text/span';
import { argumentPlace } from './arguments';
import type { DecoratorModel, TaskModel } from './model';
import { report, stateOf } from './state';

/** Makes a task a setup or a teardown. One that is the other already is refused (the setters of BaseOperator, 2.7 to 3.3). */
export function setKind(I: Interpreter, task: TaskModel, kind: 'setup' | 'teardown', at: Origin): void {
  if (task.kind !== 'work' && task.kind !== kind) {
    if (task.kindDoubt !== undefined) return;
    const event = { kind: 'setup-and-teardown', id: task.id, already: task.kind } as const;
    report(I, event, at, { dag: task.dag, refuses: 'file', from: [task.idValue] });
    return;
  }
  if (task.kind === kind && task.kindDoubt === undefined) return;
  task.kind = kind;
  task.kindDoubt = I.doubt;
}

/** A teardown's trigger rule is fixed: a TaskFlow task that is given one is refused when it is made (2.7 to 3.3). */
export function refuseTeardownRule(I: Interpreter, rule: Value | undefined, at: Origin): void {
  if (!rule) return;
  const place = argumentPlace(I, at, 'trigger_rule', rule);
  report(I, { kind: 'teardown-trigger-rule' }, place, { refuses: 'file', from: [rule] });
}

/**
 * The first call of a `@teardown` function sets the trigger rule in its arguments, so that the next one is refused as if the rule
 * were given; so is a call of what `.override()` made of it in between (2.7.3, 2.10.5, 2.11.2 and 3.3.2).
 */
export function refuseSecondCall(I: Interpreter, model: DecoratorModel, at: Origin): void {
  const { calledTeardowns } = stateOf(I);
  if (calledTeardowns.has(model)) report(I, { kind: 'teardown-called-again' }, at, { refuses: 'file', from: [] });
  else if (I.doubt === undefined) calledTeardowns.add(model);
}

/** `@setup` takes no arguments and `@teardown` only one; those of the task belong in `@task(…)` below (2.7 to 3.3). */
export function refuseArguments(
  I: Interpreter,
  decorator: 'setup' | 'teardown',
  call: Call,
  known: readonly string[],
): void {
  for (const [name, value] of call.kwargs) {
    if (known.includes(name)) continue;
    const event = { kind: 'setup-teardown-argument', decorator, name } as const;
    report(I, event, argumentPlace(I, call.at, name, value), { refuses: 'file' });
    return;
  }
}
