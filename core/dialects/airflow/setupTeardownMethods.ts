// as_setup, as_teardown, and `with task:` (2.7 and later).

import type { Call, Interpreter } from '../../eval/interpreter';
import { iterate } from '../../eval/iterate';
import { type ClassValue, NativeFunction, type Value } from '../../eval/values';
import { connect } from './dependencies';
import { nodeOf, TaskModel, XComModel } from './model';
import { stateOf } from './state';
import { setKind } from './taskKind';

/** The tasks a value stands for: a task, the results of tasks, or a list of them. */
export function tasksOf(I: Interpreter, value: Value): TaskModel[] {
  const node = nodeOf(value);
  if (node instanceof TaskModel) return [node];
  if (node instanceof XComModel) return [...node.tasks];
  if (value.kind === 'list' || value.kind === 'tuple')
    return iterate(I, value, value.at).items.flatMap((item) => tasksOf(I, item));
  return [];
}

/** Puts the setup and teardown methods on a class. */
export function addSetupTeardownMethods(type: ClassValue): void {
  const methods = { as_setup: asSetup, as_teardown: asTeardown, __enter__: enter, __exit__: leave };
  for (const [name, body] of Object.entries(methods)) type.attributes.set(name, new NativeFunction(name, body));
}

function asSetup(I: Interpreter, call: Call): Value {
  const self = call.args[0] ?? I.none(call.at);
  for (const task of tasksOf(I, self)) setKind(I, task, 'setup', call.at);
  return self;
}

function asTeardown(I: Interpreter, call: Call): Value {
  const self = call.args[0] ?? I.none(call.at);
  const setups = call.kwargs.get('setups');
  for (const task of tasksOf(I, self)) {
    setKind(I, task, 'teardown', call.at);
    task.failsRun = call.kwargs.get('on_failure_fail_dagrun');
    for (const setup of setups ? tasksOf(I, setups) : []) {
      setKind(I, setup, 'setup', call.at);
      connect(I, setup, [task], 'downstream', call.at, undefined);
    }
  }
  return self;
}

function enter(I: Interpreter, call: Call): Value {
  stateOf(I).setupTeardown.enter(tasksOf(I, call.args[0] ?? I.none(call.at)));
  return call.args[0] ?? I.none(call.at);
}

function leave(I: Interpreter, call: Call): Value {
  stateOf(I).setupTeardown.leave((upstream, downstream) =>
    connect(I, upstream, [downstream], 'downstream', call.at, undefined),
  );
  return I.none(call.at);
}
