// Sets of states, as bits: whole DAGs are followed through thousands of them.

import type { FinalState, TaskState } from './states';

export type StateSet = number;

const FINAL_STATES: readonly FinalState[] = ['success', 'failed', 'skipped', 'upstream_failed', 'removed'];
const STATES: readonly TaskState[] = [...FINAL_STATES, 'unfinished'];

/** How many bits a set has. */
export const STATE_COUNT = STATES.length;

/** The set of these states. */
export function stateSet(states: Iterable<TaskState>): StateSet {
  let set = 0;
  for (const state of states) set |= 1 << STATES.indexOf(state);
  return set;
}

/** True if the state is in the set. */
export function hasState(set: StateSet, state: TaskState): boolean {
  return (set & stateSet([state])) !== 0;
}

/** The states of a set, in the order of their bits. */
export function statesIn(set: StateSet): TaskState[] {
  return STATES.filter((_, index) => set & (1 << index));
}

/** The states of a set that do not change any more, in the order of their bits. */
export function finalStatesIn(set: StateSet): FinalState[] {
  return FINAL_STATES.filter((_, index) => set & (1 << index));
}
