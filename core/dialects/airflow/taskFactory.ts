// Making a task: id, group, DAG, trigger rule, and the edges from the outputs passed to it.
// Follows BaseOperator.__init__ and BaseOperatorMeta of 2.11.2 and 3.3.2; differences of 1.10 are named.

import { assume } from '../../eval/assumed';
import type { Interpreter } from '../../eval/interpreter';
import { type Instance, StrValue, Unknown, type Value } from '../../eval/values';
import type { Origin } from '../../text/span';
import { atLeast } from '../../text/version';
import { argumentPlace, type Defaults, isGiven, mergedDefaults } from './arguments';
import { checkCallables } from './checks/callables';
import { checkTaskContradictions } from './checks/contradictions';
import { setTriggerRule } from './checks/triggerRule';
import { connect } from './dependencies';
import { checkId, idText, idValueOf } from './ids';
import { addTask, uniqueTaskId } from './membership';
import { DagModel, GroupModel, TaskModel } from './model';
import { checkStartDate } from './startDate';
import { placeOf, report, stateOf } from './state';
import { TRIGGER_RULE } from './triggerRules';
import { referencesIn } from './xcom';

export interface TaskParts {
  readonly instance: Instance;
  /** Short class name, as Airflow says it. */
  readonly operator: string;
  readonly operatorPath: string | undefined;
  readonly kwargs: ReadonlyMap<string, Value>;
  /** Set where `**kwargs` of something unknown was passed. */
  readonly open: Unknown | undefined;
  readonly at: Origin;
  readonly mapped: boolean;
  /** TaskFlow: a taken id gets a suffix. */
  readonly unique: boolean;
  /** The class is not read: without a task_id it may be anything. */
  readonly lenient: boolean;
}

/** What a task costs of the evaluation's budget, beside the steps that lead to it: its arguments are checked. */
const TASK_STEPS = 25;

/** Makes the task and puts it in its DAG. Undefined: nothing was made (no id, or only probing). */
export function makeTask(I: Interpreter, parts: TaskParts): TaskModel | undefined {
  const state = stateOf(I);
  if (state.probing) return undefined;
  const { kwargs, at } = parts;
  const dag = modelOf(kwargs.get('dag'), DagModel) ?? state.currentDag;
  const group = modelOf(kwargs.get('task_group'), GroupModel) ?? (dag && groupFor(I, dag));
  const defaults = mergedDefaults(dag, group, kwargs.get('default_args'));
  const given = kwargs.get('task_id') ?? defaults.values.get('task_id') ?? missingId(I, parts, dag);
  if (!given) return undefined;
  const idValue = idValueOf(given);
  I.effects++;
  I.spend(TASK_STEPS);
  const task = new TaskModel(
    '',
    idValue,
    parts.operator,
    parts.operatorPath,
    kwargs,
    parts.instance,
    placeOf(I, at),
    I.doubt,
  );
  task.mapped = parts.mapped;
  task.defaults = defaults;
  task.open = parts.open;
  task.id = wholeId(I, idText(I, idValue), dag, group, parts);
  if (group?.hasKnownId ?? true) checkId(I, 'task', idValue, task.id, argumentPlace(I, at, 'task_id', idValue), dag);
  setTriggerRule(I, task, { own: kwargs.get('trigger_rule'), byDefault: defaults.values.get('trigger_rule'), dag, at });
  task.group = group;
  if (state.setupTeardown.active) state.setupTeardown.add(task);
  if (dag) {
    addTask(I, dag, task, at);
    checkStartDate(I, dag, task, defaults, at);
    if (defaults.open && !kwargs.has('trigger_rule')) task.triggerRule = new Unknown(defaults.open.because, at);
  } else noteMissingDag(I, task, parts, defaults);
  checkCallables(I, task, at);
  checkTaskContradictions(I, task, at);
  parts.instance.payload = task;
  return task;
}

/** A task outside of every DAG is lost, unless a dependency or something that is not known gives it one. */
function noteMissingDag(
  I: Interpreter,
  task: TaskModel,
  { kwargs, open, lenient }: TaskParts,
  defaults: Defaults,
): void {
  const given = kwargs.get('dag') ?? defaults.values.get('dag');
  if (isGiven(given) || open || defaults.open || lenient || I.doubt !== undefined || I.unknownManagers > 0) return;
  task.lacksDag = true;
  stateOf(I).leftovers.tasks.push(task);
}

/** The model behind a value, if it is of this kind. */
export function modelOf<T>(value: Value | undefined, kind: abstract new (...args: never[]) => T): T | undefined {
  return value?.kind === 'instance' && value.payload instanceof kind ? value.payload : undefined;
}

/** The group in force, unless it belongs to another DAG. */
function groupFor(I: Interpreter, dag: DagModel): GroupModel {
  const group = stateOf(I).currentGroup(dag);
  return group.dag === dag ? group : dag.root;
}

/** The id with those of its groups. Until 2.3.4 an expanded TaskFlow task has only its own; 2.4.0 is the first that adds them. */
function wholeId(
  I: Interpreter,
  id: string,
  dag: DagModel | undefined,
  group: GroupModel | undefined,
  { unique, mapped }: TaskParts,
): string {
  if (!dag || !group) return id;
  const own = unique ? uniqueTaskId(dag, group, id) : id;
  return unique && mapped && !atLeast(stateOf(I).version, 2, 4) ? own : group.childId(own);
}

function missingId(I: Interpreter, parts: TaskParts, dag: DagModel | undefined): Value | undefined {
  if (parts.open) return handedOn(I, parts) ?? new Unknown(parts.open.because, parts.at);
  if (parts.lenient) return undefined;
  report(I, { kind: 'missing-task-id', operator: parts.operator }, parts.at, { dag, refuses: 'file' });
  return new Unknown('there is no task_id', parts.at);
}

/** The `task_id` that the class was called with, where its `__init__` gives arguments on that are not known. */
function handedOn(I: Interpreter, { instance }: TaskParts): Value | undefined {
  const asked = stateOf(I).askedIds.get(instance);
  return asked && assume(asked, `the task_id is taken for the one given to ${instance.type.name}`);
}

/** The rule a task has when nothing is said. */
export function triggerRuleOf(task: TaskModel): Value {
  if (task.kind === 'teardown') return TRIGGER_RULE.attributes.get('ALL_DONE_SETUP_SUCCESS')!;
  return task.triggerRule ?? new StrValue('all_success', task.place.at);
}

/** Arguments that never hold outputs of other tasks. */
const NOT_TEMPLATED: ReadonlySet<string> = new Set([
  'task_id',
  'dag',
  'task_group',
  'default_args',
  'python_callable',
  'trigger_rule',
  'params',
  'inlets',
  'outlets',
  'subdag',
]);

/** Edges from the tasks whose outputs are passed as arguments of an operator. */
export function linkReferences(
  I: Interpreter,
  task: TaskModel,
  args: Iterable<readonly [string, Value]>,
  at: Origin,
): void {
  for (const [name, value] of args) linkArgument(I, task, name, value, at);
}

/** Edges from the tasks whose outputs are passed as this argument of an operator. */
export function linkArgument(I: Interpreter, task: TaskModel, name: string, value: Value, at: Origin): void {
  if (!NOT_TEMPLATED.has(name)) linkValue(I, task, value, at);
}

/** Edges from the tasks whose outputs a value holds, however deep inside lists and dicts. */
export function linkValue(I: Interpreter, task: TaskModel, value: Value, at: Origin): void {
  for (const upstream of referencesIn(value)) connect(I, task, [upstream], 'upstream', at, undefined);
}

/** True if an argument is there and not None. */
export function given(kwargs: ReadonlyMap<string, Value>, name: string): boolean {
  return isGiven(kwargs.get(name));
}
