// Airflow's own names: which model stands behind which import. Where a name lives differs by version; what it means does not.

import type { Call, Interpreter, ModuleNames } from '../../eval/interpreter';
import { NOW } from '../../eval/library/changing';
import { defineClass } from '../../eval/library/define';
import { byPath } from '../../eval/library/importlib';
import { NAMED_AS_CLASS } from '../../eval/libraryModules';
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
import type { Origin } from '../../text/span';
import { ASSET, ASSET_ALIAS, ASSET_ALL, ASSET_ANY, ASSET_DECORATOR } from './assets';
import { CHAIN, CHAIN_LINEAR, CROSS_DOWNSTREAM } from './chain';
import { ParamModel } from './checks/params';
import { CONF, configurationFunction } from './configuration';
import { CRON_PRESETS } from './cronPresets';
import { DAG, DAG_DECORATOR } from './dagClass';
import { lastName } from './dottedNames';
import { configuredFolder } from './folders';
import { TASK_GROUP, TASK_GROUP_DECORATOR } from './groupClass';
import { EDGE_MODIFIER } from './labelClass';
import { BASE_OPERATOR } from './operatorClass';
import { stateOf } from './state';
import { SETUP, TASK_DECORATOR, TEARDOWN } from './taskDecorator';
import { TIMETABLE, timetableClass } from './timetables';
import { TRIGGER_RULE } from './triggerRules';
import { BASE_HOOK, VARIABLE } from './variables';
import { XCOM_ARG } from './xcom';

const BASE_SENSOR = new ClassValue(
  'BaseSensorOperator',
  [BASE_OPERATOR],
  LIBRARY,
  LIBRARY_HOME,
  'airflow.sensors.base',
);

/** `from airflow.utils.dates import days_ago`, `utcnow` …: other at each parse. */
const CHANGING = new NativeFunction('days_ago', (_, call) => new Unknown(NOW, call.at, { truthy: true }));

const PARAM = defineClass('Param', { module: 'airflow.models.param' });
PARAM.construct = (I, call) => {
  const instance = new Instance(PARAM, call.at, I.home, I.assumed);
  for (const [name, value] of call.kwargs) instance.attributes.set(name, value);
  if (!call.open) instance.payload = paramModel(call);
  return instance;
};
/** Keywords of Param that are no part of the schema. */
const NOT_OF_SCHEMA: ReadonlySet<string> = new Set(['default', 'description', 'source']);

function paramModel(call: Call): ParamModel {
  const schema = new Map([...call.kwargs].filter(([name]) => !NOT_OF_SCHEMA.has(name)));
  return new ParamModel(call.args[1] ?? call.kwargs.get('default'), schema, call.at);
}

PARAM.missingAttribute = (_, __, name, at) =>
  name.startsWith('__') ? undefined : new Unknown(`the attribute '${name}' of a param`, at);

const SHARED: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['DAG', DAG],
  ['dag', DAG_DECORATOR],
  ['task', TASK_DECORATOR],
  ['task_group', TASK_GROUP_DECORATOR],
  ['setup', SETUP],
  ['teardown', TEARDOWN],
  ['TaskGroup', TASK_GROUP],
  ['Label', EDGE_MODIFIER],
  ['EdgeModifier', EDGE_MODIFIER],
  ['XComArg', XCOM_ARG],
  ['PlainXComArg', XCOM_ARG],
  ['chain', CHAIN],
  ['chain_linear', CHAIN_LINEAR],
  ['cross_downstream', CROSS_DOWNSTREAM],
  ['BaseOperator', BASE_OPERATOR],
  ['BaseOperatorMeta', BASE_OPERATOR],
  ['BaseSensorOperator', BASE_SENSOR],
  ['TriggerRule', TRIGGER_RULE],
  ['Variable', VARIABLE],
  ['BaseHook', BASE_HOOK],
  ['conf', CONF],
  ['Asset', ASSET],
  ['Dataset', ASSET],
  ['AssetAlias', ASSET_ALIAS],
  ['DatasetAlias', ASSET_ALIAS],
  ['AssetAll', ASSET_ALL],
  ['DatasetAll', ASSET_ALL],
  ['AssetAny', ASSET_ANY],
  ['DatasetAny', ASSET_ANY],
  ['asset', ASSET_DECORATOR],
  ['Timetable', TIMETABLE],
  ['days_ago', CHANGING],
  ['utcnow', CHANGING],
  ['cron_presets', CRON_PRESETS],
  ['Param', PARAM],
  ['import_string', byPath('import_string')],
  ['apply_defaults', new NativeFunction('apply_defaults', (I, call) => call.args[0] ?? I.none(call.at))],
  ['poke_mode_only', new NativeFunction('poke_mode_only', (I, call) => call.args[0] ?? I.none(call.at))],
  ['provide_session', new NativeFunction('provide_session', (I, call) => call.args[0] ?? I.none(call.at))],
]);

/** Names whose meaning depends on the module they come from: lower-case names that are modules elsewhere. */
const FUNCTION_MODULES: ReadonlyMap<string, RegExp> = new Map([['dag', /^airflow(\..*)?\.?(decorators|sdk|dag)$/]]);

/** Names of `airflow.settings` and `airflow.configuration`. */
const FOLDER_NAME = /^(DAGS_FOLDER|PLUGINS_FOLDER|AIRFLOW_HOME)$/;

/** The model of `module.name`; undefined: Airflow has it, but it does not matter to the graph. */
export function airflowName(I: Interpreter, module: string, name: string, at: Origin): Value | undefined {
  if (name === '__version__' || (name === 'version' && module === 'airflow.version'))
    return new StrValue(stateOf(I).version, at);
  if (name === '__name__' || name === '__qualname__') return nameOfClass(module, at);
  const folder = FOLDER_NAME.test(name) ? configuredFolder(I, name, at) : undefined;
  if (folder) return folder;
  const option = configurationFunction(module, name);
  if (option) return option;
  const where = FUNCTION_MODULES.get(name);
  if (where && !where.test(module)) return undefined;
  return SHARED.get(name) ?? classOf(I, module, name, at);
}

/** `DagRun.__name__`: a name that is written as a class is taken for one. */
function nameOfClass(path: string, at: Origin): Value | undefined {
  const name = path.slice(path.lastIndexOf('.') + 1);
  const own = name === 'XCom' ? 'BaseXCom' : name; // 2.11.2 and 3.3.2 choose the class by a setting, this one by default
  return NAMED_AS_CLASS.test(name) ? new StrValue(own, at, 'a class of Airflow may have another name') : undefined;
}

const OPERATOR_NAME = /(Operator|Sensor)(Async)?$/;
const OPERATOR_MODULE = /\.(operators|sensors|transfers)(\.|$)/;

/** A class that no model knows: an operator, a timetable, or neither. */
function classOf(I: Interpreter, module: string, name: string, at: Origin): ClassValue | undefined {
  const classes = I.environment.modules.libraryClasses(`${stateOf(I).version} ${module}`);
  const known = classes.get(name);
  if (known) return known;
  const made = makeClass(I, module, name, at);
  if (made) classes.set(name, made);
  return made;
}

function makeClass(I: Interpreter, module: string, name: string, at: Origin): ClassValue | undefined {
  const path = `${module}.${name}`;
  if (!/^_?[A-Z]/.test(name) || /^[A-Z0-9_]+$/.test(name)) return undefined;
  if (/(Timetable|AssetOrTimeSchedule|DatasetOrTimeSchedule|^PartitionedAtRuntime)$/.test(name))
    return timetableClass(path);
  if (/TaskGroup$/.test(name)) return new ClassValue(name, [TASK_GROUP], LIBRARY, LIBRARY_HOME, module);
  if (/^airflow(\.sdk)?\.exceptions\.\w+$/.test(path)) return exceptionClass(I, module, name, at);
  return OPERATOR_NAME.test(name) || OPERATOR_MODULE.test(path) ? operatorClass(I, path, at) : undefined;
}

/** Airflow's exceptions derive from AirflowException, and that from Exception. */
function exceptionClass(I: Interpreter, module: string, name: string, at: Origin): ClassValue {
  const builtin = I.environment.builtins.get('Exception');
  const base = name === 'AirflowException' ? builtin : classOf(I, module, 'AirflowException', at);
  return new ClassValue(name, base?.kind === 'class' ? [base] : [], LIBRARY, I.home, module);
}

/** A stand-in for an operator class of a library: a BaseOperator about which nothing else is known. */
export function operatorClass(I: Interpreter, path: string, at: Origin): ClassValue {
  const given = lastName(path);
  const name = renamed(given, stateOf(I).version);
  const opaque = new Unknown(`${given} comes from a library that is not read`, at, { path, truthy: true });
  return new ClassValue(name, [BASE_OPERATOR, opaque], LIBRARY, LIBRARY_HOME, path.slice(0, path.lastIndexOf('.')));
}

/** From 2.4 on the old name is an alias of the new class, so Airflow shows the new name. */
function renamed(name: string, version: string): string {
  return name === 'DummyOperator' && !/^(1\.|2\.[0-3](\.|$))/.test(version) ? 'EmptyOperator' : name;
}

/** A module of Airflow: its names are looked up one by one, and none is listed. */
export class AirflowNames implements ModuleNames {
  constructor(
    private readonly I: Interpreter,
    private readonly module: string,
  ) {}

  get(name: string): Value | undefined {
    return airflowName(this.I, this.module, name, LIBRARY);
  }

  [Symbol.iterator](): MapIterator<[string, Value]> {
    return NO_NAMES[Symbol.iterator]();
  }
}

const NO_NAMES: ReadonlyMap<string, Value> = new Map();

/** Modules that certain versions lack, so that `try: import …` takes its other branch. */
export function isAbsent(version: string, module: string): boolean {
  const major = Number(version.split('.')[0]);
  if (/^airflow\.(sdk|providers\.standard|assets)(\.|$)/.test(module)) return major < 3;
  if (
    /^airflow\.(contrib|datasets|operators\.(dummy|subdag|\w+_operator)|sensors\.\w+_sensor|hooks\.\w+_hook|utils\.dates)(\.|$)/.test(
      module,
    )
  ) {
    return major >= 3 && module !== 'airflow.sensors.time_sensor';
  }
  if (/^airflow\.(decorators|providers|timetables|operators\.(python|bash|empty|dummy))(\.|$)/.test(module))
    return major < 2;
  return false;
}

/** The name of the operator class in a dotted path, if the path looks like one. */
export function looksLikeClass(path: string): string | undefined {
  const name = lastName(path);
  return /^_?[A-Z]\w*$/.test(name) ? name : undefined;
}
