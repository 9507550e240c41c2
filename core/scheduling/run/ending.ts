// How a run ends as a whole (`update_state` of DagRun in 2.11.2 and 3.3.2, and the time limit of the scheduler).

import type { TaskId } from '../../ir/dag';
import { type InstanceKey, instanceName, type RunnableDag } from '../../runs';
import { leaves } from '../leaves';
import type { TaskGraph } from '../taskGraph';
import { type Instance, type Instances, taskStateOf } from './instances';

export interface EndOfRun {
  readonly state: 'success' | 'failed';
  /** In words. */
  readonly because: string;
  /** As the callbacks of the DAG are told. */
  readonly reason: 'success' | 'task_failure' | 'all_tasks_deadlocked' | 'timed_out';
  /** The task instance that those callbacks are about. */
  readonly about: InstanceKey | undefined;
}

/** The end of a run all of whose tasks have ended: its last tasks decide. */
export function endOfRun({ tasks }: RunnableDag, graph: TaskGraph, instances: Instances): EndOfRun {
  const counting = tasks.filter(({ kind, failsRun }) => kind !== 'teardown' || failsRun).map(({ id }) => id);
  const last = leaves(graph, new Set(counting)).flatMap((id) => instances.of(id));
  const bad = last.find(({ state }) => state === 'failed' || state === 'upstream_failed');
  if (bad) {
    const because = `'${instanceName(bad)}' is ${bad.state}, and nothing after it counts`;
    return { state: 'failed', because, reason: 'task_failure', about: lastThat(instances, 'failed') };
  }
  const isHidden = instances.all().some(({ state }) => state === 'failed');
  const because = isHidden ? 'no task failed that nothing comes after' : 'no task failed';
  return { state: 'success', because, reason: 'success', about: lastThat(instances, 'success') };
}

/**
 * The end of a run that cannot go on.
 * @param held why a task waits for an earlier run
 */
export function stuck(graph: TaskGraph, instances: Instances, held: (one: Instance) => string | undefined): EndOfRun {
  const waiting = instances.all().filter((one) => taskStateOf(one) === 'unfinished');
  const isDone = (id: TaskId): boolean => instances.of(id).some((one) => taskStateOf(one) !== 'unfinished');
  const about = waiting.find(({ taskId }) => graph.upstream(taskId).some(isDone)) ?? waiting[0];
  return { state: 'failed', because: whyStuck(waiting, held), reason: 'all_tasks_deadlocked', about };
}

function whyStuck(waiting: readonly Instance[], held: (one: Instance) => string | undefined): string {
  const ready = waiting.find(({ state }) => state === 'scheduled');
  if (ready) return `'${ready.taskId}' never starts: it asks for more slots than its pool has`;
  const byPast = waiting.find((one) => held(one) !== undefined);
  if (byPast) return `'${byPast.taskId}' waits for ever: ${held(byPast)}`;
  const names = waiting.slice(0, 3).map((one) => `'${instanceName(one)}'`);
  return `no task can run any more: ${names.join(', ')}${waiting.length > 3 ? ' and others' : ''} wait for ever`;
}

/** The end of a run that took longer than `dagrun_timeout`. */
export function timedOut(seconds: number): EndOfRun {
  const because = `dagrun_timeout: it took longer than ${seconds} s`;
  return { state: 'failed', because, reason: 'timed_out', about: undefined };
}

function lastThat(instances: Instances, state: Instance['state']): InstanceKey | undefined {
  const ended = instances.all().filter((one) => one.state === state);
  return ended.sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0))[0];
}
