// BaseOperator: every operator and sensor derives from it, those of libraries that are not read included.

import { callValue } from '../../eval/calls';
import type { Call, Interpreter } from '../../eval/interpreter';
import { defineClass } from '../../eval/library/define';
import {
  type ClassValue,
  type Instance,
  type ListValue,
  NativeFunction,
  SetValue,
  StrValue,
  Unknown,
  type Value,
} from '../../eval/values';
import { atLeast } from '../../text/version';
import { mergedDefaults, NO_DEFAULTS } from './arguments';
import { checkOperatorNames, checkRequired, libraryFacts, type OperatorCall } from './checks/operatorArguments';
import { checkOperatorValues } from './checks/operatorValues';
import { addDependencyMethods } from './dependencyMethods';
import { lastName } from './dottedNames';
import { makePartial } from './mapping';
import { addTask } from './membership';
import { actual, DagModel, GroupModel, TaskModel } from './model';
import { propertiesOf } from './modelProperty';
import { operatorAttribute, operatorClassAttribute, triggerRuleAttribute } from './operatorAttributes';
import { addSetupTeardownMethods } from './setupTeardownMethods';
import { report, stateOf } from './state';
import { linkArgument, makeTask, modelOf } from './taskFactory';
import { setKind } from './taskKind';
import { linkingFields, namesTemplateFields } from './templateFields';
import { xcomValue } from './xcom';

/** `BaseOperator.__init__`: makes the task. */
function baseInit(I: Interpreter, call: Call): Value {
  const [self] = call.args;
  if (self?.kind !== 'instance' || self.payload instanceof TaskModel) return I.none(call.at);
  for (const [name, value] of call.kwargs) if (name !== 'trigger_rule') self.attributes.set(name, value);
  const { type } = self;
  const task = makeTask(I, {
    instance: self,
    operator: type.name,
    operatorPath: `${type.module}.${type.name}`,
    kwargs: call.kwargs,
    open: call.open,
    at: call.at,
    mapped: false,
    unique: false,
    lenient: isLenient(type),
  });
  if (task) checkArguments(I, task, call);
  if (task) self.attributes.set('task_id', new StrValue(task.id, task.idValue.at, task.idValue.assumed));
  return I.none(call.at);
}

function checkArguments(I: Interpreter, task: TaskModel, call: Call): void {
  const { type } = task.instance;
  const facts = libraryFacts(I, type);
  const { name } = facts ?? type;
  const said: OperatorCall = {
    type,
    name,
    given: call.kwargs,
    open: call.open,
    defaults: task.defaults ?? NO_DEFAULTS,
    at: call.at,
    dag: task.dag,
  };
  if (facts) checkOperatorNames(I, said, facts);
  if (facts) checkRequired(I, said, facts);
  checkOperatorValues(I, said, facts?.isSensor ?? false);
}

/** A class of a library that is not read may be something else than an operator. */
function isLenient(type: ClassValue): boolean {
  return type.mro.some((base) => base.kind === 'unknown') && !/(Operator|Sensor)(Async)?$/.test(type.name);
}

/**
 * What BaseOperatorMeta wraps around each `__init__`: only keyword arguments are allowed,
 * and parameters that were not given are taken from the default arguments in force.
 */
function wrapInit(I: Interpreter, instance: Instance, owner: ClassValue, init: Value, call: Call): void {
  if (call.args.length) refusePositional(I, instance, owner, call);
  const { open, at } = call;
  if (init.kind !== 'function') {
    callValue(I, init, { args: [instance], kwargs: call.kwargs, open, at });
    return;
  }
  const kwargs = new Map(call.kwargs);
  noteAskedId(I, instance, kwargs.get('task_id'));
  fillFromDefaults(I, init, kwargs);
  checkInit(I, instance, init, kwargs, call);
  callValue(I, init, { args: [instance, ...call.args], kwargs, open, at });
}

function noteAskedId(I: Interpreter, instance: Instance, id: Value | undefined): void {
  const { askedIds } = stateOf(I);
  if (id && !askedIds.has(instance)) askedIds.set(instance, id);
}

/** Since 2.0 every `__init__` of an operator must be given what it has no default for. */
function checkInit(
  I: Interpreter,
  instance: Instance,
  init: Extract<Value, { kind: 'function' }>,
  kwargs: ReadonlyMap<string, Value>,
  call: Call,
): void {
  if (call.open || !atLeast(stateOf(I).version, 2)) return;
  const open = modelOf(kwargs.get('dag'), DagModel) ?? stateOf(I).currentDag;
  if (open?.defaultArgs?.open || isLenient(instance.type)) return;
  const [, ...params] = init.definition.params;
  const names = params
    .filter((param) => (param.form === 'normal' || param.form === 'keyword-only') && !param.default)
    .map((param) => param.name.name)
    .filter((name) => name !== 'task_id' && name !== 'dag' && !kwargs.has(name));
  const callee = instance.type.name;
  if (names.length && !call.args.length)
    report(I, { kind: 'missing-argument', callee, names }, call.at, { refuses: 'file' });
}

function refusePositional(I: Interpreter, instance: Instance, owner: ClassValue, call: Call): void {
  // 1.10 checks only where the author asked for it (@apply_defaults), which library classes do.
  if (!atLeast(stateOf(I).version, 2) && owner !== BASE_OPERATOR) return;
  if (isLenient(instance.type)) return;
  const first = call.args[0]!;
  const place =
    first.at.uri === I.entry && first.at.start >= call.at.start && first.at.end <= call.at.end ? first.at : call.at;
  report(I, { kind: 'positional-operator-argument', operator: instance.type.name }, place, { refuses: 'file' });
}

function fillFromDefaults(
  I: Interpreter,
  init: Extract<Value, { kind: 'function' }>,
  kwargs: Map<string, Value>,
): void {
  const state = stateOf(I);
  const dag = modelOf(kwargs.get('dag'), DagModel) ?? state.currentDag;
  const group = modelOf(kwargs.get('task_group'), GroupModel) ?? (dag && state.currentGroup(dag));
  const { values } = mergedDefaults(dag, group, kwargs.get('default_args'));
  const takesAny = init.definition.params.some((param) => param.form === 'kwargs');
  for (const { name, form } of init.definition.params) {
    if (form === 'kwargs' || form === 'varargs' || name.name === 'self') continue;
    const value = values.get(name.name);
    if (value && !kwargs.has(name.name)) kwargs.set(name.name, value);
    if (name.name === 'dag' && dag && !kwargs.has('dag')) kwargs.set('dag', dag.instance);
  }
  if (!takesAny) kwargs.delete('default_args');
}

/** After the outermost `__init__`: edges from the results passed to it. */
function afterInit(I: Interpreter, instance: Instance, call: Call): void {
  const { payload } = instance;
  if (!(payload instanceof TaskModel)) return;
  const fields = linkingFields(I, payload);
  if (fields) linkAll(I, payload, fields, instance.attributes, call);
  else if (namesTemplateFields(instance.type))
    linkAll(I, payload, instance.attributes.keys(), instance.attributes, call);
  else linkAll(I, payload, payload.args.keys(), payload.args, call);
}

function linkAll(
  I: Interpreter,
  task: TaskModel,
  names: Iterable<string>,
  values: ReadonlyMap<string, Value>,
  call: Call,
): void {
  for (const name of [...names]) {
    const value = values.get(name);
    if (value) linkArgument(I, task, name, value, call.at);
  }
}

function taskOf(call: Call): TaskModel | undefined {
  return modelOf(call.args[0], TaskModel);
}

const taskProperty = propertiesOf(TaskModel, 'task');

function instances(I: Interpreter, tasks: Iterable<TaskModel>, at: Call['at']): ListValue {
  return I.list(
    [...tasks].map((task) => task.instance),
    at,
  );
}

function idSet(I: Interpreter, tasks: Iterable<TaskModel>, at: Call['at']): SetValue {
  const entries = [...tasks].map((task) => [`s${task.id}`, new StrValue(task.id, at)] as const);
  return new SetValue(new Map<string, Value>(entries), at, I.home);
}

export const BASE_OPERATOR: ClassValue = defineClass('BaseOperator', {
  module: 'airflow.models.baseoperator',
  methods: [
    new NativeFunction('__init__', baseInit),
    new NativeFunction('__setattr__', setTaskAttribute),
    new NativeFunction('has_dag', (I, call) => I.bool(taskOf(call)?.dag !== undefined, call.at)),
    new NativeFunction('get_dag', (I, call) => taskOf(call)?.dag?.instance ?? I.none(call.at)),
    new NativeFunction('get_direct_relatives', (I, call) => relatives(I, call)),
  ],
  classMethods: [new NativeFunction('partial', makePartial)],
  attributes: Object.fromEntries([
    taskProperty('output', (I, task, at) => xcomValue(I, [task], undefined, at)),
    taskProperty('dag', (I, task, at) => actual(task).dag?.instance ?? I.none(at)),
    taskProperty('dag_id', (_, task, at) => task.dag?.idValue ?? new Unknown('the task has no DAG', at)),
    taskProperty('task_group', (I, task, at) => task.group?.instance ?? I.none(at)),
    taskProperty('upstream_list', (I, task, at) => instances(I, actual(task).upstream.keys(), at)),
    taskProperty('downstream_list', (I, task, at) => instances(I, actual(task).downstream.keys(), at)),
    taskProperty('upstream_task_ids', (I, task, at) => idSet(I, actual(task).upstream.keys(), at)),
    taskProperty('downstream_task_ids', (I, task, at) => idSet(I, actual(task).downstream.keys(), at)),
    taskProperty('roots', (I, task, at) => instances(I, [task], at)),
    taskProperty('leaves', (I, task, at) => instances(I, [task], at)),
    taskProperty('task_type', (I, task, at) => I.str(task.operator, at)),
    taskProperty('trigger_rule', (_, task) => triggerRuleAttribute(task)),
    taskProperty('label', (I, task, at) => I.str(lastName(task.id), at)),
    taskProperty('is_setup', (I, task, at) => I.bool(task.kind === 'setup', at)),
    taskProperty('is_teardown', (I, task, at) => I.bool(task.kind === 'teardown', at)),
  ]),
});
addDependencyMethods(BASE_OPERATOR);
addSetupTeardownMethods(BASE_OPERATOR);
BASE_OPERATOR.wrapInit = wrapInit;
BASE_OPERATOR.afterInit = afterInit;
BASE_OPERATOR.missingAttribute = operatorAttribute;
BASE_OPERATOR.missingClassAttribute = operatorClassAttribute;

function relatives(I: Interpreter, call: Call): Value {
  const task = taskOf(call);
  const upstream = call.args[1] ?? call.kwargs.get('upstream');
  if (!task) return I.list([], call.at);
  return instances(I, (upstream?.kind === 'bool' && upstream.value ? task.upstream : task.downstream).keys(), call.at);
}

/** False while `__init__` of the object runs: Airflow links its fields only after that (`BaseOperator.__setattr__`). */
function isMade(I: Interpreter, self: Instance): boolean {
  return !I.frames.some(({ callee, scope }) => {
    const first = callee.name === '__init__' ? callee.definition.params[0] : undefined;
    return first !== undefined && scope.vars.get(first.name.name) === self;
  });
}

/** `task.dag = dag`, `task.trigger_rule = …`: some attributes change the graph. */
function setTaskAttribute(I: Interpreter, call: Call): Value {
  const [self, name, value] = call.args;
  if (self?.kind !== 'instance' || name?.kind !== 'str' || !value) return I.none(call.at);
  const task = modelOf(self, TaskModel);
  const dag = modelOf(value, DagModel);
  if (task && name.value === 'dag' && dag) addTask(I, dag, task, call.at);
  if (task && name.value === 'dag') task.lacksDag = false;
  if (task && name.value === 'trigger_rule') task.triggerRule = value;
  if (task && (name.value === 'is_setup' || name.value === 'is_teardown') && value.kind === 'bool' && value.value) {
    setKind(I, task, name.value === 'is_setup' ? 'setup' : 'teardown', call.at);
  }
  I.touch(self);
  if (!task || name.value !== 'trigger_rule') self.attributes.set(name.value, value);
  if (task && isMade(I, self) && linkingFields(I, task)?.includes(name.value))
    linkArgument(I, task, name.value, value, call.at);
  return I.none(call.at);
}
