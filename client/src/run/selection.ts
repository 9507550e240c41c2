// Which tasks a run is about: one, one with all after it, or those that failed with all that waited for them.

import type { TaskId } from '../../../core/ir/dag';
import { isFinal, type RunnableTask, type RunRecord, taskProgress } from '../../../core/runs';

type Linked = Pick<RunnableTask, 'id' | 'upstream'>;

/** The tasks themselves and all after them. */
export function withDownstream(tasks: readonly Linked[], from: readonly TaskId[]): Set<TaskId> {
  const found = new Set(from);
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const { id, upstream } of tasks) if (upstream.some((each) => found.has(each))) found.add(id);
  }
  return found;
}

/** What has to run again after a run: what failed, what waited for it, and what never ended. */
export function failedAndAfter(record: RunRecord): Set<TaskId> {
  const failed = [...taskProgress(record)].filter(
    ([, { state, done, count }]) =>
      state === 'failed' || state === 'upstream_failed' || done < count || !isFinal(state),
  );
  return withDownstream(
    record.dag?.tasks ?? [],
    failed.map(([id]) => id),
  );
}
