// References to results of tasks: `.output`, TaskFlow results, `.map`, `.zip`, `.concat`, and what they are passed through.

import type { Call, Interpreter } from '../../eval/interpreter';
import { defineClass, makeInstance } from '../../eval/library/define';

import {
  type ClassValue,
  type Instance,
  LIBRARY,
  NativeFunction,
  PropertyValue,
  Unknown,
  type Value,
} from '../../eval/values';
import type { Origin } from '../../text/span';
import { atLeast } from '../../text/version';
import { addDependencyMethods } from './dependencyMethods';
import { actual, type TaskModel, XComModel } from './model';
import { addSetupTeardownMethods } from './setupTeardownMethods';
import { report, stateOf } from './state';

/** A reference to the results of these tasks, as a value. */
export function xcomValue(I: Interpreter, tasks: readonly TaskModel[], key: string | undefined, at: Origin): Instance {
  return makeInstance(I, XCOM_ARG, new XComModel(tasks, key), at);
}

/** The tasks whose results a value holds, however deep: XComArg.iter_xcom_references. A task itself is not its result. */
export function referencesIn(value: Value): readonly TaskModel[] {
  if (HOLDS_NOTHING.has(value.kind)) return [];
  const found = new Set<TaskModel>();
  collect(value, found, 0);
  return [...found];
}

/** Kinds of values of which most arguments are. */
const HOLDS_NOTHING: ReadonlySet<Value['kind']> = new Set(['str', 'int', 'bool', 'none', 'float', 'function']);

function collect(value: Value, found: Set<TaskModel>, depth: number): void {
  if (depth > 20) return;
  switch (value.kind) {
    case 'instance':
      if (value.payload instanceof XComModel) for (const task of value.payload.tasks) found.add(actual(task));
      return;
    case 'list':
    case 'tuple':
      for (const item of value.items) collect(item, found, depth + 1);
      return;
    case 'set':
      for (const item of value.items.values()) collect(item, found, depth + 1);
      return;
    case 'dict':
      for (const entry of value.entries.values()) collect(entry.value, found, depth + 1);
      return;
    case 'unknown':
      if (value.options) for (const option of value.options) collect(option, found, depth + 1);
      return;
    default:
      return;
  }
}

function own(call: Call): XComModel | undefined {
  const self = call.args[0];
  return self?.kind === 'instance' && self.payload instanceof XComModel ? self.payload : undefined;
}

/** Raises since 2.2: the elements are known when the task has run (xcom_arg.py of 2.3.4, 2.11.2 and 3.3.2). */
function elementsOf(I: Interpreter, call: Call, use: 'loop' | 'length'): Value {
  const [task] = own(call)?.tasks ?? [];
  const known = task?.idValue.kind === 'str' ? task.id : undefined;
  if (atLeast(stateOf(I).version, 2, 3) && !I.isCaught('TypeError'))
    report(I, { kind: 'result-iterated', task: known, use }, call.at, { refuses: 'file', from: [call.args[0]] });
  return new Unknown('the result of a task is known at run time only', call.at);
}

/** `a.zip(b)`, `a.concat(b)`: refers to the tasks of both. */
function combined(I: Interpreter, call: Call): Value {
  return xcomValue(I, [...new Set(call.args.flatMap((value) => referencesIn(value)))], undefined, call.at);
}

export const XCOM_ARG: ClassValue = defineClass('XComArg', {
  module: 'airflow.models.xcom_arg',
  methods: [
    new NativeFunction('__getitem__', (I, call) => {
      const key = call.args[1];
      return xcomValue(I, own(call)?.tasks ?? [], key?.kind === 'str' ? key.value : undefined, call.at);
    }),
    new NativeFunction('map', (I, call) => xcomValue(I, own(call)?.tasks ?? [], undefined, call.at)),
    new NativeFunction('zip', combined),
    new NativeFunction('concat', combined),
    new NativeFunction('filter', (I, call) => xcomValue(I, own(call)?.tasks ?? [], undefined, call.at)),
    new NativeFunction('__iter__', (I, call) => elementsOf(I, call, 'loop')),
    new NativeFunction('__len__', (I, call) => elementsOf(I, call, 'length')),
    new NativeFunction('__str__', (I, call) => xcomText(I, call)),
    new NativeFunction('__format__', (I, call) => xcomText(I, call)),
    new NativeFunction('__eq__', (_, call) => new Unknown('the result of a task is known at run time only', call.at)),
  ],
  attributes: {
    operator: new PropertyValue(
      new NativeFunction('operator', (I, call) => own(call)?.tasks[0]?.instance ?? I.none(call.at)),
      LIBRARY,
    ),
    key: new PropertyValue(
      new NativeFunction('key', (I, call) => I.str(own(call)?.key ?? 'return_value', call.at)),
      LIBRARY,
    ),
  },
});

addDependencyMethods(XCOM_ARG);
addSetupTeardownMethods(XCOM_ARG);

/** The template that stands for a result inside a text. */
function xcomText(I: Interpreter, call: Call): Value {
  const model = own(call);
  const task = model?.tasks[0];
  if (!model || !task) return new Unknown('a result that is not known', call.at);
  const dagId = task.dag?.idValue.kind === 'str' ? task.dag.idValue.value : 'unknown';
  const key = model.key ?? 'return_value';
  return I.str(`{{ task_instance.xcom_pull(task_ids='${task.id}', dag_id='${dagId}', key='${key}') }}`, call.at);
}

XCOM_ARG.construct = (I, call) => {
  const operator = call.args[1] ?? call.kwargs.get('operator');
  const key = call.args[2] ?? call.kwargs.get('key');
  const task = operator?.kind === 'instance' ? (operator.payload as TaskModel | undefined) : undefined;
  return xcomValue(I, task ? [task] : [], key?.kind === 'str' ? key.value : undefined, call.at);
};
