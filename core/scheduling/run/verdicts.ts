// What the scheduler decides about one task instance of a run.

import type { TaskId } from '../../ir/dag';
import { type InstanceKey, instanceName, type RunnableDag, type RunnableTask } from '../../runs';
import { atLeast } from '../../text/version';
import type { Decision } from '../decide';
import { decideTask, type StatesOf } from '../decideTask';
import { reasonFor } from '../reasons';
import type { TaskState } from '../states';
import type { TaskGraph } from '../taskGraph';
import { type Instance, type Instances, stateInRound, taskStateOf } from './instances';
import type { Mapping } from './mapping';
import { heldByPast, type PastStates } from './past';
import type { SkipRecords } from './skipRecords';

export interface Verdict {
  readonly decision: Exclude<Decision, 'wait'>;
  /** The first round in which this can be decided. */
  readonly round: number;
  /** Undefined for what runs. */
  readonly because: string | undefined;
  /** Tasks that have not ended, but would have by this round if every try took equally long, may change it. */
  readonly isEarly: boolean;
}

export interface Known {
  readonly dag: RunnableDag;
  readonly version: string;
  readonly graph: TaskGraph;
  readonly instances: Instances;
  readonly mapping: Mapping;
  readonly skips: SkipRecords;
  readonly past: PastStates;
}

export class Verdicts {
  private readonly tasks: ReadonlyMap<TaskId, RunnableTask>;
  private readonly earliest = new Map<TaskId, number>();
  private readonly skipping: readonly RunnableTask[];

  constructor(private readonly known: Known) {
    this.tasks = new Map(known.dag.tasks.map((task) => [task.id, task]));
    this.skipping = known.dag.tasks.filter(({ skips }) => skips !== undefined);
  }

  /** Forgets what it worked out from states that may have changed. */
  refresh(): void {
    this.earliest.clear();
  }

  /** What is decided about an instance that nothing was decided about yet; undefined: it waits. */
  about(instance: Instance): Verdict | undefined {
    return this.bySkip(instance) ?? this.byMapping(instance) ?? this.byRule(instance);
  }

  /** Why a task that the trigger rule allows has to wait for an earlier run. */
  held({ taskId }: InstanceKey): string | undefined {
    return heldByPast(this.tasks.get(taskId)!, this.known.graph.downstream(taskId), this.known.past);
  }

  private bySkip(instance: Instance): Verdict | undefined {
    const by = this.known.skips.skipperOf(instance);
    if (!by) return undefined;
    const round = this.known.instances.get(by)?.endRound ?? 0;
    return { decision: 'skip', round, because: skippedBy(by), isEarly: false };
  }

  /** Nothing can be expanded over a task that did not succeed, whatever the trigger rule (MappedTaskUpstreamDep, 2.8 to 3.3). */
  private byMapping({ taskId }: Instance): Verdict | undefined {
    const { dag, mapping, version, instances } = this.known;
    if (!atLeast(version, 2, 8)) return undefined;
    const around = mapping.groupsAround(taskId)[0];
    const sources = dag.mappedGroups.find(({ id }) => id === around)?.expandsOver ?? [];
    const whole = sources.flatMap((id) => instances.of(id).filter(({ mapIndex }) => mapIndex < 0));
    const bad = whole.find((one) => ['failed', 'upstream_failed'].includes(one.state));
    const without = bad ?? whole.find(({ state }) => state === 'skipped');
    if (!without) return undefined;
    const because = `'${without.taskId}', over whose result it is expanded, is ${without.state}`;
    return { decision: bad ? 'upstream_failed' : 'skip', round: without.endRound, because, isEarly: false };
  }

  private byRule(instance: Instance): Verdict | undefined {
    const { graph, version } = this.known;
    const { taskId } = instance;
    const counting = this.counting(instance);
    const statesIn =
      (round: number): StatesOf =>
      (id) =>
        counting(id).map((one) => stateInRound(one, round));
    if (decideTask(graph, taskId, statesIn(Number.MAX_VALUE), version) === 'wait') return undefined;
    const looked = this.lookedAt(taskId).flatMap((id) => counting(id));
    for (const round of roundsOf(looked)) {
      const decision = decideTask(graph, taskId, statesIn(round), version);
      if (decision === 'wait') continue;
      const deciding = decision === 'run' ? this.skippers(taskId) : looked;
      const isEarly = deciding.some(
        (one) => taskStateOf(one) === 'unfinished' && this.earliestEnd(one.taskId) <= round,
      );
      if (decision === 'run') return { decision, round, because: undefined, isEarly };
      return { decision, round, because: this.reason(taskId, decision, counting, round), isEarly };
    }
    return undefined;
  }

  /** The instances of branches and short circuits that may skip a task. */
  private skippers(id: TaskId): readonly Instance[] {
    const { graph, instances } = this.known;
    if (this.skipping.length === 0) return [];
    const direct = new Set(graph.upstream(id));
    const mayReach = this.skipping.filter(({ id: by, skips }) => direct.has(by) || skips === 'all');
    const above = mayReach.length > 0 ? new Set(graph.ancestors(id)) : direct;
    return mayReach.filter(({ id: by }) => above.has(by)).flatMap(({ id: by }) => instances.of(by));
  }

  /** The instances of other tasks that count for one. */
  private counting(instance: Instance): (id: TaskId) => readonly Instance[] {
    const { instances, mapping } = this.known;
    const found = new Map<TaskId, readonly Instance[]>();
    return (id) => {
      const before = found.get(id);
      if (before) return before;
      const isRelevant = mapping.relevant(instance, id);
      const relevant = instances.of(id).filter(({ mapIndex }) => isRelevant(mapIndex));
      found.set(id, relevant);
      return relevant;
    };
  }

  private lookedAt(id: TaskId): readonly TaskId[] {
    const { graph } = this.known;
    if (!graph.hasSetups) return graph.upstream(id);
    if (graph.isKind(id, 'teardown')) return [...graph.ancestors(id)];
    return [...graph.upstream(id), ...graph.indirectSetups(id)];
  }

  /** The round by which a task can have ended at the earliest. */
  private earliestEnd(id: TaskId): number {
    const before = this.earliest.get(id);
    if (before !== undefined) return before;
    const { graph, instances } = this.known;
    const above = () => Math.max(0, ...graph.upstream(id).map((one) => this.earliestEnd(one)));
    const ends = instances.of(id).map((one) => {
      if (taskStateOf(one) !== 'unfinished') return one.endRound;
      if (one.state === 'none' && one.readyRound === undefined) return above() + 1;
      return (one.readyRound ?? Infinity) + 1;
    });
    const earliest = Math.max(...ends);
    this.earliest.set(id, earliest);
    return earliest;
  }

  private reason(id: TaskId, decision: Decision, counting: (id: TaskId) => readonly Instance[], round: number): string {
    const { graph } = this.known;
    const named = (ids: readonly TaskId[]): Map<string, TaskState> =>
      new Map(ids.flatMap(counting).map((one) => [instanceName(one), stateInRound(one, round)]));
    const setups = named(graph.indirectSetups(id));
    const words = reasonFor(graph.tasks.get(id)!, { decision, upstream: named(graph.upstream(id)), setups });
    return words.replace(/^(?:skipped|upstream_failed): /, '');
  }
}

/** Why an instance that another one skips is skipped. */
export function skippedBy(by: InstanceKey): string {
  return `skipped by '${instanceName(by)}'`;
}

/** The rounds in which something was seen to end, in order, after the first. */
function roundsOf(instances: readonly Instance[]): number[] {
  const rounds = new Set([0]);
  for (const { endRound } of instances) if (endRound !== Infinity) rounds.add(endRound);
  return [...rounds].sort((a, b) => a - b);
}
