// The branch tasks whose every possible target can be judged, and what each target means in its DAG.

import type { Dag, DagFile, GroupId, Task, TaskId } from '../../ir/dag';
import { certain } from '../../ir/fact';
import type { Origin } from '../../text/span';
import { completeDags } from './completeDags';

export interface BranchTarget {
  readonly dag: Dag;
  readonly task: Task;
  readonly id: string;
  /** Where the id is written. */
  readonly at: Origin;
}

/** Every certain branch target of the DAGs that are known in full. */
export function* branchTargets(file: DagFile): Iterable<BranchTarget> {
  for (const dag of completeDags(file)) {
    for (const task of dag.tasks.values()) {
      if (task.conditional !== undefined) continue;
      for (const target of task.branch?.targets ?? []) {
        const id = certain(target);
        if (id !== undefined) yield { dag, task, id, at: target.at };
      }
    }
  }
}

/** One callable may serve several branch tasks: then only what is wrong for all of them is reported. */
export function wrongForAll(
  targets: Iterable<BranchTarget>,
  isWrong: (target: BranchTarget) => boolean,
): BranchTarget[] {
  const byPlace = new Map<string, BranchTarget[]>();
  for (const target of targets) {
    const key = `${target.at.uri}:${target.at.start}:${target.at.end}:${target.id}`;
    const list = byPlace.get(key);
    if (list) list.push(target);
    else byPlace.set(key, [target]);
  }
  return [...byPlace.values()].filter((list) => list.every(isWrong)).map((list) => list[0]!);
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

/** The ids directly downstream of a task. */
export function directlyDownstream(dag: Dag, task: TaskId): TaskId[] {
  return [...new Set(dag.edges.filter((edge) => edge.upstream === task).map((edge) => edge.downstream))];
}

function isInside(dag: Dag, group: GroupId | undefined, outer: GroupId): boolean {
  for (let at = group; at !== undefined; at = dag.groups.get(at)?.parent) if (at === outer) return true;
  return false;
}
