// DAG, as constructor and as context manager, and @dag.

import { bindArguments } from '../../eval/bindArguments';
import { callValue } from '../../eval/calls';
import type { Call, Interpreter } from '../../eval/interpreter';
import { defineClass } from '../../eval/library/define';
import {
  type ClassValue,
  DictValue,
  Instance,
  type ListValue,
  NativeFunction,
  StrValue,
  Unknown,
  type Value,
} from '../../eval/values';
import type { Origin } from '../../text/span';
import { atLeast } from '../../text/version';
import { asDict } from './arguments';
import { checkCallbacks } from './checks/callables';
import { checkContinuous } from './checks/contradictions';
import { checkDagArguments } from './checks/dagArguments';
import { checkParams } from './checks/params';
import { connect } from './dependencies';
import { checkId, idValueOf } from './ids';
import { addTask } from './membership';
import { DagFactoryModel, DagModel, TaskModel } from './model';
import { propertiesOf } from './modelProperty';
import { noteLeftover } from './noteLeftover';
import { checkSchedule } from './schedule';
import { checkDagStartDate } from './startDate';
import { placeOf, report, stateOf } from './state';
import { TASK_DECORATOR } from './taskDecorator';
import { modelOf } from './taskFactory';

/** Parameters of DAG() that may be given by position, by version: everything up to 2.x, only dag_id in 3. */
const POSITIONAL = ['dag_id', 'description', 'schedule_interval', 'start_date', 'end_date'];

function init(I: Interpreter, call: Call): Value {
  const [self, ...positional] = call.args;
  if (self?.kind !== 'instance' || self.payload instanceof DagModel) return I.none(call.at);
  const args = new Map(call.kwargs);
  const names = atLeast(stateOf(I).version, 2, 4) ? POSITIONAL.with(2, 'schedule') : POSITIONAL;
  for (const [index, value] of positional.entries()) if (names[index]) args.set(names[index], value);
  makeDag(I, self, args, call, call.at);
  return I.none(call.at);
}

/** `argumentsAt`: the call that holds the arguments. */
function makeDag(
  I: Interpreter,
  self: Instance,
  args: ReadonlyMap<string, Value>,
  call: Pick<Call, 'at' | 'open'>,
  argumentsAt: Origin,
): void {
  const state = stateOf(I);
  if (state.probing) return;
  const idValue = idValueOf(args.get('dag_id') ?? new Unknown(call.open?.because ?? 'there is no dag_id', call.at));
  const dag = new DagModel(
    idValue,
    args,
    copyOf(I, asDict(args.get('default_args'))),
    self,
    placeOf(I, call.at),
    argumentsAt,
    I.doubt,
    I.assumed,
  );
  I.effects++;
  dag.open = call.open;
  if (call.open) dag.incomplete = call.open.because;
  self.payload = dag;
  state.dags.push(dag);
  if (idValue.kind === 'str') checkId(I, 'dag', idValue, idValue.value, call.at, dag);
  else if (idValue.kind !== 'unknown') checkId(I, 'dag', idValue, '', call.at, dag);
  if (!args.has('dag_id') && !call.open)
    report(I, { kind: 'missing-argument', callee: 'DAG', names: ['dag_id'] }, call.at, { dag, refuses: 'file' });
  checkSchedule(I, dag, call.at);
  checkDagStartDate(I, dag, call.at);
  checkDagArguments(I, dag, argumentsAt);
  checkParams(I, dag);
  for (const [name, value] of args) if (!DERIVED.has(name)) self.attributes.set(name, value);
  checkCallbacks(I, dag, 'DAG', argumentsAt);
  checkContinuous(I, dag, argumentsAt);
  if (dag.defaultArgs) self.attributes.set('default_args', dag.defaultArgs);
}

/** Attributes that are computed from the model. */
const DERIVED = new Set(['dag_id', 'tasks']);

/** Airflow keeps a copy: later changes of the dict do not count. */
function copyOf(I: Interpreter, dict: DictValue | undefined): DictValue | undefined {
  if (!dict) return undefined;
  const copy = new DictValue(new Map(dict.entries), dict.at, I.home, dict.assumed);
  copy.open = dict.open;
  copy.perhaps = dict.perhaps;
  return copy;
}

function dagOf(call: Call): DagModel | undefined {
  return modelOf(call.args[0], DagModel);
}

/** `with dag:` begins. */
export function enterDag(I: Interpreter, dag: DagModel): void {
  stateOf(I).dagStack.push(dag);
}

/** `with dag:` ends: from 2.4 on, Airflow collects the DAG even if no module-level name holds it. */
export function leaveDag(I: Interpreter, dag: DagModel): void {
  const state = stateOf(I);
  const index = state.dagStack.lastIndexOf(dag);
  if (index >= 0) state.dagStack.splice(index, 1);
  const auto = dag.args.get('auto_register');
  if (atLeast(state.version, 2, 4) && !(auto?.kind === 'bool' && !auto.value)) state.registered.add(dag);
}

const property = propertiesOf(DagModel, 'DAG');

function taskList(I: Interpreter, dag: DagModel, at: Call['at'], keep: (task: TaskModel) => boolean): ListValue {
  const list = I.list(
    [...dag.tasks.values()].filter(keep).map((task) => task.instance),
    at,
  );
  if (dag.incomplete) list.open = new Unknown(dag.incomplete, at);
  return list;
}

function taskDict(I: Interpreter, dag: DagModel, at: Call['at']): DictValue {
  const entries = [...dag.tasks].map(
    ([id, task]) => [`s${id}`, { key: new StrValue(id, at), value: task.instance }] as const,
  );
  const dict = new DictValue(new Map(entries), at, I.home);
  if (dag.incomplete) dict.open = new Unknown(dag.incomplete, at);
  return dict;
}

/** The task of an id; an id that the DAG lacks certainly is reported. */
function lookUp(
  I: Interpreter,
  dag: DagModel,
  id: Value | undefined,
  method: string,
  at: Call['at'],
): TaskModel | undefined {
  if (id?.kind !== 'str') return undefined;
  const found = dag.tasks.get(id.value);
  const maybe =
    dag.incomplete !== undefined ||
    [...dag.tasks.values()].some((task) => task.idValue.kind === 'unknown' || task.conditional);
  if (!found && !maybe) {
    const known = [...dag.tasks.keys()];
    const place = id.at.uri === I.entry ? id.at : at;
    report(I, { kind: 'unknown-task-id', id: id.value, method, known }, place, { dag, refuses: 'file', from: [id] });
  }
  return found;
}

function getTask(I: Interpreter, call: Call): Value {
  const dag = dagOf(call);
  const id = call.args[1] ?? call.kwargs.get('task_id');
  const task = dag && lookUp(I, dag, id, 'get_task', call.at);
  return task?.instance ?? new Unknown('a task that is not known', call.at);
}

function setDependency(I: Interpreter, call: Call): Value {
  const dag = dagOf(call);
  const [, first, second] = call.args;
  const upstream = first ?? call.kwargs.get('upstream_task_id');
  const downstream = second ?? call.kwargs.get('downstream_task_id');
  const from = dag && lookUp(I, dag, upstream, 'set_dependency', call.at);
  const to = dag && lookUp(I, dag, downstream, 'set_dependency', call.at);
  if (from && to) connect(I, from, [to], 'downstream', call.at, undefined);
  return I.none(call.at);
}

function addTasks(I: Interpreter, call: Call): Value {
  const dag = dagOf(call);
  const given = call.args[1] ?? call.kwargs.get('task') ?? call.kwargs.get('tasks');
  const items = given?.kind === 'list' || given?.kind === 'tuple' ? given.items : given ? [given] : [];
  for (const item of items) {
    const task = modelOf(item, TaskModel);
    if (dag && task) addGivenTask(I, dag, task, call.at);
  }
  return I.none(call.at);
}

/** `dag.add_task(task)`: a task that the DAG already has is refused, too (2.11.2 and 3.3.2). */
function addGivenTask(I: Interpreter, dag: DagModel, task: TaskModel, at: Call['at']): void {
  if (dag.tasks.get(task.id) !== task) addTask(I, dag, task, at);
  else if (atLeast(stateOf(I).version, 2)) {
    const first = task.place.via ?? task.place.at;
    report(I, { kind: 'duplicate-task-id', id: task.id, first }, at, { dag, refuses: 'file', from: [task.idValue] });
  }
}

export const DAG: ClassValue = defineClass('DAG', {
  module: 'airflow.models.dag',
  methods: [
    new NativeFunction('__init__', init),
    new NativeFunction('__enter__', (I, call) => {
      const dag = dagOf(call);
      if (dag) enterDag(I, dag);
      return call.args[0] ?? I.none(call.at);
    }),
    new NativeFunction('__exit__', (I, call) => {
      const dag = dagOf(call);
      if (dag) leaveDag(I, dag);
      return I.none(call.at);
    }),
    new NativeFunction('get_task', getTask),
    new NativeFunction('set_dependency', setDependency),
    new NativeFunction('add_task', addTasks),
    new NativeFunction('add_tasks', addTasks),
    new NativeFunction('has_task', (I, call) => {
      const id = call.args[1];
      return id?.kind === 'str'
        ? I.bool(dagOf(call)?.tasks.has(id.value) ?? false, call.at)
        : new Unknown('an id that is not known', call.at);
    }),
    new NativeFunction('topological_sort', (I, call) => {
      const dag = dagOf(call);
      return dag ? taskList(I, dag, call.at, () => true) : I.list([], call.at);
    }),
    new NativeFunction('add_result', (I, call) => call.args[1] ?? I.none(call.at)),
  ],
  attributes: Object.fromEntries([
    property('dag_id', (_, dag) => dag.idValue),
    property('tasks', (I, dag, at) => taskList(I, dag, at, () => true)),
    property('task_dict', taskDict),
    property('task_ids', (I, dag, at) =>
      I.list(
        [...dag.tasks.keys()].map((id) => I.str(id, at)),
        at,
      ),
    ),
    property('task_count', (I, dag, at) =>
      dag.incomplete ? new Unknown(dag.incomplete, at) : I.integer(dag.tasks.size, at),
    ),
    property('roots', (I, dag, at) => taskList(I, dag, at, (task) => task.upstream.size === 0)),
    property('leaves', (I, dag, at) => taskList(I, dag, at, (task) => task.downstream.size === 0)),
    property('teardowns', (I, dag, at) => taskList(I, dag, at, (task) => task.kind === 'teardown')),
    property('task', (_, dag) => boundTask(dag)),
  ]),
});
DAG.missingAttribute = (_, __, name, at) =>
  name.startsWith('__') ? undefined : new Unknown(`the attribute '${name}' of a DAG`, at);

/** `@dag.task`: a task decorator tied to the DAG. */
function boundTask(dag: DagModel): Value {
  return new NativeFunction('task', (I, call) =>
    callValue(I, TASK_DECORATOR, {
      ...call,
      kwargs: call.args.length ? call.kwargs : new Map([...call.kwargs, ['dag', dag.instance]]),
    }),
  );
}

// @dag

function decorator(I: Interpreter, call: Call): Value {
  const [first, ...rest] = call.args;
  if (first && first.kind !== 'str' && first.kind !== 'unknown' && !call.kwargs.size)
    return dagFactory(I, first, new Map(), { at: call.at, open: undefined });
  const kwargs = new Map(call.kwargs);
  if (first) kwargs.set('dag_id', first);
  for (const [index, value] of rest.entries()) kwargs.set(POSITIONAL[index + 1] ?? `<${index}>`, value);
  return new NativeFunction(
    'dag',
    (J, inner) => dagFactory(J, inner.args[0] ?? J.none(inner.at), kwargs, call),
    call.at,
  );
}

/** The decorated function: each call makes a DAG and runs the function inside it. */
function dagFactory(
  I: Interpreter,
  callable: Value,
  kwargs: ReadonlyMap<string, Value>,
  decorator: Pick<Call, 'at' | 'open'>,
): Value {
  const model = new DagFactoryModel(callable);
  const factory = new NativeFunction(
    callable.kind === 'function' ? callable.name : 'dag',
    (I, call) => {
      model.used = true;
      const args = new Map(kwargs);
      const id = args.get('dag_id');
      if (!id || id.kind === 'none' || (id.kind === 'str' && id.value.trim() === ''))
        args.set('dag_id', nameOf(callable, call));
      const at = dagPlace(callable, call);
      const instance = new Instance(DAG, at, I.home, I.assumed);
      makeDag(I, instance, args, { at, open: decorator.open }, decorator.at);
      const dag = modelOf(instance, DagModel);
      if (!dag) return instance;
      enterDag(I, dag);
      try {
        callValue(I, callable, { args: [], kwargs: parameters(I, callable, call), open: undefined, at: call.at });
      } finally {
        leaveDag(I, dag);
      }
      return instance;
    },
    callable.at,
  );
  factory.attributes.set('__wrapped__', callable);
  model.decorated = factory;
  noteLeftover(I, 'factories', model, callable.at);
  return factory;
}

/** The DAG is written where the function is, if that is in the same file as the call. */
function dagPlace(callable: Value, call: Call): Call['at'] {
  if (callable.kind !== 'function' || callable.definition.kind !== 'FunctionDef') return call.at;
  const { name } = callable.definition;
  return name.uri === call.at.uri ? name : call.at;
}

function nameOf(callable: Value, call: Call): Value {
  if (callable.kind === 'function') {
    const { definition } = callable;
    return new StrValue(callable.name, definition.kind === 'FunctionDef' ? definition.name : definition);
  }
  return new Unknown('a function that is not known', call.at);
}

/** Every argument of a @dag function is a DagParam, whose value is known at run time only. */
function parameters(I: Interpreter, callable: Value, call: Call): ReadonlyMap<string, Value> {
  if (callable.kind !== 'function') return call.kwargs;
  const vars = new Map<string, Value>();
  bindArguments(I, callable, call, vars);
  const named = callable.definition.params.filter((param) => param.form !== 'varargs' && param.form !== 'kwargs');
  return new Map(
    named.map(({ name }) => [
      name.name,
      new Unknown(`'${name.name}' is a parameter of the DAG, known at run time only`, name, { truthy: true }),
    ]),
  );
}

export const DAG_DECORATOR = new NativeFunction('dag', decorator);
