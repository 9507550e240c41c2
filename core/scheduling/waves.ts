// What could run at the same time.

import type { TaskId } from '../ir/dag';
import type { TaskGraph } from './taskGraph';

/** The tasks in waves: each task as early as all upstream of it allow, sorted. Of a circle, and what comes after it, nothing. */
export function waves(graph: TaskGraph): TaskId[][] {
  const left = new Map([...graph.tasks.keys()].map((id) => [id, graph.upstream(id).length]));
  const found: TaskId[][] = [];
  let wave = [...left].filter(([, count]) => count === 0).map(([id]) => id);
  while (wave.length > 0) {
    found.push(wave.sort());
    const next: TaskId[] = [];
    for (const id of wave.flatMap((one) => graph.downstream(one))) {
      const count = left.get(id)! - 1;
      left.set(id, count);
      if (count === 0) next.push(id);
    }
    wave = next;
  }
  return found;
}
