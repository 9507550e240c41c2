// What each choice of a branch, or of a short circuit, skips.

import type { TaskId } from '../../core/ir/dag';
import type { DagView, TaskView } from '../../core/ir/dagView';
import { whatIf } from '../../core/scheduling';

export interface ChoiceEffect {
  readonly label: string;
  /** The tasks that are certainly skipped then, while all else succeeds. */
  readonly skipped: readonly TaskId[];
}

/** The effects of the first choices of a task, as the scheduler decides; none for a task that chooses nothing. */
export function skippedBy(dag: DagView, { id, branch }: TaskView, most: number): ChoiceEffect[] {
  return (branch?.choices ?? []).slice(0, most).map(({ label, ids }) => {
    const ends = whatIf(dag, new Map([[id, { state: 'success', follows: ids }]]));
    return { label, skipped: [...ends].flatMap(([task, { state }]) => (state === 'skipped' ? [task] : [])) };
  });
}
