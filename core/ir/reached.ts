// Who comes before a task, and after it, however far.

import type { Dag, TaskId } from './dag';

/** All that can be reached from here by one step or more; `from` itself only on a circle. */
export function reached(from: string, next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const one of next.get(id) ?? []) {
      if (found.has(one)) continue;
      found.add(one);
      open.push(one);
    }
  }
  return found;
}

/** The ids of all tasks upstream of a task. */
export function upstreamOf({ edges }: Dag, id: TaskId): Set<TaskId> {
  const above = new Map<TaskId, TaskId[]>();
  for (const { upstream, downstream } of edges) {
    const list = above.get(downstream);
    if (list) list.push(upstream);
    else above.set(downstream, [upstream]);
  }
  return reached(id, above);
}
