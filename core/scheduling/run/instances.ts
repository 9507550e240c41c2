// The task instances of one run, and what is known of each.

import type { TaskId } from '../../ir/dag';
import { type InstanceKey, isFinal, type TaskInstanceState } from '../../runs';
import type { FinalState, TaskState } from '../states';

/**
 * A task instance. Its rounds say when things would happen if every try took equally long: what is ready together ends
 * together. Where a decision depends on which of two tasks ends first, they decide, not the speed of the machine.
 */
export interface Instance extends InstanceKey {
  state: TaskInstanceState;
  /** 0: never tried. */
  tryNumber: number;
  /** When a waiting try or sensor goes on, in milliseconds since 1970. */
  until: number | undefined;
  /** The round in which it became ready; undefined: it is not, or nobody can tell (a second try). */
  readyRound: number | undefined;
  /** The round from which on its final state is seen. */
  endRound: number;
  /** Since when a decision against it is put off, because tasks of the same round have not ended yet. */
  putOffSince: number | undefined;
  endedAt: number | undefined;
  /** A rescheduled sensor goes on with the try that it had. */
  isSameTry: boolean;
}

export class Instances {
  private readonly byTask: Map<TaskId, Instance[]>;

  constructor(ids: Iterable<TaskId>) {
    this.byTask = new Map([...ids].map((taskId) => [taskId, [newInstance({ taskId, mapIndex: -1 })]]));
  }

  /** Of a task that is not expanded yet, the one with map index -1. */
  of(id: TaskId): readonly Instance[] {
    return this.byTask.get(id) ?? [];
  }

  get({ taskId, mapIndex }: InstanceKey): Instance | undefined {
    return this.of(taskId).find((one) => one.mapIndex === mapIndex);
  }

  all(): Instance[] {
    return [...this.byTask.values()].flat();
  }

  /** Puts instances in the place of a task as a whole. */
  expand(taskId: TaskId, count: number): readonly Instance[] {
    const instances = Array.from({ length: count }, (_, mapIndex) => newInstance({ taskId, mapIndex }));
    this.byTask.set(taskId, instances);
    return instances;
  }
}

function newInstance(key: InstanceKey): Instance {
  return {
    ...{ ...key, state: 'none', tryNumber: 0, until: undefined, readyRound: undefined, endRound: Infinity },
    ...{ putOffSince: undefined, endedAt: undefined, isSameTry: false },
  };
}

/** The state as trigger rules see it. */
export function taskStateOf({ state }: Instance): TaskState {
  return isFinal(state) ? (state as FinalState) : 'unfinished';
}

/** The state as it was seen in a round. */
export function stateInRound(instance: Instance, round: number): TaskState {
  return instance.endRound <= round ? taskStateOf(instance) : 'unfinished';
}
