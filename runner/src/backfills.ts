// How many runs of a range of dates may go on side by side.

import type { RunnableDag } from '../../core/runs';

const MOST_AT_ONCE = 4;

/** One after another where a task depends on the run before; else as many as the DAG allows, up to a few. */
export function runsAtOnce({ tasks, maxActiveRuns }: Pick<RunnableDag, 'tasks' | 'maxActiveRuns'>): number {
  const isChained = tasks.some(({ dependsOnPast, waitForDownstream }) => dependsOnPast || waitForDownstream);
  return isChained ? 1 : Math.max(1, Math.min(maxActiveRuns, MOST_AT_ONCE));
}
