// The graph of a DAG that is run, and what its groups begin with.

import type { TaskId } from '../../ir/dag';
import type { RunnableDag } from '../../runs';
import { TaskGraph } from '../taskGraph';

/** The graph that the scheduler's decisions are about. */
export function graphToRun({ tasks }: RunnableDag): TaskGraph {
  return new TaskGraph(
    new Map(tasks.map(({ id, kind, triggerRule }) => [id, { id, kind, rule: triggerRule }])),
    tasks.flatMap(({ id, upstream }) => upstream.map((one) => ({ upstream: one, downstream: id }))),
  );
}

/** The tasks that an id stands for which a branch returned: a task itself, or the first tasks of a task group. */
export function tasksNamed({ tasks }: RunnableDag, id: string): TaskId[] {
  if (tasks.some((task) => task.id === id)) return [id];
  const isInside = (group: string | null): boolean => group === id || group?.startsWith(`${id}.`) === true;
  const members = tasks.filter(({ group }) => isInside(group));
  const ids = new Set(members.map((member) => member.id));
  return members.filter(({ upstream }) => !upstream.some((one) => ids.has(one))).map((member) => member.id);
}
