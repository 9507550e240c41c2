// What is known of a run so far: events are applied one after another. Plain data that survives JSON: it is shown, kept as history,
// and printed.

import type { TaskId } from '../ir/dag';
import type { EngineId, InstanceKey, RunEnded, RunEvent, TaskRaised, TriggeredBy } from './runEvent';
import type { RunnableDag } from './runnableDag';
import { isFinal, type RunState, type TaskInstanceState } from './states';

export interface RunRecord {
  readonly version: 1;
  readonly runId: string;
  readonly engine: EngineId;
  readonly dag: RunnableDag | undefined;
  readonly airflowVersion: string;
  readonly logicalDate: string | null;
  readonly dataInterval: readonly [string, string] | null;
  readonly conf: Readonly<Record<string, unknown>>;
  /** Left out: a person asked for the run. */
  readonly triggeredBy?: TriggeredBy;
  readonly state: RunState;
  readonly because: string | undefined;
  readonly raised: RunEnded['raised'];
  readonly stopped: boolean;
  readonly start: string | undefined;
  readonly end: string | undefined;
  /** By `instanceName`, in the order in which they were first heard of. */
  readonly instances: Readonly<Record<string, InstanceRecord>>;
  readonly notes: readonly { readonly level: 'info' | 'warning' | 'error'; readonly message: string }[];
}

/** A task instance. */
export interface InstanceRecord extends InstanceKey {
  readonly state: TaskInstanceState;
  /** 0: never tried. */
  readonly tryNumber: number;
  readonly because: string | undefined;
  readonly until: string | undefined;
  /** Of the last try. */
  readonly start: string | undefined;
  readonly end: string | undefined;
  readonly tries: readonly TryRecord[];
  readonly rendered: Readonly<Record<string, unknown>> | undefined;
  readonly name: string | undefined;
  readonly xcoms: Readonly<Record<string, KeptValue>>;
  readonly simulated: string | undefined;
}

export interface KeptValue {
  readonly value: unknown;
  /** As the engine keeps it. */
  readonly stored: string | undefined;
}

export interface TryRecord {
  readonly number: number;
  readonly start: string | undefined;
  readonly end: string | undefined;
  readonly state: TaskInstanceState;
  readonly log: string | undefined;
  readonly raised: Omit<TaskRaised, 'kind' | 'taskId' | 'mapIndex' | 'tryNumber'> | undefined;
}

/** A run of which nothing is known yet. */
export function emptyRecord(engine: EngineId, runId: string): RunRecord {
  return {
    version: 1,
    ...{ runId, engine, dag: undefined, airflowVersion: '', logicalDate: null, dataInterval: null, conf: {} },
    ...{ state: 'queued', because: undefined, raised: undefined, stopped: false, start: undefined, end: undefined },
    ...{ instances: {}, notes: [] },
  };
}

/** The name of a task instance within its run: `load` or `load[3]`. */
export function instanceName({ taskId, mapIndex }: InstanceKey): string {
  return mapIndex < 0 ? taskId : `${taskId}[${mapIndex}]`;
}

/** The record after an event. */
export function applyEvent(record: RunRecord, event: RunEvent): RunRecord {
  switch (event.kind) {
    case 'started':
      return started(record, event);
    case 'expanded':
      return expanded(record, event.taskId, event.count);
    case 'note':
      return { ...record, notes: [...record.notes, { level: event.level, message: event.message }] };
    case 'ended': {
      const { state, because, raised, stopped, at } = event;
      return { ...record, state, because, raised, stopped, end: at };
    }
    default:
      return withInstance(record, event, (instance) => changed(instance, event));
  }
}

type InstanceEvent = Exclude<RunEvent, { kind: 'started' | 'expanded' | 'note' | 'ended' }>;

function started(record: RunRecord, event: Extract<RunEvent, { kind: 'started' }>): RunRecord {
  const { engine, runId, dag, version, logicalDate, dataInterval, conf, at, triggeredBy } = event;
  const instances = dag.tasks.map(({ id }) => [id, newInstance({ taskId: id, mapIndex: -1 })] as const);
  return {
    ...record,
    ...{ engine, runId, dag, airflowVersion: version, logicalDate, dataInterval, conf, start: at },
    ...{ state: 'running', instances: Object.fromEntries(instances), ...(triggeredBy && { triggeredBy }) },
  };
}

/** The instances take the place of the task as a whole; of a task with none, that stays. */
function expanded(record: RunRecord, taskId: TaskId, count: number): RunRecord {
  if (count === 0) return record;
  const instances: Record<string, InstanceRecord> = {};
  for (const [name, instance] of Object.entries(record.instances)) {
    if (name !== taskId) {
      instances[name] = instance;
      continue;
    }
    for (let mapIndex = 0; mapIndex < count; mapIndex++)
      instances[instanceName({ taskId, mapIndex })] = newInstance({ taskId, mapIndex });
  }
  return { ...record, instances };
}

function withInstance(
  record: RunRecord,
  key: InstanceKey,
  change: (instance: InstanceRecord) => InstanceRecord,
): RunRecord {
  const name = instanceName(key);
  const instance = record.instances[name] ?? newInstance(key);
  return { ...record, instances: { ...record.instances, [name]: change(instance) } };
}

function newInstance({ taskId, mapIndex }: InstanceKey): InstanceRecord {
  return {
    ...{ taskId, mapIndex, state: 'none', tryNumber: 0, because: undefined, until: undefined },
    ...{ start: undefined, end: undefined, tries: [], rendered: undefined, name: undefined, xcoms: {} },
    simulated: undefined,
  };
}

function changed(instance: InstanceRecord, event: InstanceEvent): InstanceRecord {
  switch (event.kind) {
    case 'state':
      return stateChanged(instance, event);
    case 'rendered':
      return { ...instance, rendered: event.fields };
    case 'named':
      return { ...instance, name: event.name };
    case 'xcom':
      return { ...instance, xcoms: { ...instance.xcoms, [event.key]: { value: event.value, stored: event.stored } } };
    case 'simulated':
      return { ...instance, simulated: event.because };
    case 'debugging':
      return instance;
    case 'log':
      return { ...instance, tries: withTry(instance, event.tryNumber, { log: event.path }) };
    case 'raised': {
      const { type, message, frames } = event;
      return { ...instance, tries: withTry(instance, event.tryNumber, { raised: { type, message, frames } }) };
    }
  }
}

function stateChanged(instance: InstanceRecord, event: Extract<RunEvent, { kind: 'state' }>): InstanceRecord {
  const { state, tryNumber, because, until, at } = event;
  const next = { ...instance, state, tryNumber, because, until };
  if (tryNumber === 0) return next;
  if (state === 'running') {
    const begun = instance.tries.find(({ number }) => number === tryNumber)?.start ?? at;
    return { ...next, start: begun, end: undefined, tries: withTry(instance, tryNumber, { state, start: begun }) };
  }
  const isOver = isFinal(state) || state === 'up_for_retry';
  const end = isOver ? at : undefined;
  return { ...next, end, tries: withTry(instance, tryNumber, { state, end }) };
}

function withTry({ tries }: InstanceRecord, number: number, change: Partial<TryRecord>): readonly TryRecord[] {
  const blank: TryRecord = {
    number,
    start: undefined,
    end: undefined,
    state: 'none',
    log: undefined,
    raised: undefined,
  };
  const before = tries.find((one) => one.number === number) ?? blank;
  return [...tries.filter((one) => one.number !== number), { ...before, ...change }];
}
