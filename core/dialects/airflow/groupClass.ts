// TaskGroup, as constructor and as context manager, and @task_group.

import { callValue } from '../../eval/calls';
import type { Call, Interpreter } from '../../eval/interpreter';
import { makeDict } from '../../eval/keys';
import { defineClass, makeInstance } from '../../eval/library/define';
import { type ClassValue, Instance, NativeFunction, StrValue, Unknown, type Value } from '../../eval/values';
import { atLeast } from '../../text/version';
import { asDict } from './arguments';
import { connect } from './dependencies';
import { addDependencyMethods } from './dependencyMethods';
import { lastName } from './dottedNames';
import { leavesOf, rootsOf } from './groupEnds';
import { checkId, idText, idValueOf } from './ids';
import { takeGroupId } from './membership';
import { DagModel, GroupDecoratorModel, GroupModel, TaskModel } from './model';
import { propertiesOf } from './modelProperty';
import { placeOf, stateOf } from './state';
import { modelOf } from './taskFactory';
import { referencesIn, xcomValue } from './xcom';

interface GroupParts {
  readonly kwargs: ReadonlyMap<string, Value>;
  readonly idValue: Value;
  readonly mapped: boolean;
  readonly suffixOnCollision: boolean;
  readonly at: Call['at'];
  /** The object that stands for the group. */
  readonly instance: Instance;
}

/** Makes a group in the DAG and group in force. */
function makeGroup(I: Interpreter, parts: GroupParts): Instance {
  const state = stateOf(I);
  const { kwargs, at } = parts;
  const idValue = idValueOf(parts.idValue);
  const { instance } = parts;
  const given = modelOf(kwargs.get('parent_group'), GroupModel);
  const dag = given?.dag ?? modelOf(kwargs.get('dag'), DagModel) ?? state.currentDag ?? state.groupStack.at(-1)?.dag;
  const parent = given ?? (dag && state.currentGroup(dag));
  const label = idText(I, idValue);
  const wanted = parent ? parent.childId(label) : label;
  const prefixes = kwargs.get('prefix_group_id');
  const isPrefix = !(prefixes?.kind === 'bool' && !prefixes.value);
  // Before 3.0 an id that stands before no other may be any text (2.11.2, 3.3.2).
  const isChecked = isPrefix || atLeast(state.version, 3);
  if (isChecked && (parent?.hasKnownId ?? true)) checkId(I, 'group', idValue, wanted, at, dag);
  const taken = dag && takeGroupId(I, dag, wanted, idValue, parts.suffixOnCollision, at);
  const id = taken?.id ?? wanted;
  const group = new GroupModel(
    id,
    isPrefix,
    parent,
    dag,
    asDict(kwargs.get('default_args')),
    parts.mapped,
    placeOf(I, at),
    idValue.kind === 'str' && taken?.refused !== true && (parent?.hasKnownId ?? true),
  );
  group.instance = instance;
  instance.payload = group;
  if (dag && !state.probing) join(I, dag, parent ?? dag.root, group);
  return instance;
}

function join(I: Interpreter, dag: DagModel, parent: GroupModel, group: GroupModel): void {
  I.effects++;
  parent.children.set(group.id, group);
  dag.groups.set(group.id, group);
  dag.usedIds.add(group.id);
}

function init(I: Interpreter, call: Call): Value {
  const [self, first] = call.args;
  if (self?.kind !== 'instance' || self.payload instanceof GroupModel) return I.none(call.at);
  const idValue = first ?? call.kwargs.get('group_id') ?? new Unknown('there is no group_id', call.at);
  makeGroup(I, {
    kwargs: call.kwargs,
    idValue,
    mapped: false,
    suffixOnCollision: isTrue(call.kwargs.get('add_suffix_on_collision')),
    at: call.at,
    instance: self,
  });
  return I.none(call.at);
}

function isTrue(value: Value | undefined): boolean {
  return value?.kind === 'bool' && value.value;
}

function groupOf(call: Call): GroupModel | undefined {
  return modelOf(call.args[0], GroupModel);
}

function enter(I: Interpreter, call: Call): Value {
  const group = groupOf(call);
  if (group) stateOf(I).groupStack.push(group);
  return call.args[0] ?? I.none(call.at);
}

function leave(I: Interpreter, call: Call): Value {
  const group = groupOf(call);
  const { groupStack } = stateOf(I);
  const index = group ? groupStack.lastIndexOf(group) : -1;
  if (index >= 0) groupStack.splice(index, 1);
  return I.none(call.at);
}

const property = propertiesOf(GroupModel, 'task group');

function child(_: Interpreter, call: Call): Value {
  const label = call.args[1];
  const group = groupOf(call);
  const found = label?.kind === 'str' ? group?.children.get(group.childId(label.value)) : undefined;
  return found?.instance ?? new Unknown('a child of a task group that is not known', call.at);
}

function instances(I: Interpreter, tasks: readonly TaskModel[], at: Call['at']): Value {
  return I.list(
    tasks.map((task) => task.instance),
    at,
  );
}

function ends(I: Interpreter, call: Call, find: (group: GroupModel) => readonly TaskModel[]): Value {
  const group = groupOf(call);
  return group ? instances(I, find(group), call.at) : new Unknown('a group that was not made', call.at);
}

function childrenDict(I: Interpreter, group: GroupModel, at: Call['at']): Value {
  const entries = [...group.children].flatMap(([id, { instance }]) =>
    instance ? [[I.str(id, at), instance] as const] : [],
  );
  return makeDict(I, entries, at);
}

export const TASK_GROUP: ClassValue = defineClass('TaskGroup', {
  module: 'airflow.utils.task_group',
  methods: [
    new NativeFunction('__init__', init),
    new NativeFunction('__enter__', enter),
    new NativeFunction('__exit__', leave),
    new NativeFunction('get_child_by_label', child),
    new NativeFunction('__getitem__', child),
    new NativeFunction('child_id', (I, call) => {
      const label = call.args[1];
      const group = groupOf(call);
      return group && label?.kind === 'str'
        ? I.str(group.childId(label.value), call.at, label)
        : new Unknown('an id that is not known', call.at);
    }),
    new NativeFunction('__iter__', (I, call) =>
      I.list(
        [...(groupOf(call)?.tasks() ?? [])].map((task) => task.instance),
        call.at,
      ),
    ),
    new NativeFunction('get_roots', (I, call) => ends(I, call, rootsOf)),
    new NativeFunction('get_leaves', (I, call) => ends(I, call, leavesOf)),
    new NativeFunction('add', (I, call) => addToGroup(I, call)),
  ],
  attributes: Object.fromEntries([
    property('group_id', (_, group, at) =>
      group.isRoot ? new Unknown('the root group has no id', at) : new StrValue(group.id, at),
    ),
    property('dag', (I, group, at) => group.dag?.instance ?? I.none(at)),
    property('roots', (I, group, at) => instances(I, rootsOf(group), at)),
    property('leaves', (I, group, at) => instances(I, leavesOf(group), at)),
    property('children', (I, group, at) => childrenDict(I, group, at)),
    property('used_group_ids', (_, __, at) => new Unknown('the group ids in use', at)),
    property('parent_group', (I, group, at) => group.parent?.instance ?? I.none(at)),
    property('label', (I, group, at) => I.str(lastName(group.id), at)),
    property('is_root', (I, group, at) => I.bool(group.isRoot, at)),
  ]),
});
addDependencyMethods(TASK_GROUP);
TASK_GROUP.missingAttribute = (_, __, name, at) =>
  name.startsWith('__') ? undefined : new Unknown(`the attribute '${name}' of a task group`, at);

function addToGroup(I: Interpreter, call: Call): Value {
  const group = groupOf(call);
  const task = modelOf(call.args[1], TaskModel);
  if (group && task && task.group !== group) {
    task.group?.children.delete(task.id);
    task.group = group;
    group.children.set(task.id, task);
  }
  return call.args[1] ?? I.none(call.at);
}

// @task_group

function decorator(I: Interpreter, call: Call): Value {
  const [first] = call.args;
  if (first && first.kind !== 'str') return factory(I, first, new Map(), new Map(), call.at);
  const kwargs = new Map(call.kwargs);
  if (first) kwargs.set('group_id', first);
  return new NativeFunction(
    'task_group',
    (J, inner) => factory(J, inner.args[0] ?? J.none(inner.at), kwargs, new Map(), inner.at),
    call.at,
  );
}

function factory(
  I: Interpreter,
  callable: Value,
  kwargs: ReadonlyMap<string, Value>,
  partial: ReadonlyMap<string, Value>,
  at: Call['at'],
): Instance {
  return makeInstance(I, GROUP_FACTORY, new GroupDecoratorModel(callable, kwargs, partial), at);
}

function decoratedOf(call: Call): GroupDecoratorModel | undefined {
  return modelOf(call.args[0], GroupDecoratorModel);
}

/** Runs the function inside a new group; gives what it returns, or the group. */
function run(
  I: Interpreter,
  model: GroupDecoratorModel,
  inner: Call,
  mapped: boolean,
  references: readonly TaskModel[],
): Value {
  const { callable, kwargs } = model;
  const name =
    callable.kind === 'function'
      ? new StrValue(callable.name, callable.at)
      : new Unknown('a function that is not known', inner.at);
  const idValue = kwargs.get('group_id');
  const instance = makeGroup(I, {
    kwargs,
    idValue: idValue && idValue.kind !== 'none' ? idValue : name,
    mapped,
    suffixOnCollision: true,
    at: inner.at,
    instance: new Instance(TASK_GROUP, inner.at, I.home, I.assumed),
  });
  const group = instance.payload as GroupModel;
  const { groupStack } = stateOf(I);
  groupStack.push(group);
  let result: Value;
  try {
    result = callValue(I, callable, inner);
    for (const task of references) connect(I, group, [task], 'upstream', inner.at, undefined);
  } finally {
    groupStack.splice(groupStack.lastIndexOf(group), 1);
  }
  return result.kind === 'none' ? instance : result;
}

function expand(I: Interpreter, call: Call): Value {
  const model = decoratedOf(call);
  if (!model) return I.none(call.at);
  const given = [...call.kwargs.values(), ...call.args.slice(1)];
  const references = given.flatMap((value) => [...referencesIn(value)]);
  // Each argument is known at run time only, and stands for the results it is mapped over.
  const names =
    call.args.length > 1
      ? parameterNames(model.callable).filter((name) => !model.partial.has(name))
      : [...call.kwargs.keys()];
  const mapped = names.map((name) => [name, xcomValue(I, references, undefined, call.at)] as const);
  return run(
    I,
    model,
    { args: [], kwargs: new Map([...model.partial, ...mapped]), open: undefined, at: call.at },
    true,
    references,
  );
}

function parameterNames(callable: Value): string[] {
  return callable.kind === 'function' ? callable.definition.params.map((param) => param.name.name) : [];
}

const GROUP_FACTORY: ClassValue = defineClass('_TaskGroupFactory', {
  module: 'airflow.decorators.task_group',
  methods: [
    new NativeFunction('__call__', (I, call) => {
      const model = decoratedOf(call);
      if (!model) return I.none(call.at);
      const kwargs = new Map([...model.partial, ...call.kwargs]);
      return run(I, model, { ...call, args: call.args.slice(1), kwargs }, false, []);
    }),
    new NativeFunction('override', (I, call) => {
      const model = decoratedOf(call);
      if (!model) return I.none(call.at);
      return factory(I, model.callable, new Map([...model.kwargs, ...call.kwargs]), model.partial, call.at);
    }),
    new NativeFunction('partial', (I, call) => {
      const model = decoratedOf(call);
      if (!model) return I.none(call.at);
      return factory(I, model.callable, model.kwargs, new Map([...model.partial, ...call.kwargs]), call.at);
    }),
    new NativeFunction('expand', expand),
    new NativeFunction('expand_kwargs', expand),
  ],
});

export const TASK_GROUP_DECORATOR = new NativeFunction('task_group', decorator);
