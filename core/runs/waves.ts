// Which tasks can run at the same time, wave after wave.

import type { RunnableTask } from './runnableDag';

type Waiting = Pick<RunnableTask, 'id' | 'upstream'>;

/** The tasks with nothing before them, those with nothing but these before them, and so on. What stands in a cycle comes last. */
export function inWaves<T extends Waiting>(tasks: readonly T[]): T[][] {
  const all = new Set(tasks.map(({ id }) => id));
  const waves: T[][] = [];
  const done = new Set<string>();
  let waiting = [...tasks];
  while (waiting.length) {
    const isNext = ({ upstream }: T): boolean => upstream.every((id) => done.has(id) || !all.has(id));
    const next = waiting.filter(isNext);
    const wave = next.length ? next : waiting;
    waves.push(wave);
    waiting = next.length ? waiting.filter((task) => !isNext(task)) : [];
    for (const { id } of wave) done.add(id);
  }
  return waves;
}
