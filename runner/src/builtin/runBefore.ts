// The run that tasks with `depends_on_past` look at.

import type { RunnableDag } from '../../../core/runs';
import type { LocalRun, RunRequest } from '../engine';

/**
 * The last run before a logical date; of a DAG with catchup, runs that a person or a task asked for do not count (`PrevDagrunDep` of 2.11.2
 * and 3.3.2). Undefined: there is none.
 */
export function runBefore(
  { dagId, catchup }: Pick<RunnableDag, 'dagId' | 'catchup'>,
  { previous, localRuns = [] }: Pick<RunRequest, 'previous' | 'localRuns'>,
  logicalDate: string,
): LocalRun | undefined {
  if (!catchup || !previous || isScheduled(previous)) return previous;
  const before = localRuns.filter(
    (run) => run.dagId === dagId && isScheduled(run) && Date.parse(run.logicalDate) < Date.parse(logicalDate),
  );
  // The latest of each date comes first, and stays first.
  return before.sort((a, b) => Date.parse(b.logicalDate) - Date.parse(a.logicalDate))[0];
}

/** Ids begin with the kind of a run. */
function isScheduled({ runId }: LocalRun): boolean {
  return /^(?:scheduled|backfill)__/.test(runId);
}
