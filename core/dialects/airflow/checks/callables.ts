// Arguments that take a function, and were given the result of calling one.

import type { Interpreter } from '../../../eval/interpreter';
import type { Value } from '../../../eval/values';
import type { CallExpr } from '../../../syntax/ast';
import type { Origin } from '../../../text/span';
import { keywordIn } from '../keywordIn';
import { type DagModel, TaskModel, XComModel } from '../model';
import { report, stateOf } from '../state';

/**
 * Operators whose `__init__` refuses a `python_callable` that cannot be called ("`python_callable` param must be callable",
 * "… only supports functions for python_callable arg": 1.10.15, 2.3.4, 2.11.2 and 3.3.2).
 */
const REFUSING = /^(Branch)?(Python|PythonVirtualenv|ExternalPython)Operator$|^ShortCircuitOperator$/;

/** It takes anything, and fails when it calls it (1.10.15 to 3.3.2). */
const FAILING = /^PythonSensor$/;

const CALLBACKS = [
  'on_failure_callback',
  'on_success_callback',
  'on_retry_callback',
  'on_execute_callback',
  'on_skipped_callback',
  'sla_miss_callback',
];

/** Checks the callables that a task was given. */
export function checkCallables(I: Interpreter, task: TaskModel, at: Origin): void {
  checkCallbacks(I, task, task.operator, at);
  const value = task.args.get('python_callable') ?? task.defaults?.values.get('python_callable');
  // Of a mapped task it is checked at run time only (2.11.2 and 3.3.2).
  if (!value || task.mapped || !isNotCallable(value)) return;
  const refuses = isKindOf(task, REFUSING) ? 'file' : undefined;
  if (!refuses && !isKindOf(task, FAILING)) return;
  const given = value.kind === 'none' ? 'none' : value.kind === 'instance' ? 'result' : 'other';
  const event = { kind: 'not-callable', argument: 'python_callable', owner: task.operator, given } as const;
  report(I, event, written(I, at, 'python_callable'), { dag: task.dag, refuses, from: [value] });
}

/**
 * Callbacks that are None since a function was called in their place: Airflow takes them, and calls nothing. A task one of whose
 * methods is a callback has its use without a DAG.
 */
export function checkCallbacks(I: Interpreter, owner: TaskModel | DagModel, name: string, at: Origin): void {
  const given = [...CALLBACKS, 'default_args'].flatMap((argument) => owner.args.get(argument) ?? []);
  stateOf(I).leftovers.handOver(given);
  for (const argument of CALLBACKS) {
    const value = owner.args.get(argument);
    if (value?.kind !== 'none') continue;
    const place = written(I, at, argument);
    if ((place as Partial<CallExpr>).kind !== 'Call' || place === at) continue;
    const dag = owner instanceof TaskModel ? owner.dag : owner;
    report(I, { kind: 'not-callable', argument, owner: name, given: 'none' }, place, { dag, from: [value] });
  }
}

function isKindOf({ instance, operator }: TaskModel, names: RegExp): boolean {
  return (
    instance.type.mro.some(
      (type) => type.kind === 'class' && type.module.startsWith('airflow.') && names.test(type.name),
    ) && !operator.startsWith('_')
  );
}

function isNotCallable(value: Value): boolean {
  if (value.kind === 'instance') return value.payload instanceof XComModel;
  if (value.kind === 'unknown') return value.options?.length ? value.options.every(isNotCallable) : false;
  return ['none', 'str', 'int', 'float', 'bool', 'bytes', 'list', 'tuple', 'set', 'dict'].includes(value.kind);
}

/** The argument as it is written, if the call is in the checked file. */
function written(I: Interpreter, call: Origin, name: string): Origin {
  return (call.uri === I.entry ? keywordIn(call, name)?.value : undefined) ?? call;
}
