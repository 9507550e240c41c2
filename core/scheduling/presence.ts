// Which states are found among some tasks, not how often: no trigger rule asks for more.

import { STATE_COUNT, type StateSet, statesIn } from './stateSets';
import { countStates, type TaskState, type UpstreamCounts } from './states';

/** A set of states, as bits; those of setups apart. */
export type Presence = number;

const NOTHING: Presence = 0;

/** The states that one upstream task can be in, and one bit more if it is mapped. */
export type PossibleStates = number;

const MANY = 1 << (2 * STATE_COUNT);

/**
 * @param states those that the task can be in
 * @param many it stands for many instances, each in a state of its own
 */
export function possibleStates(states: StateSet, isSetup: boolean, many: boolean): PossibleStates {
  return (isSetup ? states << STATE_COUNT : states) | (many ? MANY : 0);
}

/**
 * The tasks in the order of their states, without those that add nothing to what can be found together: there are as many
 * others in the same states as there are states.
 */
export function withoutIdle(tasks: readonly PossibleStates[]): readonly PossibleStates[] {
  if (tasks.length < 2) return tasks;
  const sorted = [...tasks].sort((a, b) => a - b);
  return sorted.filter((task, index) => sorted[index - STATE_COUNT] !== task);
}

/** What can be found together among upstream tasks. */
export function presencesOf(tasks: readonly PossibleStates[]): ReadonlySet<Presence> {
  let presences = new Set<Presence>([NOTHING]);
  for (const task of tasks) presences = addUpstream(presences, task);
  return presences;
}

/** Each presence with one more task. */
function addUpstream(presences: ReadonlySet<Presence>, task: PossibleStates): Set<Presence> {
  const bits = STATE_BITS.filter((bit) => task & bit);
  let added = new Set<Presence>();
  for (const before of presences) for (const bit of bits) added.add(before | bit);
  if (!(task & MANY)) return added;
  for (const bit of bits) added = new Set([...added].flatMap((present) => [present, present | bit]));
  return added;
}

const STATE_BITS = Array.from({ length: 2 * STATE_COUNT }, (_, index) => 1 << index);

/** Counts with one task for each state found: every rule decides by them as by the real ones. */
export function countsOf(presence: Presence): UpstreamCounts {
  return countStates([false, true].flatMap((isSetup) => found(presence, isSetup).map((state) => ({ state, isSetup }))));
}

/** The states found, of setups and of others. */
export function statesFound(presence: Presence): TaskState[] {
  return [...found(presence, false), ...found(presence, true)];
}

function found(presence: Presence, isSetup: boolean): TaskState[] {
  return statesIn((isSetup ? presence >> STATE_COUNT : presence) & ((1 << STATE_COUNT) - 1));
}
