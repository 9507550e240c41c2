// The state of a DAG run and the scheduler's decisions about it: what starts now, and what follows when something ends.
// Knows no clock and starts nothing: who runs the tasks tells it what happened, and when.

import type { GroupId, TaskId } from '../../ir/dag';
import { type InstanceKey, isFinal, type RunnableTask, type TaskInstanceState } from '../../runs';
import { atLeast } from '../../text/version';
import { skippedByBranch, skippedByShortCircuit } from '../skips';
import type { TaskGraph } from '../taskGraph';
import { type EndOfRun, endOfRun, stuck, timedOut } from './ending';
import { Expansions } from './expansions';
import { type Instance, Instances, taskStateOf } from './instances';
import { startable } from './limits';
import { Mapping } from './mapping';
import { retryDelaySeconds } from './retryDelay';
import { graphToRun } from './runGraph';
import { SkipRecords } from './skipRecords';
import type { Change, Expanded, RunSetup, Start, Step, TryEnd } from './step';
import { skippedBy, type Verdict, Verdicts } from './verdicts';

/**
 * How long a decision about a task is put off while tasks of the same round are still being run that may change it, in
 * milliseconds: about one round of a real scheduler. So it is not the speed of the machine that decides between skipped and
 * upstream_failed, or whether a branch comes in time.
 */
const PUT_OFF_MS = 1000;

const NOTHING: Step = { changes: [], start: [], stop: [], count: [], wakeAt: undefined, end: undefined };

export class DagRun {
  private readonly graph: TaskGraph;
  private readonly instances: Instances;
  private readonly mapping: Mapping;
  private readonly expansions: Expansions;
  private readonly skips: SkipRecords;
  private readonly verdicts: Verdicts;
  private readonly tasks: ReadonlyMap<TaskId, RunnableTask>;
  /** Tasks about which a decision may have changed. */
  private concerned: Set<TaskId>;
  private readonly putOff = new Set<TaskId>();
  private changes: (Change | Expanded)[] = [];
  private stopping: InstanceKey[] = [];
  private lastRound = 0;
  private isOver = false;

  constructor(private readonly setup: RunSetup) {
    const { dag, version, past, tasks } = setup;
    this.graph = graphToRun(dag);
    this.tasks = new Map(dag.tasks.map((task) => [task.id, task]));
    this.instances = new Instances(this.tasks.keys());
    this.mapping = new Mapping(dag, version);
    this.expansions = new Expansions(dag, this.mapping, this.instances);
    this.skips = new SkipRecords(dag, this.graph, version);
    const known = { dag, version, past, graph: this.graph, instances: this.instances };
    this.verdicts = new Verdicts({ ...known, mapping: this.mapping, skips: this.skips });
    this.concerned = new Set(this.tasks.keys());
    for (const one of this.instances.all())
      if (tasks && !tasks.has(one.taskId)) Object.assign(one, { state: 'success', endRound: 0 });
      else this.expandLiterally(one);
  }

  /** Decides what can be decided now, and says what is to be done. */
  advance(now: number): Step {
    if (this.isOver) return NOTHING;
    this.wake(now);
    for (const id of this.putOff) this.concerned.add(id);
    this.putOff.clear();
    while (this.concerned.size > 0) this.decide(now);
    const start = this.start();
    const count = this.expansions.toAsk();
    const end = this.overdue(now) ?? this.whole();
    this.isOver = end !== undefined;
    const wakeAt = end ? undefined : this.wakeAt();
    const step: Step = { changes: this.changes, start, stop: this.stopping, count, wakeAt, end };
    [this.changes, this.stopping] = [[], []];
    return step;
  }

  /** Says how a try ended. What was stopped meanwhile is not changed by it. */
  ended(key: InstanceKey, end: TryEnd, now: number): void {
    const instance = this.instances.get(key);
    if (instance?.state !== 'running') return;
    const { state, because } = end;
    if (state === 'up_for_retry') {
      const delay = this.retryDelay(instance) * 1000;
      // A retry without delay is of the next round; when another one comes, nobody can tell.
      const readyRound = delay === 0 && instance.readyRound !== undefined ? instance.readyRound + 1 : undefined;
      this.wait(instance, { state, until: now + delay, readyRound }, because);
    } else if (state === 'up_for_reschedule')
      this.wait(instance, { state, until: end.until ?? now, readyRound: undefined }, because);
    else {
      this.finish(instance, state, (instance.readyRound ?? this.lastRound) + 1, because, now);
      this.follow(instance, end, now);
    }
  }

  /**
   * Says how many instances a mapped task or group has.
   * @param count undefined: it cannot be known, and what cannot go on without fails
   */
  counted(target: TaskId | GroupId, count: number | undefined, because: string | undefined, now: number): void {
    const waiting = this.expansions.answered(target, count);
    for (const id of waiting) {
      if (count !== undefined) this.expand(this.instances.of(id)[0]!, now);
      else for (const one of this.instances.of(id)) this.cannotExpand(one, because, now);
    }
    if (count !== undefined) for (const { id } of this.setup.dag.tasks) this.concerned.add(id);
  }

  /** The states of the tasks that are run, by map index. */
  states(): Map<TaskId, ReadonlyMap<number, TaskInstanceState>> {
    const { tasks } = this.setup;
    const ids = [...this.tasks.keys()].filter((id) => !tasks || tasks.has(id));
    return new Map(ids.map((id) => [id, new Map(this.instances.of(id).map((one) => [one.mapIndex, one.state]))]));
  }

  /** The number of the last try that was begun. */
  tryNumber(key: InstanceKey): number {
    return this.instances.get(key)?.tryNumber ?? 0;
  }

  private decide(now: number): void {
    const ids = this.graph.hasSetups ? this.tasks.keys() : this.concerned;
    const open = [...ids].flatMap((id) => this.instances.of(id).filter(isUndecided));
    this.concerned = new Set();
    this.verdicts.refresh();
    for (const [instance, verdict] of open.map((one) => [one, this.verdicts.about(one)] as const))
      if (verdict && isUndecided(instance)) this.carryOut(instance, verdict, now);
  }

  private carryOut(instance: Instance, verdict: Verdict, now: number): void {
    const { decision, round, because, isEarly } = verdict;
    if (decision === 'run' && this.verdicts.held(instance) !== undefined) return;
    instance.putOffSince ??= now;
    if (isEarly && now - instance.putOffSince < PUT_OFF_MS) this.putOff.add(instance.taskId);
    else if (decision === 'run') {
      instance.readyRound = round;
      this.expand(instance, now);
    } else this.finish(instance, decision === 'skip' ? 'skipped' : decision, round + 1, because, now);
  }

  /** Makes a ready task its instances, as far as it is mapped. */
  private expand(instance: Instance, now: number): void {
    const { taskId, mapIndex } = instance;
    if (mapIndex >= 0 || this.mapping.targetsOf(taskId).length === 0) {
      if (instance.state === 'none') this.makeReady(instance, now);
      return;
    }
    if (!isReady(instance)) return;
    const count = this.mapping.countOf(taskId);
    if (count === undefined) this.expansions.need(taskId);
    else if (count === 0)
      this.finish(instance, 'skipped', instance.readyRound + 1, 'there is nothing to expand it over', now);
    else this.makeInstances(taskId, count);
  }

  /** What does not depend on any result has its instances from the beginning (`_create_tasks` of DagRun, 2.3 to 3.3). */
  private expandLiterally({ taskId }: Instance): void {
    if (this.mapping.targetsOf(taskId).length === 0) return;
    const count = this.mapping.countOf(taskId);
    if (count !== undefined && count > 0) this.makeInstances(taskId, count);
  }

  private makeInstances(taskId: TaskId, count: number): void {
    this.instances.expand(taskId, count);
    this.changes.push({ kind: 'expanded', taskId, count });
    this.touch(taskId);
    this.concerned.add(taskId);
  }

  private cannotExpand(instance: Instance, because: string | undefined, now: number): void {
    if (taskStateOf(instance) !== 'unfinished') return;
    const above = this.graph.upstream(instance.taskId).flatMap((id) => this.instances.of(id));
    const isSkipped = above.some(({ state }) => state === 'skipped') && !above.some(isBad);
    const words = because ?? 'what it is expanded over is not there';
    this.finish(instance, isSkipped ? 'skipped' : 'upstream_failed', (instance.readyRound ?? 0) + 1, words, now);
  }

  /** An empty task succeeds without being run. */
  private makeReady(instance: Instance, now: number): void {
    const { id, isEmpty } = this.tasks.get(instance.taskId)!;
    if (!isEmpty || this.setup.marked.has(id)) {
      instance.state = 'scheduled';
      return;
    }
    instance.tryNumber = 1;
    this.finish(instance, 'success', (instance.readyRound ?? this.lastRound) + 1, undefined, now);
  }

  private finish(
    instance: Instance,
    state: 'success' | 'failed' | 'skipped' | 'upstream_failed',
    endRound: number,
    because: string | undefined,
    now: number,
  ): void {
    Object.assign(instance, { endRound, endedAt: now });
    this.lastRound = Math.max(this.lastRound, endRound);
    this.change(instance, state, because);
    this.touch(instance.taskId);
  }

  private wait(
    instance: Instance,
    { state, until, readyRound }: Pick<Instance, 'state' | 'until' | 'readyRound'>,
    because: string | undefined,
  ): void {
    Object.assign(instance, { until, readyRound });
    this.change(instance, state, because);
  }

  private change(instance: Instance, state: TaskInstanceState, because?: string): void {
    instance.state = state;
    const { taskId, mapIndex, tryNumber, until } = instance;
    const waits = state === 'up_for_retry' || state === 'up_for_reschedule';
    this.changes.push({ kind: 'state', taskId, mapIndex, state, tryNumber, because, until: waits ? until : undefined });
  }

  /** What follows may be decided otherwise now. */
  private touch(id: TaskId): void {
    for (const one of this.graph.downstream(id)) this.concerned.add(one);
    if (this.graph.hasSetups) this.concerned.add(id);
  }

  /** What the end of a task does to others by itself. */
  private follow(instance: Instance, { state, followed, shortCircuit }: TryEnd, now: number): void {
    const { taskId } = instance;
    if (state === 'failed' && this.setup.dag.failFast) this.failFast(instance, now);
    // Up to 2.11 the skips are carried out while the task still runs, so that its failure does not undo them.
    const { version } = this.setup;
    if (state !== 'success' && atLeast(version, 3)) return;
    if (followed) this.skip(instance, skippedByBranch(this.graph, taskId, followed), false, now);
    if (shortCircuit === undefined) return;
    const skipped = skippedByShortCircuit(this.graph, taskId, shortCircuit === 'direct', version);
    this.skip(instance, skipped, !atLeast(version, 3), now);
  }

  /**
   * In a mapped group this is only noted: the instances to skip may not be there yet. What is expanded already is skipped by an
   * unmapped short circuit of 2.x only (SkipMixin of 2.11.2, `ti_skip_downstream` of 3.3.2); what is noted may skip it later.
   */
  private skip(by: Instance, ids: readonly TaskId[], alsoExpanded: boolean, now: number): void {
    this.skips.note(by, ids);
    for (const id of ids) {
      this.concerned.add(id);
      if (by.mapIndex >= 0) continue;
      for (const one of this.instances.of(id))
        if (canBeSkipped(one) && (one.mapIndex < 0 || alsoExpanded))
          this.finish(one, 'skipped', by.endRound, skippedBy(by), now);
    }
  }

  /** From `_stop_remaining_tasks` of 2.11.2 and 3.3.2: what runs fails, all else but teardowns is skipped. */
  private failFast(failed: Instance, now: number): void {
    const because = `'${failed.taskId}' failed, and the DAG stops at the first failure`;
    for (const one of this.instances.all()) {
      const isSpared = one.taskId === failed.taskId || this.graph.isKind(one.taskId, 'teardown');
      if (isSpared || one.state === 'success' || one.state === 'failed' || one.state === 'skipped') continue;
      const isRunning = one.state === 'running';
      if (isRunning) this.stopping.push(one);
      this.finish(one, isRunning ? 'failed' : 'skipped', failed.endRound, because, now);
    }
  }

  /** Tries and sensors whose time has come are ready again. */
  private wake(now: number): void {
    for (const one of this.instances.all()) {
      if (one.until === undefined || one.until > now || !isWaiting(one)) continue;
      one.isSameTry = one.state === 'up_for_reschedule';
      Object.assign(one, { state: 'scheduled', until: undefined });
    }
  }

  private start(): Start[] {
    const all = this.instances.all();
    const ready = all.filter(({ state }) => state === 'scheduled');
    if (ready.length === 0) return [];
    const running = all.filter(({ state }) => state === 'running');
    return startable(this.setup.dag, this.setup, ready, running).map((one) => {
      if (!one.isSameTry) one.tryNumber++;
      this.change(one, 'running');
      return { taskId: one.taskId, mapIndex: one.mapIndex, tryNumber: one.tryNumber };
    });
  }

  private retryDelay(instance: Instance): number {
    const { dag, logicalDate, version, sha1 } = this.setup;
    const task = this.tasks.get(instance.taskId)!;
    return retryDelaySeconds(task, { dagId: dag.dagId, logicalDate, tryNumber: instance.tryNumber, version, sha1 });
  }

  /** What was begun is skipped when the time of the run is over; what was not stays as it is. */
  private overdue(now: number): EndOfRun | undefined {
    const limit = this.setup.dag.dagrunTimeoutSeconds;
    if (limit === null || now < this.setup.startedAt + limit * 1000) return undefined;
    const end = timedOut(limit);
    for (const one of this.instances.all().filter(({ state }) => state !== 'none' && !isFinal(state))) {
      if (one.state === 'running') this.stopping.push(one);
      this.finish(one, 'skipped', this.lastRound, end.because, now);
    }
    return end;
  }

  /** The end of the run, if there is nothing more to do or to wait for. */
  private whole(): EndOfRun | undefined {
    const open = this.instances.all().filter((one) => taskStateOf(one) === 'unfinished');
    if (open.length === 0) return endOfRun(this.setup.dag, this.graph, this.instances);
    const isMoving = open.some((one) => one.state === 'running' || isWaiting(one));
    if (isMoving || this.putOff.size > 0 || this.expansions.isAsking) return undefined;
    return stuck(this.graph, this.instances, (one) => this.verdicts.held(one));
  }

  private wakeAt(): number | undefined {
    const { startedAt, dag } = this.setup;
    const all = this.instances.all();
    const times = [
      ...all.filter(isWaiting).map(({ until }) => until ?? Infinity),
      ...all
        .filter(({ taskId }) => this.putOff.has(taskId))
        .map(({ putOffSince }) => (putOffSince ?? Infinity) + PUT_OFF_MS),
      ...(dag.dagrunTimeoutSeconds === null ? [] : [startedAt + dag.dagrunTimeoutSeconds * 1000]),
    ];
    const first = Math.min(...times);
    return first === Infinity ? undefined : first;
  }
}

function isUndecided({ state, readyRound }: Instance): boolean {
  return state === 'none' && readyRound === undefined;
}

function isReady(instance: Instance): instance is Instance & { readyRound: number } {
  return instance.state === 'none' && instance.readyRound !== undefined;
}

function isWaiting({ state }: Instance): boolean {
  return state === 'up_for_retry' || state === 'up_for_reschedule';
}

function isBad({ state }: Instance): boolean {
  return state === 'failed' || state === 'upstream_failed';
}

/** What is running or has really ended is not overwritten (3.1 and later; before, by the order of things alone). */
function canBeSkipped({ state }: Instance): boolean {
  return state !== 'running' && state !== 'success' && state !== 'failed';
}
