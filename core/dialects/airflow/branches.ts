// What a branch task can follow: the ids that its callable can return, found by evaluating it with unknown arguments.

import { callFunction } from '../../eval/callFunction';
import { BudgetExceeded, type Interpreter, PythonRaise } from '../../eval/interpreter';
import { iterate } from '../../eval/iterate';
import { type FunctionValue, Unknown, type Value } from '../../eval/values';
import type { BranchTargets } from '../../ir/dag';
import { type Fact, known, notKnown } from '../../ir/fact';
import { originOf } from '../../text/span';
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
  if (callable?.kind !== 'function') return { targets: [], complete: false };
  return collectTargets(I, [possibleReturns(I, callable)]);
}

/** Everything the callable can return. Nothing that it makes on the way counts. */
function possibleReturns(I: Interpreter, callable: FunctionValue): Value {
  const state = stateOf(I);
  const before = { probing: state.probing, gaps: I.gaps.length, conditional: I.conditional, catchers: I.catchers };
  state.probing = true;
  I.conditional = 'the callable of a branch runs later';
  try {
    const open = new Unknown('known at run time only', callable.at);
    return callFunction(I, callable, { args: [], kwargs: new Map(), open, at: callable.at });
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
  const targets: Fact<string>[] = [];
  let complete = true;
  const add = (value: Value, depth: number): void => {
    if (value.kind === 'str') targets.push(known(value.value, originOf(value.at), value.assumed));
    else if (value.kind === 'unknown' && value.options?.length) for (const option of value.options) add(option, depth);
    else if (value.kind === 'none') return;
    else if (depth < 3 && (value.kind === 'list' || value.kind === 'tuple' || value.kind === 'set')) {
      const { items, open } = iterate(I, value, value.at);
      for (const item of items) add(item, depth + 1);
      if (open) complete = false;
    } else {
      complete = false;
      targets.push(notKnown(value.kind === 'unknown' ? value.because : 'not a task id', originOf(value.at)));
    }
  };
  for (const value of values) add(value, 0);
  return { targets, complete };
}
