// `Operator.partial(…).expand(…)`: mapped tasks of classic operators.

import type { Call, Interpreter } from '../../eval/interpreter';
import { defineClass } from '../../eval/library/define';
import { type ClassValue, Instance, NativeFunction, StrValue, type Value } from '../../eval/values';
import { NO_DEFAULTS } from './arguments';
import { checkExpand, checkExpandKwargs } from './checks/mappingArguments';
import { checkOperatorNames, libraryFacts } from './checks/operatorArguments';
import { PartialModel, type TaskModel } from './model';
import { noteLeftover } from './noteLeftover';
import { linkReferences, makeTask, modelOf } from './taskFactory';

/** `Operator.partial(**kwargs)`. */
export function makePartial(I: Interpreter, call: Call): Value {
  const [type] = call.args;
  const instance = new Instance(OPERATOR_PARTIAL, call.at, I.home, I.assumed);
  if (type?.kind === 'class') {
    const partial = new PartialModel(type, call.kwargs, call.open);
    instance.payload = partial;
    noteLeftover(I, 'partials', partial, call.at);
  }
  return instance;
}

/** `.expand(**lists)` or `.expand_kwargs(list)`: the mapped task. */
function expand(I: Interpreter, call: Call): Value {
  const partial = modelOf(call.args[0], PartialModel);
  if (!partial) return I.none(call.at);
  if (call.args[1]) checkExpandKwargs(I, partial.operator.name, call.args[1], call.at);
  else checkExpand(I, partial.operator.name, partial.kwargs, call);
  partial.expanded = true;
  const mapped = new Map([...partial.kwargs, ...call.kwargs]);
  const [, list] = call.args;
  if (list) mapped.set('<expand_kwargs>', list);
  const instance = new Instance(partial.operator, call.at, I.home, I.assumed);
  const { operator } = partial;
  const task = makeTask(I, {
    instance,
    operator: operator.name,
    operatorPath: `${operator.module}.${operator.name}`,
    kwargs: mapped,
    open: partial.open,
    at: call.at,
    mapped: true,
    unique: false,
    lenient: false,
  });
  if (task) {
    instance.attributes.set('task_id', new StrValue(task.id, task.idValue.at, task.idValue.assumed));
    linkReferences(I, task, mapped, call.at);
    checkMappedNames(I, task, call);
  }
  return instance;
}

/** Names are checked when the file is parsed, values when the task runs. */
function checkMappedNames(I: Interpreter, task: TaskModel, call: Call): void {
  const { type } = task.instance;
  const facts = type.definedIn ? undefined : libraryFacts(I, type);
  if (!facts) return;
  const given = new Map([...task.args].filter(([name]) => !name.startsWith('<')));
  const defaults = task.defaults ?? NO_DEFAULTS;
  checkOperatorNames(
    I,
    { type, name: facts.name, given, open: task.open, defaults, at: call.at, dag: task.dag },
    facts,
  );
}

const OPERATOR_PARTIAL: ClassValue = defineClass('OperatorPartial', {
  module: 'airflow.models.mappedoperator',
  methods: [new NativeFunction('expand', expand), new NativeFunction('expand_kwargs', expand)],
});
