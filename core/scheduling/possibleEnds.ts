// How each task of a DAG can end, whatever its tasks do: every state that some run leaves it in, and perhaps more, never fewer.

import type { TaskId } from '../ir/dag';
import { type Decision, runsAtOnce } from './decide';
import { decideSetups } from './decideTask';
import { type DecideByPresence, type Presence, type Presences, possibleStates, statesIn } from './presence';
import type { FinalState, TaskState } from './states';
import type { TaskGraph } from './taskGraph';

/** How a task behaves, whatever comes before it. */
export interface Behaviour {
  /** The states that it can end in if it is run. */
  readonly ends: readonly FinalState[];
  /** Mapped: its instances can end in different states. */
  readonly many: boolean;
  /** Something upstream that is not followed may skip it. */
  readonly skippable: boolean;
}

/** One of the cases to tell apart. */
export interface Assumptions {
  /** Tasks of which the final state is given. */
  readonly fixed: ReadonlyMap<TaskId, FinalState>;
  /** Branches, and what they skip once they have succeeded. */
  readonly skips: ReadonlyMap<TaskId, readonly TaskId[]>;
}

export interface PossibleEnd {
  readonly states: ReadonlySet<FinalState>;
  /** False: it is certainly never run. */
  readonly runs: boolean;
}

/** A part of a DAG, and what is known before it is looked at. */
export interface Region {
  readonly graph: TaskGraph;
  /** The ids to look at, each after its upstream tasks. */
  readonly order: readonly TaskId[];
  /** How the tasks before them can end. */
  readonly before: ReadonlyMap<TaskId, PossibleEnd>;
  readonly behaviourOf: (id: TaskId) => Behaviour;
  readonly decide: DecideByPresence;
  readonly presences: Presences;
}

/**
 * How the tasks of a region can end.
 * @returns undefined: the assumptions contradict each other
 */
export function possibleEnds(region: Region, assumptions: Assumptions): Map<TaskId, PossibleEnd> | undefined {
  const { graph, behaviourOf } = region;
  const ends = new Map<TaskId, PossibleEnd>();
  const statesOf = (id: TaskId) => (ends.get(id) ?? region.before.get(id))?.states ?? NO_STATES;
  for (const id of region.order) {
    const skippedBy = graph.upstream(id).filter((branch) => assumptions.skips.get(branch)?.includes(id));
    const decisions = decisionsAbout(id, { ...region, statesOf, skippedBy });
    const isSkipped = skippedBy.some((branch) => statesOf(branch).has('success'));
    const end = endOf(decisions, behaviourOf(id), isSkipped);
    const fixed = assumptions.fixed.get(id);
    if (fixed !== undefined && !end.states.has(fixed)) return undefined;
    ends.set(id, fixed === undefined ? end : { states: new Set([fixed]), runs: end.runs });
  }
  return ends;
}

const NO_STATES: ReadonlySet<FinalState> = new Set();

interface Known extends Region {
  readonly statesOf: (id: TaskId) => ReadonlySet<FinalState>;
  /** The branches that skip the task once they have succeeded, so that it only runs before that. */
  readonly skippedBy: readonly TaskId[];
}

function endOf(decisions: ReadonlySet<Decision>, { ends, skippable }: Behaviour, isSkipped: boolean): PossibleEnd {
  const states = new Set<FinalState>();
  const runs = decisions.has('run');
  if (runs) for (const state of ends) states.add(state);
  if (decisions.has('skip') || isSkipped || skippable) states.add('skipped');
  if (decisions.has('upstream_failed')) states.add('upstream_failed');
  return { states, runs };
}

/** Everything that the scheduler may decide about a task at some moment. */
function decisionsAbout(id: TaskId, known: Known): Set<Decision> {
  const { graph } = known;
  const { rule, kind } = graph.tasks.get(id)!;
  const upstream = graph.upstream(id);
  const byRule = new Set([...presencesOf(upstream, known)].map((present) => known.decide(rule, present)));
  const setups = upstream.length === 0 || runsAtOnce(rule) || kind === 'teardown' ? [] : graph.indirectSetups(id);
  if (setups.length === 0) return byRule;
  const bySetups = new Set([...presencesOf(setups, known)].map((present) => decideSetups(statesIn(present))));
  const both = new Set([...byRule, ...bySetups]);
  if (!byRule.has('run') || !bySetups.has('run')) both.delete('run');
  return both;
}

/** Which states can be found together among some tasks: at the end, and while some of them are not done. */
function presencesOf(ids: readonly TaskId[], known: Known): ReadonlySet<Presence> {
  const { graph, statesOf, skippedBy, behaviourOf } = known;
  const upstream = ids.map((id) => {
    const states: TaskState[] = [...statesOf(id), 'unfinished'];
    const left = skippedBy.includes(id) ? states.filter((state) => state !== 'success') : states;
    return possibleStates(left, graph.isKind(id, 'setup'), behaviourOf(id).many);
  });
  return known.presences.of(upstream);
}
