// @task and all its kin: @task.branch, @task.bash, @task.virtualenv …, @setup, @teardown; calls, .override, .partial, .expand.

import type { Call, Interpreter } from '../../eval/interpreter';
import { defineClass, makeInstance } from '../../eval/library/define';
import {
  ClassValue,
  Instance,
  LIBRARY,
  LIBRARY_HOME,
  NativeFunction,
  StrValue,
  Unknown,
  type Value,
} from '../../eval/values';
import { isSlip, nearName } from '../../text/nearName';
import { NO_DEFAULTS } from './arguments';
import { checkContextParameters } from './checks/contextParameters';
import { checkExpandKwargs, checkFlowExpand, checkFlowPartial } from './checks/mappingArguments';
import { checkOperatorNames, type OperatorCall } from './checks/operatorArguments';
import { checkOperatorValues } from './checks/operatorValues';
import { checkFlowCall, checkMappedCall } from './checks/taskflowCall';
import { DecoratorModel, type TaskModel } from './model';
import { noteLeftover } from './noteLeftover';
import { BASE_OPERATOR } from './operatorClass';
import { report, stateOf } from './state';
import { linkReferences, linkValue, makeTask, modelOf } from './taskFactory';
import { refuseArguments, refuseSecondCall, refuseTeardownRule, setKind } from './taskKind';
import { xcomValue } from './xcom';

/** The operator class behind each decorator, as Airflow names it (read from 2.11.2, 3.3.2 and the providers of 3.3.2). */
const OPERATORS: Readonly<Record<string, string>> = {
  python: '_PythonDecoratedOperator',
  virtualenv: '_PythonVirtualenvDecoratedOperator',
  external_python: '_PythonExternalDecoratedOperator',
  branch: '_BranchPythonDecoratedOperator',
  branch_virtualenv: '_BranchPythonVirtualenvDecoratedOperator',
  branch_external_python: '_BranchExternalPythonDecoratedOperator',
  short_circuit: '_ShortCircuitDecoratedOperator',
  sensor: 'DecoratedSensorOperator',
  bash: '_BashDecoratedOperator',
  docker: '_DockerDecoratedOperator',
  kubernetes: '_KubernetesDecoratedOperator',
  kubernetes_cmd: '_KubernetesCmdDecoratedOperator',
  pyspark: '_PySparkDecoratedOperator',
  snowpark: '_SnowparkDecoratedOperator',
  sql: '_SQLDecoratedOperator',
  analytics: '_AnalyticsDecoratedOperator',
  sftp_sensor: '_DecoratedSFTPSensor',
  stub: '_StubOperator',
  agent: '_AgentDecoratedOperator',
  llm: '_LLMDecoratedOperator',
  llm_batch: '_LLMBatchDecoratedOperator',
  llm_branch: '_LLMBranchDecoratedOperator',
  llm_sql: '_LLMSQLDecoratedOperator',
  llm_file_analysis: '_LLMFileAnalysisDecoratedOperator',
  llm_schema_compare: '_LLMSchemaCompareDecoratedOperator',
};

const CLASSES = new Map(Object.entries(OPERATORS).map(([name, operator]) => [name, operatorClass(operator)]));

/** The name after `@task.` for each class. */
const DECORATORS = new Map(Object.entries(OPERATORS).map(([name, operator]) => [operator, name]));

function operatorClass(name: string): ClassValue {
  return new ClassValue(name, [BASE_OPERATOR], LIBRARY, LIBRARY_HOME, 'airflow.decorators');
}

/** `@task.<name>`. */
function decoratorNamed(name: string): NativeFunction {
  const operator = CLASSES.get(name) ?? operatorClass(`_${name}DecoratedOperator`);
  return new NativeFunction(name, (I, call) => decorate(I, operator, call));
}

/** `@task` over a function, or `@task(…)`, which gives the decorator. */
function decorate(I: Interpreter, operator: ClassValue, call: Call): Value {
  const [callable] = call.args;
  if (callable) return fresh(I, new DecoratorModel(callable, operator, call.kwargs, new Map(), call.at), call.at);
  const { kwargs, at } = call;
  return new NativeFunction(
    'task',
    (J, inner) =>
      fresh(J, new DecoratorModel(inner.args[0] ?? J.none(inner.at), operator, kwargs, new Map(), at), inner.at),
    call.at,
  );
}

/** A function that just was decorated. */
function fresh(I: Interpreter, model: DecoratorModel, at: Call['at']): Instance {
  noteLeftover(I, 'functions', model, at);
  return decorated(I, model, at);
}

function decorated(I: Interpreter, model: DecoratorModel, at: Call['at']): Instance {
  const instance = makeInstance(I, TASK_DECORATED, model, at);
  if (model.callable.kind === 'function')
    instance.attributes.set('__name__', new StrValue(model.callable.name, model.callable.at));
  instance.attributes.set('function', model.callable);
  instance.attributes.set('__wrapped__', model.callable);
  return instance;
}

function decoratorOf(call: Call): DecoratorModel | undefined {
  return modelOf(call.args[0], DecoratorModel);
}

/** Makes the task of one call; gives the reference to its result. */
function makeDecorated(
  I: Interpreter,
  model: DecoratorModel,
  values: ReadonlyMap<string, Value>,
  call: Call,
  mapped: boolean,
): Value {
  const kwargs = new Map(model.kwargs);
  if (!kwargs.has('task_id')) kwargs.set('task_id', nameOf(model.callable, call));
  if (model.isTeardown) {
    refuseTeardownRule(I, kwargs.get('trigger_rule'), call.at);
    refuseSecondCall(I, model, call.at);
    kwargs.delete('trigger_rule');
  }
  kwargs.set('python_callable', model.callable);
  const instance = new Instance(model.operator, call.at, I.home, I.assumed);
  const task = makeTask(I, {
    instance,
    operator: model.operator.name,
    operatorPath: `${model.operator.module}.${model.operator.name}`,
    kwargs,
    open: undefined,
    at: call.at,
    mapped,
    unique: true,
    lenient: false,
  });
  if (!task) return xcomValue(I, [], undefined, call.at);
  task.flowArguments = values;
  checkOptions(I, model, task);
  if (model.isSetup) setKind(I, task, 'setup', call.at);
  if (model.isTeardown) setKind(I, task, 'teardown', call.at);
  task.failsRun = model.failsRun;
  for (const [name, value] of kwargs) instance.attributes.set(name, value);
  instance.attributes.set('task_id', new StrValue(task.id, task.idValue.at, task.idValue.assumed));
  linkReferences(I, task, kwargs, call.at);
  for (const value of values.values()) linkValue(I, task, value, call.at);
  return xcomValue(I, [task], undefined, call.at);
}

/** What the decorator itself takes, beside the arguments of the operator. */
const OF_THE_DECORATOR: ReadonlySet<string> = new Set([
  'python_callable',
  'op_args',
  'op_kwargs',
  'multiple_outputs',
  'on_failure_fail_dagrun',
]);

/** Checks the options of `@task(…)` and `.override(…)`; Airflow does so when the function is called. */
function checkOptions(I: Interpreter, model: DecoratorModel, task: TaskModel): void {
  const decorator = DECORATORS.get(model.operator.name);
  const facts = decorator === undefined ? undefined : stateOf(I).catalog.taskDecorator(decorator);
  const said: OperatorCall = {
    type: model.operator,
    name: decorator === 'python' ? '@task' : `@task.${decorator}`,
    given: new Map([...model.kwargs].filter(([name]) => !OF_THE_DECORATOR.has(name))),
    open: undefined,
    defaults: task.defaults ?? NO_DEFAULTS,
    at: model.decoratedAt,
    dag: task.dag,
  };
  // DecoratedOperator hands keywords on by a way that the catalog cannot follow; they all end in the classes that it knows.
  if (facts && said.given.size) checkOperatorNames(I, said, { ...facts, acceptsAnyKeyword: false });
  if (!task.mapped) checkOperatorValues(I, said, facts?.isSensor ?? false);
}

function nameOf(callable: Value, call: Call): Value {
  if (callable.kind === 'function') {
    const { definition } = callable;
    return new StrValue(callable.name, definition.kind === 'FunctionDef' ? definition.name : definition);
  }
  const name =
    callable.kind === 'native'
      ? callable.name
      : callable.kind === 'instance'
        ? callable.attributes.get('__name__')
        : undefined;
  if (typeof name === 'string') return new StrValue(name, call.at);
  return name ?? new Unknown('the name of a function that is not known', call.at);
}

/** The arguments of a call as one map; positional ones under their number. */
function allArguments(call: Call): Map<string, Value> {
  return new Map([...call.args.slice(1).map((value, index) => [`<${index}>`, value] as const), ...call.kwargs]);
}

function evolve(
  I: Interpreter,
  model: DecoratorModel,
  kwargs: ReadonlyMap<string, Value>,
  partial: ReadonlyMap<string, Value>,
  { at, open }: Call,
): Value {
  const next = new DecoratorModel(model.callable, model.operator, kwargs, partial, model.decoratedAt);
  next.isSetup = model.isSetup;
  next.isTeardown = model.isTeardown;
  const { calledTeardowns } = stateOf(I);
  if (calledTeardowns.has(model)) calledTeardowns.add(next);
  next.failsRun = model.failsRun;
  next.isOpen = model.isOpen || (partial !== model.partial && open !== undefined);
  if (partial !== model.partial) noteLeftover(I, 'functions', next, at);
  return decorated(I, next, at);
}

const METHODS: Readonly<Record<string, (I: Interpreter, model: DecoratorModel, call: Call) => Value>> = {
  __call__: (I, model, call) => {
    const given = new Map([...model.partial, ...allArguments(call)]);
    checkFlowCall(I, model, given, call);
    checkContextParameters(I, model, call);
    return makeDecorated(I, model, given, call, false);
  },
  expand: (I, model, call) => {
    const given = new Map([...model.partial, ...allArguments(call)]);
    checkFlowExpand(I, model, call);
    checkMappedCall(I, model, given, call);
    return makeDecorated(I, model, given, call, true);
  },
  expand_kwargs: (I, model, call) => {
    checkExpandKwargs(I, functionName(model), call.args[1], call.at);
    return makeDecorated(I, model, new Map([...model.partial, ...allArguments(call)]), call, true);
  },
  partial: (I, model, call) => {
    checkFlowPartial(I, model, call);
    return evolve(I, model, model.kwargs, new Map([...model.partial, ...call.kwargs]), call);
  },
  override: (I, model, call) => evolve(I, model, new Map([...model.kwargs, ...call.kwargs]), model.partial, call),
};

function functionName({ callable }: DecoratorModel): string {
  return callable.kind === 'function' ? callable.name : 'the function';
}

const TASK_DECORATED: ClassValue = defineClass('_TaskDecorator', {
  module: 'airflow.decorators.base',
  methods: Object.entries(METHODS).map(
    ([name, body]) =>
      new NativeFunction(name, (I, call) => {
        const model = decoratorOf(call);
        if (!model) return I.none(call.at);
        model.used = true;
        return body(I, model, call);
      }),
  ),
});

// `task` itself: callable, and with an attribute for each kind.

const TASK_COLLECTION: ClassValue = defineClass('TaskDecoratorCollection', {
  module: 'airflow.decorators',
  methods: [
    new NativeFunction('__call__', (I, call) =>
      decorate(I, CLASSES.get('python')!, { ...call, args: call.args.slice(1) }),
    ),
  ],
});
TASK_COLLECTION.missingAttribute = (I, _, name, at) => {
  if (name.startsWith('__')) return undefined;
  if (name === 'run_if' || name === 'skip_if') return PASS_THROUGH;
  const near = CLASSES.has(name) ? undefined : nearName(name, CLASSES.keys());
  if (near !== undefined && isSlip(name, near))
    report(I, { kind: 'unknown-decorator', name, near }, at, { refuses: 'file' });
  return decoratorNamed(name);
};

/** `@task.run_if(…)` and `@task.skip_if(…)`: the decorated task stays what it is. */
const PASS_THROUGH = new NativeFunction(
  'run_if',
  (_, call) => new NativeFunction('run_if', (I, inner) => inner.args[0] ?? I.none(inner.at), call.at),
);

export const TASK_DECORATOR = new Instance(TASK_COLLECTION, LIBRARY, LIBRARY_HOME);

// @setup and @teardown

function mark(
  I: Interpreter,
  callable: Value,
  kind: 'isSetup' | 'isTeardown',
  at: Call['at'],
  failsRun?: Value,
): Value {
  const known = modelOf(callable, DecoratorModel);
  const model = new DecoratorModel(
    known?.callable ?? callable,
    known?.operator ?? CLASSES.get('python')!,
    known?.kwargs ?? new Map(),
    known?.partial ?? new Map(),
    known?.decoratedAt ?? at,
  );
  model.isSetup = known?.isSetup ?? false;
  model.isTeardown = known?.isTeardown ?? false;
  model[kind] = true;
  model.failsRun = failsRun ?? known?.failsRun;
  if (known) known.used = true;
  return fresh(I, model, at);
}

export const SETUP = new NativeFunction('setup', (I, call) => {
  refuseArguments(I, 'setup', call, []);
  return mark(I, call.args[0] ?? I.none(call.at), 'isSetup', call.at);
});

export const TEARDOWN = new NativeFunction('teardown', (I, call) => {
  refuseArguments(I, 'teardown', call, ['on_failure_fail_dagrun']);
  const [callable] = call.args;
  if (callable) return mark(I, callable, 'isTeardown', call.at);
  return new NativeFunction(
    'teardown',
    (J, inner) =>
      mark(J, inner.args[0] ?? J.none(inner.at), 'isTeardown', inner.at, call.kwargs.get('on_failure_fail_dagrun')),
    call.at,
  );
});
