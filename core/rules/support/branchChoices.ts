// What each branch task of a DAG can choose, and which of its direct downstream tasks each choice skips.

import type { Dag, Task, TaskId } from '../../ir/dag';
import { certain } from '../../ir/fact';
import { skippedByBranch, type TaskGraph } from '../../scheduling';
import { atLeast } from '../../text/version';
import { isValidTarget, tasksMeant } from './branches';
import { isMany } from './taskBehaviour';

export interface Choice {
  /** As Python writes what the branch returns: `'a'`, `['a', 'b']`, `None`. */
  readonly label: string;
  /** The tasks chosen. */
  readonly follows: readonly TaskId[];
  /** The tasks skipped for it. */
  readonly skips: readonly TaskId[];
}

/** The choices of a branch; undefined where one of them is not known. Those that fail the branch task are left out. */
export function choicesOf(dag: Dag, graph: TaskGraph, task: Task, version: string): readonly Choice[] | undefined {
  if (task.branch?.choices === undefined || isMany(dag, task)) return undefined;
  const choices: Choice[] = [];
  for (const targets of task.branch.choices) {
    const ids = targets.map(certain);
    if (!ids.every((id) => id !== undefined)) return undefined;
    if (ids.some((id) => !isValidTarget(dag, id))) continue;
    // 1.10 fails on None.
    if (ids.length === 0 && !atLeast(version, 2)) continue;
    const follows = ids.flatMap((id) => tasksMeant(dag, id));
    choices.push({ label: labelOf(ids), follows, skips: skippedByBranch(graph, task.id, follows) });
  }
  return choices.length > 0 ? choices : undefined;
}

function labelOf(ids: readonly string[]): string {
  if (ids.length === 0) return 'nothing';
  return ids.length === 1 ? `'${ids[0]}'` : `[${ids.map((id) => `'${id}'`).join(', ')}]`;
}
