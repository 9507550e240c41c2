// The branch tasks whose every possible target can be judged, and what each target means in its DAG.

import type { Dag, DagFile, Task, TaskId } from '../../ir/dag';
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

/** The ids directly downstream of a task. */
export function directlyDownstream(dag: Dag, task: TaskId): TaskId[] {
  return [...new Set(dag.edges.filter((edge) => edge.upstream === task).map((edge) => edge.downstream))];
}
