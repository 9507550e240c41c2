// Asking how many instances mapped tasks and groups have: when all that they are expanded over has ended, or a task needs it.

import type { GroupId, TaskId } from '../../ir/dag';
import type { RunnableDag } from '../../runs';
import { type Instances, taskStateOf } from './instances';
import type { Mapping } from './mapping';

export class Expansions {
  /** What is being asked for, with the tasks that cannot go on without it. */
  private readonly asked = new Map<TaskId | GroupId, Set<TaskId>>();
  private readonly untold = new Set<TaskId | GroupId>();
  private readonly groupsAsked = new Set<GroupId>();

  constructor(
    private readonly dag: RunnableDag,
    private readonly mapping: Mapping,
    private readonly instances: Instances,
  ) {}

  /** True while an answer is awaited. */
  get isAsking(): boolean {
    return this.asked.size > 0;
  }

  /** A task is ready, but it is not known how many instances it has. */
  need(id: TaskId): void {
    for (const target of this.mapping.targetsOf(id)) if (!this.mapping.isKnown(target)) this.ask(target).add(id);
  }

  /** What to ask now, each once. */
  toAsk(): (TaskId | GroupId)[] {
    for (const { id, expandsOver } of this.dag.mappedGroups) {
      if (this.groupsAsked.has(id) || this.mapping.isKnown(id) || !this.haveEnded(expandsOver)) continue;
      this.groupsAsked.add(id);
      this.ask(id);
    }
    const targets = [...this.untold];
    this.untold.clear();
    return targets;
  }

  /** Notes an answer. @returns the tasks that have waited for it, and for nothing else */
  answered(target: TaskId | GroupId, count: number | undefined): TaskId[] {
    const waiting = [...(this.asked.get(target) ?? [])];
    this.asked.delete(target);
    if (count === undefined) return waiting;
    this.mapping.setCount(target, count);
    return waiting.filter((id) => this.mapping.countOf(id) !== undefined);
  }

  private ask(target: TaskId | GroupId): Set<TaskId> {
    const known = this.asked.get(target);
    if (known) return known;
    const waiting = new Set<TaskId>();
    this.asked.set(target, waiting);
    this.untold.add(target);
    return waiting;
  }

  private haveEnded(ids: readonly TaskId[]): boolean {
    return ids.every((id) => this.instances.of(id).every((one) => taskStateOf(one) !== 'unfinished'));
  }
}
