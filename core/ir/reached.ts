// Who comes before a task, and after it, however far.

import type { Dag, TaskId } from './dag';

/** For each id those that edges lead to from there, each once, in the order of the edges. */
export function neighbours<End extends string>(
  edges: Iterable<Readonly<Record<End, string>>>,
  from: End,
  to: End,
): Map<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const edge of edges) {
    const others = found.get(edge[from]);
    if (others) others.add(edge[to]);
    else found.set(edge[from], new Set([edge[to]]));
  }
  return new Map([...found].map(([id, others]) => [id, [...others]]));
}

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
  return reached(id, neighbours(edges, 'downstream', 'upstream'));
}

/** The ids of all tasks tied to a task, whichever way the edges lead; itself too, if it has an edge. */
export function tiedTo({ edges }: Dag, id: TaskId): Set<TaskId> {
  const bothWays = edges.flatMap(({ upstream, downstream }) => [
    { upstream, downstream },
    { upstream: downstream, downstream: upstream },
  ]);
  return reached(id, neighbours(bothWays, 'upstream', 'downstream'));
}
