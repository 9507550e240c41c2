// What the Python process of the engine tells, as the events of a run.

import type { RunEvent, RunState, TaskInstanceState } from '../../../core/runs';
import { dagFromWire, raisedFrom } from '../builtin/fromWire';
import type { WireEvent } from './messages';

export function eventFromWire(event: WireEvent): RunEvent {
  switch (event.kind) {
    case 'started':
      return startedFrom(event);
    case 'ended':
      return endedFrom(event);
    case 'expanded':
      return { kind: 'expanded', taskId: event.task_id, count: event.count };
    case 'note':
      return event;
    default:
      return ofInstance(event);
  }
}

function startedFrom(event: Extract<WireEvent, { kind: 'started' }>): RunEvent {
  const { run_id, dag, version, logical_date, data_interval, conf, at } = event;
  return {
    ...{ kind: 'started', engine: 'airflow', runId: run_id, dag: dagFromWire(dag), version, conf, at },
    ...{ logicalDate: logical_date, dataInterval: data_interval },
  };
}

function endedFrom({ state, because, raised, stopped, at }: Extract<WireEvent, { kind: 'ended' }>): RunEvent {
  return {
    ...{ kind: 'ended', state: state as RunState, because: because ?? undefined, stopped, at },
    raised: raised ? raisedFrom(raised) : undefined,
  };
}

type InstanceEvent = Exclude<WireEvent, { kind: 'started' | 'ended' | 'expanded' | 'note' }>;

function ofInstance(event: InstanceEvent): RunEvent {
  const instance = { taskId: event.task_id, mapIndex: event.map_index };
  switch (event.kind) {
    case 'state': {
      const { kind, state, try_number: tryNumber, at, because, until } = event;
      const why = { because: because ?? undefined, until: until ?? undefined };
      return { kind, ...instance, state: state as TaskInstanceState, tryNumber, at, ...why };
    }
    case 'raised':
      return { kind: event.kind, ...instance, tryNumber: event.try_number, ...raisedFrom(event) };
    case 'log':
      return { kind: event.kind, ...instance, tryNumber: event.try_number, path: event.path };
    case 'rendered':
      return { kind: event.kind, ...instance, fields: event.fields };
    case 'named':
      return { kind: event.kind, ...instance, name: event.name };
    case 'xcom':
      return { kind: event.kind, ...instance, key: event.key, value: event.value, stored: event.stored ?? undefined };
    case 'debugging':
      return { kind: event.kind, ...instance, port: event.port };
    case 'simulated':
      return { kind: event.kind, ...instance, because: event.because };
  }
}
