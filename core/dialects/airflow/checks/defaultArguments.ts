// Keys of default_args that no operator of the DAG takes: Airflow drops them without a word, in every version; and those that
// operators take with a warning.

import type { Interpreter } from '../../../eval/interpreter';
import type { ClassValue, DictValue, StrValue } from '../../../eval/values';
import { isSlip, nearName } from '../../../text/nearName';
import { isBefore, lineOf } from '../../../text/version';
import { keywordIn } from '../keywordIn';
import type { DagModel } from '../model';
import { DAG_PARAMETERS, existsIn, OPERATOR_PARAMETERS, operatorParameterNames } from '../parameterHistory';
import { report, stateOf } from '../state';
import { isDeprecated } from './argumentNames';
import { DEPRECATED_SINCE, SUCCESSORS } from './operatorArguments';

/** What DAG() takes, and no operator that Airflow or a provider has. */
const OF_THE_DAG: ReadonlySet<string> = new Set([
  ...['schedule', 'catchup', 'max_active_runs', 'max_active_tasks', 'concurrency', 'dagrun_timeout', 'default_view'],
  ...['is_paused_upon_creation', 'template_searchpath', 'sla_miss_callback', 'dag_display_name', 'user_defined_macros'],
]);

/** What every operator takes. */
const OPERATORS = { parameters: OPERATOR_PARAMETERS, deprecatedSince: DEPRECATED_SINCE };

/** Shorter names are near too many others. */
const SHORTEST = 5;

/** Looks at the default arguments of the DAGs of a file, and of their task groups, once all tasks are there. They often share one dict. */
export function checkDefaultArguments(I: Interpreter, dags: readonly DagModel[]): void {
  for (const dag of dags) {
    if (dag.incomplete || dag.conditional || dag.tasks.size === 0) continue;
    const dicts = new Set([dag, ...dag.groups.values()].map(({ defaultArgs }) => defaultArgs));
    for (const dict of dicts) if (dict && !dict.open) checkDefaultsOf(I, dag, dict, dags);
  }
}

function checkDefaultsOf(I: Interpreter, dag: DagModel, { entries }: DictValue, all: readonly DagModel[]): void {
  const { version } = stateOf(I);
  const basic = operatorParameterNames(version);
  const keys = [...entries.values()].flatMap(({ key }) => (key.kind === 'str' && key.at.uri === I.entry ? [key] : []));
  for (const key of keys) if (isDeprecated(OPERATORS, key.value, version)) reportDeprecated(I, dag, key);
  const strange = keys.filter(({ value }) => !basic.has(value));
  if (strange.length === 0) return;
  const taken = takenBy(I, all);
  for (const key of strange) {
    if (isOfTheDag(key.value, taken)) reportKey(I, dag, key, undefined, true);
    else if (taken && !taken.has(key.value) && key.value.length >= SHORTEST) {
      const near = nearName(key.value, [...basic, ...taken]);
      if (near !== undefined && isMisspelt(key.value, near)) reportKey(I, dag, key, near, false);
      else if (isGone(key.value, version)) reportKey(I, dag, key, SUCCESSORS.get(key.value), false);
    }
  }
}

/** An argument that every operator had once, and that has another name now. */
function isGone(name: string, version: string): boolean {
  const history = OPERATOR_PARAMETERS.get(name);
  return SUCCESSORS.has(name) && history?.last !== undefined && isBefore(history.last, lineOf(version));
}

function reportDeprecated(I: Interpreter, dag: DagModel, key: StrValue): void {
  const event = {
    kind: 'deprecated-argument',
    callee: 'default_args',
    name: key.value,
    whole: undefined,
    successor: SUCCESSORS.get(key.value),
    goneIn: undefined,
  } as const;
  report(I, event, keywordIn(key.at, key.value)?.name ?? key.at, { dag, from: [key] });
}

/** True if each word is near to its counterpart: `aws_conn_id` is no misspelt `ssh_conn_id`. */
function isMisspelt(name: string, near: string): boolean {
  const [words, others] = [name, near].map((text) => text.split('_')) as [string[], string[]];
  if (words.length !== others.length) return isSlip(name, near);
  return words.every((word, index) => word === others[index] || nearName(word, [others[index]!]) !== undefined);
}

/** In 1.10 operators had a `schedule_interval` of their own; tags are taken by operators of some providers. */
function isOfTheDag(name: string, taken: ReadonlySet<string> | undefined): boolean {
  if (OF_THE_DAG.has(name)) return !taken?.has(name);
  return (name === 'tags' || name === 'schedule_interval') && taken !== undefined && !taken.has(name);
}

function reportKey(I: Interpreter, dag: DagModel, key: StrValue, near: string | undefined, isOfDag: boolean): void {
  const { version } = stateOf(I);
  const history = DAG_PARAMETERS.get(key.value);
  const successor = { schedule_interval: 'schedule', concurrency: 'max_active_tasks' }[key.value];
  const dagName = history && existsIn(history, version) ? key.value : (successor ?? key.value);
  const event = {
    kind: 'unknown-default-argument',
    name: key.value,
    near,
    dagArgument: isOfDag ? dagName : undefined,
  } as const;
  report(I, event, keywordIn(key.at, key.value)?.name ?? key.at, { dag, from: [key] });
}

/** Everything that the operators of these DAGs take beside BaseOperator's own; undefined: not all of it is known. */
function takenBy(I: Interpreter, dags: readonly DagModel[]): ReadonlySet<string> | undefined {
  if (dags.some((dag) => dag.incomplete !== undefined)) return undefined;
  const taken = new Set<string>();
  for (const type of new Set(dags.flatMap((dag) => [...dag.tasks.values()].map(({ instance }) => instance.type)))) {
    const names = parametersOf(I, type);
    if (!names) return undefined;
    for (const name of names) taken.add(name);
  }
  return taken;
}

/** Of a plain `@task`; other decorators take more. */
const PYTHON_TASK = [
  'python_callable',
  'op_args',
  'op_kwargs',
  'templates_dict',
  'templates_exts',
  'multiple_outputs',
  'show_return_value_in_logs',
];

function parametersOf(I: Interpreter, type: ClassValue): readonly string[] | undefined {
  if (type.name === '_PythonDecoratedOperator') return PYTHON_TASK;
  const names: string[] = [];
  for (const base of type.mro) {
    if (base.kind === 'unknown' || base.name === 'BaseOperator') continue;
    const own = base.definedIn ? ownParameters(base) : catalogParameters(I, base);
    if (!own) return undefined;
    names.push(...own);
  }
  // A base that is not read takes who knows what.
  const opaque = type.mro.filter((base) => base.kind === 'unknown').map((base) => base.path);
  const read = type.mro.flatMap((base) => (base.kind === 'class' ? [`${base.module}.${base.name}`] : []));
  return opaque.every((path) => path !== undefined && read.includes(path)) ? names : undefined;
}

function ownParameters({ attributes }: ClassValue): readonly string[] | undefined {
  const init = attributes.get('__init__');
  if (!init) return [];
  return init.kind === 'function' ? init.definition.params.map(({ name }) => name.name) : undefined;
}

function catalogParameters(I: Interpreter, { module, name }: ClassValue): readonly string[] | undefined {
  const facts = stateOf(I).catalog.operator(`${module}.${name}`);
  return facts && !facts.acceptsAnyKeyword ? [...facts.parameters.keys()] : undefined;
}
