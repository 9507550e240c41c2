// Which states are found among some tasks, not how often: no trigger rule asks for more.

import { type Decision, decide } from './decide';
import { countStates, type TaskState, type UpstreamCounts } from './states';

/** A set of states, as bits; those of setups apart. */
export type Presence = number;

const NOTHING: Presence = 0;

const STATES: readonly TaskState[] = ['success', 'failed', 'skipped', 'upstream_failed', 'removed', 'unfinished'];

/** How one upstream task can end: the bits of its states, and one more if it is mapped. */
export type PossibleStates = number;

const MANY = 1 << (2 * STATES.length);

/**
 * @param states those that the task can be in
 * @param many it stands for many instances, each in a state of its own
 */
export function possibleStates(states: Iterable<TaskState>, isSetup: boolean, many: boolean): PossibleStates {
  let bits = many ? MANY : 0;
  for (const state of states) bits |= 1 << (STATES.indexOf(state) + (isSetup ? STATES.length : 0));
  return bits;
}

/** What can be found together among upstream tasks, each question answered once. */
export class Presences {
  private readonly known = new Map<string, ReadonlySet<Presence>>();

  of(tasks: readonly PossibleStates[]): ReadonlySet<Presence> {
    const key = [...tasks].sort((a, b) => a - b).join();
    const answer = this.known.get(key) ?? presencesOf(tasks);
    this.known.set(key, answer);
    return answer;
  }
}

function presencesOf(tasks: readonly PossibleStates[]): Set<Presence> {
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

const STATE_BITS = Array.from({ length: 2 * STATES.length }, (_, index) => 1 << index);

/** The decision of a rule where just these states are found. */
export type DecideByPresence = (rule: string, presence: Presence) => Decision;

/** Decides as `decide` does, each question once. */
export function decideByPresence(version: string): DecideByPresence {
  const known = new Map<string, Map<Presence, Decision>>();
  return (rule, presence) => {
    const answers = known.get(rule) ?? new Map<Presence, Decision>();
    known.set(rule, answers);
    const answer = answers.get(presence) ?? decide(rule, countsOf(presence), version);
    answers.set(presence, answer);
    return answer;
  };
}

/** Counts with one task for each state found: every rule decides by them as by the real ones. */
function countsOf(presence: Presence): UpstreamCounts {
  return countStates([false, true].flatMap((isSetup) => found(presence, isSetup).map((state) => ({ state, isSetup }))));
}

/** The states found. */
export function statesIn(presence: Presence): TaskState[] {
  return [...found(presence, false), ...found(presence, true)];
}

function found(presence: Presence, isSetup: boolean): TaskState[] {
  return STATES.filter((_, index) => presence & (1 << (index + (isSetup ? STATES.length : 0))));
}
