// What each branch task of a DAG can choose, and which of its direct downstream tasks each choice skips.

import type { Dag, Task, TaskId } from '../../ir/dag';
import { type BranchChoice, branchChoices, skippedByBranch, type TaskGraph } from '../../scheduling';

export interface Choice extends BranchChoice {
  /** The tasks skipped for it. */
  readonly skips: readonly TaskId[];
}

/** The choices of a branch; undefined where one of them is not known. Those that fail the branch task are left out. */
export function choicesOf(dag: Dag, graph: TaskGraph, task: Task, version: string): readonly Choice[] | undefined {
  const choices = branchChoices(dag, task, version);
  if (!choices?.length) return undefined;
  return choices.map((choice) => ({ ...choice, skips: skippedByBranch(graph, task.id, choice.follows) }));
}
