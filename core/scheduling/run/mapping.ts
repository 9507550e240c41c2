// Mapped tasks and groups of a run: how many instances there are, and which of them belong together.
// From `get_relevant_upstream_map_indexes` and TriggerRuleDep of 2.5.3, 2.7.3, 2.9.3, 2.11.2, 3.1.5, 3.2.0 and 3.3.2.

import type { GroupId, TaskId } from '../../ir/dag';
import type { InstanceKey, MappedGroup, RunnableDag, RunnableTask } from '../../runs';
import { atLeast } from '../../text/version';

/** Rules that a part of the upstream instances can satisfy. */
const FAST_RULES: ReadonlySet<string> = new Set(['one_success', 'one_failed', 'one_done']);
const FAST_RULES_3_3: ReadonlySet<string> = new Set([...FAST_RULES, 'none_failed_min_one_success']);

export class Mapping {
  private readonly tasks: ReadonlyMap<TaskId, RunnableTask>;
  private readonly groups: ReadonlyMap<GroupId, MappedGroup>;
  private readonly counts = new Map<TaskId | GroupId, number>();

  constructor(
    dag: RunnableDag,
    private readonly version: string,
  ) {
    this.tasks = new Map(dag.tasks.map((task) => [task.id, task]));
    this.groups = new Map(dag.mappedGroups.map((group) => [group.id, group]));
    for (const { id, literalCount } of [...dag.tasks, ...dag.mappedGroups])
      if (literalCount !== undefined) this.counts.set(id, literalCount);
  }

  /** Says how many instances a mapped task, or a mapped group, has by itself. */
  setCount(target: TaskId | GroupId, count: number): void {
    this.counts.set(target, count);
  }

  isKnown(target: TaskId | GroupId): boolean {
    return this.counts.has(target);
  }

  /** The mapped task itself and the mapped groups around it, whose counts multiply; none: one instance. */
  targetsOf(id: TaskId): readonly (TaskId | GroupId)[] {
    return [...(this.tasks.get(id)!.mapped ? [id] : []), ...this.groupsAround(id)];
  }

  /** The mapped groups around a task, innermost first. */
  groupsAround(id: TaskId): readonly GroupId[] {
    return this.groupsFrom(this.tasks.get(id)!.mappedGroup);
  }

  /** How many instances a task has; undefined: not known yet. */
  countOf(id: TaskId): number | undefined {
    return this.product(this.targetsOf(id));
  }

  /**
   * Which instances of an upstream task count for one of a task: those of the same index where both lie in a mapped group.
   * An upstream task that is not expanded always counts.
   */
  relevant(of: InstanceKey, upstream: TaskId): (mapIndex: number) => boolean {
    const task = this.tasks.get(of.taskId)!;
    const total = this.countOf(task.id);
    const shared = this.sharedGroup(task.id, upstream);
    if (shared === undefined || total === undefined || total === 0 || this.countsAll(task, of.mapIndex))
      return () => true;
    const around = this.product(this.groupsFrom(shared))!;
    const index = Math.floor((of.mapIndex * around) / total);
    if (!this.isFurtherMapped(upstream, shared)) return (mapIndex) => mapIndex < 0 || mapIndex === index;
    const further = Math.floor(total / around);
    return (mapIndex) => mapIndex < 0 || Math.floor(mapIndex / further) === index;
  }

  /** From 3.3 on only for a task that is not expanded yet; in 2.10 to 3.2 only directly in the mapped group. */
  private countsAll({ triggerRule, group, mappedGroup }: RunnableTask, mapIndex: number): boolean {
    if (atLeast(this.version, 3, 3)) return mapIndex < 0 && FAST_RULES_3_3.has(triggerRule);
    return atLeast(this.version, 2, 10) && group === mappedGroup && FAST_RULES.has(triggerRule);
  }

  private sharedGroup(one: TaskId, other: TaskId): GroupId | undefined {
    const around = this.groupsAround(one);
    return this.groupsAround(other).find((group) => around.includes(group));
  }

  private isFurtherMapped(id: TaskId, within: GroupId): boolean {
    const { mapped, mappedGroup } = this.tasks.get(id)!;
    return mapped || mappedGroup !== within;
  }

  private groupsFrom(innermost: GroupId | null): readonly GroupId[] {
    const found: GroupId[] = [];
    for (let id = innermost; id !== null; id = this.groups.get(id)?.parent ?? null) found.push(id);
    return found;
  }

  private product(targets: readonly (TaskId | GroupId)[]): number | undefined {
    let product = 1;
    for (const target of targets) {
      const count = this.counts.get(target);
      if (count === undefined) return undefined;
      product *= count;
    }
    return product;
  }
}
