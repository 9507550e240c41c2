// The arguments of DAGs and tasks as plain data, each with its place in the checked file.

import type { Interpreter } from '../../eval/interpreter';
import type { Value } from '../../eval/values';
import type { TemplatedField } from '../../ir/dag';
import type { Argument } from '../../ir/plainValue';
import { type Origin, originOf } from '../../text/span';
import { SUCCESSORS } from './checks/operatorArguments';
import { keywordIn } from './keywordIn';
import type { DagModel, TaskModel } from './model';
import type { PlainValues } from './plainValues';
import { templateFields } from './templateFields';

const EARLIER_NAMES: ReadonlyMap<string, string> = new Map([...SUCCESSORS].map(([earlier, name]) => [name, earlier]));

/** What a DAG was given. `at`: its place in the checked file. */
export function dagArguments(dag: DagModel, at: Origin, plain: PlainValues): ReadonlyMap<string, Argument> {
  return fromCall(new Map([...dag.args, ...setLater(dag, READ_LATER)]), dag.argumentsAt, at, plain);
}

/** Attributes of a DAG that Airflow reads when a task runs: `dag.user_defined_macros = …` counts as the argument does. */
const READ_LATER = [
  'user_defined_macros',
  'user_defined_filters',
  'params',
  'jinja_environment_kwargs',
  'template_undefined',
];

/** As `READ_LATER`, of an operator: `self.params = params` in its `__init__`. */
const READ_LATER_OF_TASKS = ['params'];

function setLater({ instance }: DagModel | TaskModel, names: readonly string[]): (readonly [string, Value])[] {
  return names.flatMap((name) => {
    const value = instance.attributes.get(name);
    return value ? [[name, value] as const] : [];
  });
}

/** What a task was given, and what the default arguments in force add. `at`: its place in the checked file. */
export function taskArguments(task: TaskModel, at: Origin, plain: PlainValues): ReadonlyMap<string, Argument> {
  const later = setLater(task, READ_LATER_OF_TASKS);
  const all = later.length > 0 ? new Map([...task.args, ...later]) : task.args;
  const given = fromCall(all, task.place.at, at, plain);
  for (const [name, value] of flowArguments(task, plain, at)) given.set(name, value);
  for (const [name, value] of task.defaults?.values ?? [])
    if (!given.has(name)) given.set(name, { value: plain.of(value), at: placeOf(value, at), from: 'default_args' });
  return given;
}

/** The fields that Airflow renders, with their values: attributes that `__init__` set, else what the task was given. */
export function templatedFields(
  I: Interpreter,
  task: TaskModel,
  given: ReadonlyMap<string, Argument>,
  at: Origin,
  plain: PlainValues,
): readonly TemplatedField[] | undefined {
  const names = templateFields(I, task);
  if (!names) return undefined;
  const fields: TemplatedField[] = [];
  for (const name of names) {
    // An earlier name of the argument ends up in the same field.
    const used = given.has(name) ? name : (EARLIER_NAMES.get(name) ?? name);
    const argument = given.get(used);
    const value = argument ? undefined : task.instance.attributes.get(name);
    if (argument) fields.push({ name: used, value: argument.value, at: argument.at });
    else if (value) fields.push({ name, value: plain.of(value), at: argumentAt(task.place.at, name, at) });
  }
  return fields;
}

function fromCall(
  values: ReadonlyMap<string, Value>,
  call: Origin,
  at: Origin,
  plain: PlainValues,
): Map<string, Argument> {
  const found = new Map<string, Argument>();
  for (const [name, value] of values)
    found.set(name, { value: plain.of(value), at: argumentAt(call, name, at), from: 'call' });
  return found;
}

/** The arguments of a TaskFlow call, under the names that the operator has for them. */
function flowArguments(task: TaskModel, plain: PlainValues, at: Origin): (readonly [string, Argument])[] {
  if (!task.flowArguments?.size) return [];
  const entries = [...task.flowArguments];
  const written = { at: originOf(at) };
  const positional = entries.filter(([name]) => name.startsWith('<')).map(([, value]) => plain.of(value));
  const named = entries
    .filter(([name]) => !name.startsWith('<'))
    .map(([name, value]) => ({ key: { ...written, kind: 'text' as const, value: name }, value: plain.of(value) }));
  return [
    [
      'op_args',
      {
        value: { ...written, kind: 'collection', form: 'list', items: positional, complete: true },
        ...written,
        from: 'call',
      },
    ],
    ['op_kwargs', { value: { ...written, kind: 'dict', entries: named, complete: true }, ...written, from: 'call' }],
  ];
}

function placeOf(value: Value, at: Origin): Origin {
  return originOf(value.at.uri === at.uri ? value.at : at);
}

/** The value of the argument in the call, if that is written in the checked file; else `otherwise`. */
function argumentAt(call: Origin, name: string, otherwise: Origin): Origin {
  const argument = call.uri === otherwise.uri ? keywordIn(call, name) : undefined;
  return originOf(argument?.value ?? otherwise);
}
