// `Operator.partial(…).expand(…)`: mapped tasks of classic operators.

import type { Call, Interpreter } from '../../eval/interpreter';
import { defineClass } from '../../eval/library/define';
import { type ClassValue, Instance, NativeFunction, StrValue, type Value } from '../../eval/values';
import { PartialModel } from './model';
import { linkReferences, makeTask, modelOf } from './taskFactory';

/** `Operator.partial(**kwargs)`. */
export function makePartial(I: Interpreter, call: Call): Value {
  const [type] = call.args;
  const instance = new Instance(OPERATOR_PARTIAL, call.at, I.home, I.assumed);
  if (type?.kind === 'class') instance.payload = new PartialModel(type, call.kwargs, call.open);
  return instance;
}

/** `.expand(**lists)` or `.expand_kwargs(list)`: the mapped task. */
function expand(I: Interpreter, call: Call): Value {
  const partial = modelOf(call.args[0], PartialModel);
  if (!partial) return I.none(call.at);
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
  }
  return instance;
}

const OPERATOR_PARTIAL: ClassValue = defineClass('OperatorPartial', {
  module: 'airflow.models.mappedoperator',
  methods: [new NativeFunction('expand', expand), new NativeFunction('expand_kwargs', expand)],
});
