// Small DAGs to run, and a run of one under a clock of the test's own.

import { createHash } from 'node:crypto';
import type { RunnableDag, RunnableTask } from '../../core/runs';
import { DagRun, type EndOfRun, type RunSetup, type TryEnd } from '../../core/scheduling/run';

/** Tasks by id: what differs from a plain task. */
export type Tasks = Readonly<Record<string, Partial<RunnableTask>>>;

/** A DAG of these tasks, with edges as in `a>b b>c`. */
export function dagOf(tasks: Tasks, edges: string, more: Partial<RunnableDag> = {}): RunnableDag {
  const pairs = edges
    .split(' ')
    .filter(Boolean)
    .map((edge) => edge.split('>'));
  return {
    ...{ dagId: 'd', file: '/d.py', mappedGroups: [], failFast: false, maxActiveRuns: 16, maxActiveTasks: 16 },
    ...{ catchup: false, schedule: null, startDate: null, endDate: null, dagrunTimeoutSeconds: null, params: [] },
    ...more,
    tasks: Object.entries(tasks).map(([id, task]) => {
      const upstream = pairs.filter(([, to]) => to === id).map(([from]) => from!);
      return { ...PLAIN, id, upstream, failsRun: task.kind !== 'teardown', ...task };
    }),
  };
}

const PLAIN: RunnableTask = {
  ...{ id: '', operator: 'PythonOperator', triggerRule: 'all_success', kind: 'work', failsRun: true, upstream: [] },
  ...{ mapped: false, mappedGroup: null, group: null, isSensor: false, isEmpty: false, simulated: null, retries: 0 },
  ...{ retryDelaySeconds: 300, retryBackoff: 0, maxRetryDelaySeconds: null, dependsOnPast: false },
  ...{ waitForDownstream: false, pool: 'default_pool', poolSlots: 1, maxActiveTis: null, maxActiveTisPerRun: null },
  ...{ priorityWeight: 1, templates: {}, line: null },
};

export interface Behaviour {
  /** How a try of an instance (`load`, `load[2]`) ends; a success where nothing is said. */
  readonly ends?: (name: string, tryNumber: number) => Partial<TryEnd> | undefined;
  /** Milliseconds that a try takes; 10 where nothing is said. */
  readonly takes?: (name: string) => number;
  /** How many instances a mapped task or group has; undefined: it cannot be known. */
  readonly counts?: (target: string) => number | undefined;
}

export interface Ran {
  /** By instance name. */
  readonly states: Readonly<Record<string, string>>;
  readonly tries: Readonly<Record<string, number>>;
  readonly because: Readonly<Record<string, string>>;
  /** Names of instances in the order in which they were started, with the time in ms. */
  readonly started: readonly (readonly [name: string, at: number])[];
  readonly end: EndOfRun;
  /** Most tries at the same time. */
  readonly widest: number;
  /** Milliseconds that it took. */
  readonly took: number;
}

const nameOf = (one: { taskId: string; mapIndex: number }): string =>
  one.mapIndex < 0 ? one.taskId : `${one.taskId}[${one.mapIndex}]`;

/** Runs a DAG to its end. @throws if it does not end */
export function runOf(dag: RunnableDag, behaviour: Behaviour = {}, setup: Partial<RunSetup> = {}): Ran {
  const run = new DagRun({
    ...{ dag, version: '3.3.2', tasks: undefined, marked: new Set<string>(), past: undefined, parallelism: 32 },
    ...{ pools: new Map<string, number>(), logicalDate: '2026-01-01T00:00:00Z', startedAt: 0 },
    sha1: (text) => createHash('sha1').update(text).digest('hex'),
    ...setup,
  });
  const running: { taskId: string; mapIndex: number; tryNumber: number; at: number }[] = [];
  const ran = {
    started: [] as [string, number][],
    because: {} as Record<string, string>,
    tries: {} as Record<string, number>,
  };
  let [now, widest] = [0, 0];
  for (let steps = 0; steps < 100_000; steps++) {
    const step = run.advance(now);
    for (const change of step.changes) {
      if (change.kind === 'expanded') continue;
      ran.tries[nameOf(change)] = change.tryNumber;
      if (change.because !== undefined) ran.because[nameOf(change)] = change.because;
    }
    for (const one of step.stop)
      running.splice(
        running.findIndex((each) => nameOf(each) === nameOf(one)),
        1,
      );
    for (const one of step.start) {
      ran.started.push([nameOf(one), now]);
      running.push({ ...one, at: now + (behaviour.takes?.(nameOf(one)) ?? 10) });
    }
    widest = Math.max(widest, running.length);
    if (step.end) {
      const states = [...run.states()].flatMap(([taskId, each]) =>
        [...each].map(([mapIndex, state]) => [nameOf({ taskId, mapIndex }), state] as const),
      );
      return { ...ran, states: Object.fromEntries(states), end: step.end, widest, took: now };
    }
    for (const target of step.count) run.counted(target, behaviour.counts?.(target), undefined, now);
    if (step.count.length > 0) continue;
    running.sort((a, b) => a.at - b.at);
    now = Math.max(now, Math.min(running[0]?.at ?? Infinity, step.wakeAt ?? Infinity));
    if (now === Infinity) throw new Error('nothing will ever happen');
    while (running[0] && running[0].at <= now) {
      const one = running.shift()!;
      run.ended(one, { ...SUCCESS, ...behaviour.ends?.(nameOf(one), one.tryNumber) }, now);
    }
  }
  throw new Error('it does not end');
}

const SUCCESS: TryEnd = {
  ...{ state: 'success', until: undefined, followed: undefined, shortCircuit: undefined, because: undefined },
};
