// What branches and short circuits have skipped in a run, by instance (NotPreviouslySkippedDep and SkipMixin).

import type { TaskId } from '../../ir/dag';
import { type InstanceKey, instanceName, type RunnableDag } from '../../runs';
import { atLeast } from '../../text/version';
import type { TaskGraph } from '../taskGraph';

export class SkipRecords {
  private readonly skipped = new Map<string, ReadonlySet<TaskId>>();
  private readonly mapped: ReadonlySet<TaskId>;

  constructor(
    dag: RunnableDag,
    private readonly graph: TaskGraph,
    private readonly version: string,
  ) {
    this.mapped = new Set(dag.tasks.filter(({ mapped }) => mapped).map(({ id }) => id));
  }

  /** Notes what an instance has skipped. */
  note(by: InstanceKey, skipped: readonly TaskId[]): void {
    if (skipped.length > 0) this.skipped.set(instanceName(by), new Set(skipped));
  }

  /** The task directly upstream that has skipped an instance. */
  skipperOf(key: InstanceKey): InstanceKey | undefined {
    if (this.skipped.size === 0) return undefined;
    const parents = this.graph.upstream(key.taskId).map((taskId) => ({ taskId, mapIndex: this.indexOf(taskId, key) }));
    return parents.find((parent) => this.skipped.get(instanceName(parent))?.has(key.taskId));
  }

  /**
   * Up to 3.1 a task is skipped by the instance of the same index. From 3.2 on an unmapped task skips as a whole; as one in a
   * mapped group leaves nothing under that index, it skips no other there.
   */
  private indexOf(parent: TaskId, { mapIndex }: InstanceKey): number {
    return !atLeast(this.version, 3, 2) || this.mapped.has(parent) ? mapIndex : -1;
  }
}
