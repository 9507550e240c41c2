// Where the ways from a task to a later one come together again.

import type { TaskId } from '../ir/dag';
import type { TaskGraph } from './taskGraph';

/**
 * For each task before `to` the first one that every way to `to` leads through (its immediate post-dominator).
 * Whatever a task decides matters to `to` only through that one.
 * @param above the ids before `to`
 * @param position of every id, higher than those of its upstream tasks
 */
export function meetingPoints(
  graph: TaskGraph,
  to: TaskId,
  above: ReadonlySet<TaskId>,
  position: ReadonlyMap<TaskId, number>,
): Map<TaskId, TaskId> {
  const at = (id: TaskId) => position.get(id)!;
  const points = new Map<TaskId, TaskId>([[to, to]]);
  const meet = (a: TaskId, b: TaskId): TaskId => {
    let [one, other] = [a, b];
    while (one !== other) {
      if (at(one) < at(other)) one = points.get(one)!;
      else other = points.get(other)!;
    }
    return one;
  };
  for (const id of [...above].sort((a, b) => at(b) - at(a)))
    points.set(
      id,
      graph
        .downstream(id)
        .filter((next) => points.has(next))
        .reduce(meet),
    );
  return points;
}
