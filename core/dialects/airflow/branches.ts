// What a branch task can follow: the ids that its callable can return, found by evaluating it with what op_kwargs tell.

import { callFunction } from '../../eval/callFunction';
import { BudgetExceeded, type Interpreter, PythonRaise } from '../../eval/interpreter';
import { iterate } from '../../eval/iterate';
import { type FunctionValue, type StrValue, Unknown, type Value } from '../../eval/values';
import type { BranchTargets } from '../../ir/dag';
import { type Fact, known, notKnown } from '../../ir/fact';
import type { Expr } from '../../syntax/ast';
import { contains, type Origin, originOf } from '../../text/span';
import type { TaskModel } from './model';
import { stateOf } from './state';

const BRANCH_OPERATORS: ReadonlySet<string> = new Set([
  'BranchPythonOperator',
  'BranchPythonVirtualenvOperator',
  'BranchExternalPythonOperator',
  '_BranchPythonDecoratedOperator',
  '_BranchPythonVirtualenvDecoratedOperator',
  '_BranchExternalPythonDecoratedOperator',
]);

/** Operators whose targets are plain arguments. */
const TARGET_ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  BranchDayOfWeekOperator: ['follow_task_ids_if_true', 'follow_task_ids_if_false'],
  BranchDateTimeOperator: ['follow_task_ids_if_true', 'follow_task_ids_if_false'],
  BranchSQLOperator: ['follow_task_ids_if_true', 'follow_task_ids_if_false'],
};

/** The targets of a branch task; undefined for other tasks. */
export function branchTargets(I: Interpreter, task: TaskModel): BranchTargets | undefined {
  const named = TARGET_ARGUMENTS[task.operator];
  if (named)
    return collectTargets(
      I,
      named.map((name) => task.args.get(name)).filter((value) => value !== undefined),
    );
  if (!BRANCH_OPERATORS.has(task.operator)) return undefined;
  const callable = task.args.get('python_callable');
  if (callable?.kind !== 'function') return { targets: [], choices: undefined };
  const { leftOut } = I;
  const returned = possibleReturns(I, callable, knownKeywords(task));
  const { targets, choices } = collectTargets(I, [returned]);
  return { targets, choices: I.leftOut === leftOut ? choices : undefined };
}

/** The arguments that `op_kwargs` give by name; templates have other values when the task runs. */
function knownKeywords({ args, mapped }: TaskModel): Map<string, Value> {
  const given = args.get('op_kwargs');
  if (mapped || given?.kind !== 'dict') return new Map();
  const known = [...given.entries.values()].flatMap(({ key, value }) =>
    key.kind === 'str' ? [[key.value, asAtRunTime(value)] as const] : [],
  );
  return new Map(known);
}

function asAtRunTime(value: Value): Value {
  if (value.kind === 'str' && !value.value.includes('{')) return value;
  return value.kind === 'int' || value.kind === 'bool' || value.kind === 'none' ? value : unknownUntilRun(value.at);
}

function unknownUntilRun(at: Origin): Unknown {
  return new Unknown('known at run time only', at);
}

/** Everything the callable can return. Nothing that it makes on the way counts. */
function possibleReturns(I: Interpreter, callable: FunctionValue, kwargs: Map<string, Value>): Value {
  const state = stateOf(I);
  const before = { probing: state.probing, gaps: I.gaps.length, conditional: I.conditional, catchers: I.catchers };
  state.probing = true;
  I.conditional = 'the callable of a branch runs later';
  try {
    const open = unknownUntilRun(callable.at);
    return callFunction(I, callable, { args: [], kwargs, open, at: callable.at });
  } catch (error) {
    if (error instanceof BudgetExceeded || error instanceof PythonRaise)
      return new Unknown('the callable could not be followed', callable.at);
    throw error;
  } finally {
    state.probing = before.probing;
    I.conditional = before.conditional;
    I.catchers = before.catchers;
    I.gaps.length = before.gaps;
  }
}

function collectTargets(I: Interpreter, values: readonly Value[]): BranchTargets {
  const choices = values.map((value) => choicesFrom(I, value));
  return {
    targets: values.flatMap((value) => targetsIn(I, value, 0)),
    choices: choices.every((one) => one !== undefined) ? choices.flat() : undefined,
  };
}

/** All ids within what a branch returns. */
function targetsIn(I: Interpreter, value: Value, depth: number): Fact<string>[] {
  if (value.kind === 'str') return [textTarget(value)];
  if (value.kind === 'unknown' && value.options?.length)
    return value.options.flatMap((option) => targetsIn(I, option, depth));
  if (value.kind === 'none') return [];
  if (depth < 3 && (value.kind === 'list' || value.kind === 'tuple' || value.kind === 'set'))
    return iterate(I, value, value.at).items.flatMap((item) => targetsIn(I, item, depth + 1));
  return [notKnown(value.kind === 'unknown' ? value.because : 'not a task id', originOf(value.at))];
}

/** Each way to choose: what is returned at once. Undefined: there may be others, or too many. */
function choicesFrom(I: Interpreter, value: Value): Choices | undefined {
  if (value.kind === 'str') return [[textTarget(value)]];
  if (value.kind === 'none') return [[]];
  if (value.kind === 'unknown') {
    const { options = [] } = value;
    // Of more options than these, some may be left out.
    if (options.length === 0 || options.length > MOST_CHOICES) return undefined;
    const each = options.map((option) => choicesFrom(I, option));
    return each.every((one) => one !== undefined) ? each.flat() : undefined;
  }
  if (value.kind !== 'list' && value.kind !== 'tuple' && value.kind !== 'set') return undefined;
  const { items } = iterate(I, value, value.at);
  if (!isAsWritten(value, items)) return undefined;
  return items.map((item) => choicesFrom(I, item)).reduce<Choices | undefined>(together, [[]]);
}

/** True if the list is the one that its literal says: what was added since may have been added on some ways only. */
function isAsWritten(value: Value, items: readonly Value[]): boolean {
  const literal = value.at as Partial<Expr>;
  if (literal.kind !== 'List' && literal.kind !== 'Tuple' && literal.kind !== 'Set') return false;
  return literal.elements?.length === items.length && items.every((item) => contains(value.at, item.at));
}

type Choices = readonly (readonly Fact<string>[])[];

const MOST_CHOICES = 32;

/** Every choice of the one with every choice of the other. */
function together(some: Choices | undefined, more: Choices | undefined): Choices | undefined {
  if (!some || !more || some.length * more.length > MOST_CHOICES) return undefined;
  return some.flatMap((choice) => more.map((other) => [...choice, ...other]));
}

function textTarget(value: StrValue): Fact<string> {
  return known(value.value, originOf(value.at), value.assumed);
}
