// What a branch task can choose: the choices that are known, and the tasks that each of them follows.

import type { Dag, GroupId, Task, TaskId } from '../ir/dag';
import { certain } from '../ir/fact';
import { atLeast } from '../text/version';

/** Something that a branch can return. */
export interface BranchChoice {
  /** As Python writes it: `'a'`, `['a', 'b']`; `nothing` for None and an empty list. */
  readonly label: string;
  /** The tasks chosen. */
  readonly follows: readonly TaskId[];
}

/**
 * All that a branch can return; undefined where some of it is not known. What would fail the branch task is left out.
 * @param version 1.10 fails on None
 */
export function branchChoices(dag: Dag, task: Task, version: string): readonly BranchChoice[] | undefined {
  if (task.branch?.choices === undefined || isMany(dag, task)) return undefined;
  const choices: BranchChoice[] = [];
  for (const targets of task.branch.choices) {
    const ids = targets.map(certain);
    if (!ids.every((id) => id !== undefined)) return undefined;
    if (ids.some((id) => !isValidTarget(dag, id))) continue;
    if (ids.length === 0 && !atLeast(version, 2)) continue;
    choices.push(choiceOf(dag, ids));
  }
  return choices;
}

/** The choice of these ids, all of which the DAG has. */
export function choiceOf(dag: Dag, ids: readonly string[]): BranchChoice {
  return { label: labelOf(ids), follows: ids.flatMap((id) => tasksMeant(dag, id)) };
}

/** True if the DAG has a task or a task group with this id. */
export function isValidTarget(dag: Dag, id: string): boolean {
  return dag.tasks.has(id) || dag.groups.has(id);
}

/** The tasks that a target stands for: a task group's are those with nothing of the group before them. */
export function tasksMeant(dag: Dag, id: string): TaskId[] {
  if (dag.tasks.has(id) || !dag.groups.has(id)) return [id];
  const members = new Set(
    [...dag.tasks.values()].filter((task) => isInside(dag, task.group, id)).map((task) => task.id),
  );
  const inner = dag.edges.filter(({ upstream, downstream }) => members.has(upstream) && members.has(downstream));
  const waiting = new Set(inner.map((edge) => edge.downstream));
  return [...members].filter((member) => !waiting.has(member));
}

/** True for a task that has several instances, or none: it is mapped, or lies within a mapped group. */
export function isMany(dag: Dag, task: Task): boolean {
  if (task.mapped) return true;
  for (let id = task.group; id !== undefined; id = dag.groups.get(id)?.parent)
    if (dag.groups.get(id)?.mapped) return true;
  return false;
}

function labelOf(ids: readonly string[]): string {
  if (ids.length === 0) return 'nothing';
  return ids.length === 1 ? `'${ids[0]}'` : `[${ids.map((id) => `'${id}'`).join(', ')}]`;
}

function isInside(dag: Dag, group: GroupId | undefined, outer: GroupId): boolean {
  for (let at = group; at !== undefined; at = dag.groups.get(at)?.parent) if (at === outer) return true;
  return false;
}
