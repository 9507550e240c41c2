// What a task can skip, for pictures: the choices of a branch, and what a short circuit does.

import type { OperatorDescription } from '../dialects/dialect';
import type { Dag, Task, TaskId } from '../ir/dag';
import type { BranchView } from '../ir/dagView';
import { certain } from '../ir/fact';
import { branchChoices, choiceOf, isValidTarget } from '../scheduling';

/**
 * What a task can skip; undefined for a task that skips none, as far as is known.
 * @param skips what its operator does
 */
export function branchView(
  dag: Dag,
  task: Task,
  skips: OperatorDescription['skips'],
  version: string,
): BranchView | undefined {
  const direct = skips === undefined || skips === 'branch' ? [] : directlyBelow(dag, task.id);
  switch (skips) {
    case 'short-circuit':
      return { ...shortCircuit('goes on', 'stops', direct), ignoresTriggerRules: ignoresTriggerRules(task) };
    case 'all-unless-latest':
      return shortCircuit('latest run', 'earlier run', direct);
    case 'direct-unless-latest':
      return { ...shortCircuit('latest run', 'earlier run', direct), kind: 'branch', ignoresTriggerRules: false };
    default:
      return skips === 'branch' || task.branch !== undefined ? branch(dag, task, version) : undefined;
  }
}

function directlyBelow(dag: Dag, id: TaskId): TaskId[] {
  return [...new Set(dag.edges.filter(({ upstream }) => upstream === id).map(({ downstream }) => downstream))];
}

function shortCircuit(goesOn: string, stops: string, direct: readonly TaskId[]): BranchView {
  const choices = [
    { label: goesOn, ids: direct },
    { label: stops, ids: [] },
  ];
  return { kind: 'shortCircuit', choices, isWhole: true, ignoresTriggerRules: true };
}

/** True unless `ignore_downstream_trigger_rules` says otherwise; undefined where its value is not known. */
function ignoresTriggerRules(task: Task): boolean | undefined {
  const value = task.arguments.get('ignore_downstream_trigger_rules')?.value;
  if (value === undefined) return task.moreArguments === undefined ? true : undefined;
  return value.kind === 'bool' ? value.value : undefined;
}

function branch(dag: Dag, task: Task, version: string): BranchView {
  const whole = branchChoices(dag, task, version);
  const choices = whole ?? singleTargets(task, dag).map((id) => choiceOf(dag, [id]));
  return {
    kind: 'branch',
    choices: unique(choices.map(({ label, follows }) => ({ label, ids: follows }))),
    isWhole: whole !== undefined,
    ignoresTriggerRules: false,
  };
}

/** The ids that it may return, where it is not known which of them together. */
function singleTargets({ branch: targets }: Task, dag: Dag): string[] {
  const ids = targets?.targets.map(certain).filter((id) => id !== undefined) ?? [];
  return ids.filter((id) => isValidTarget(dag, id));
}

function unique(choices: BranchView['choices']): BranchView['choices'] {
  return [...new Map(choices.map((choice) => [choice.label, choice])).values()];
}
