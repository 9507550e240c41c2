// How each task of a DAG can end, whatever its tasks do: every state that some run leaves it in, and perhaps more, never fewer.

import type { TaskId } from '../ir/dag';
import { type Decision, runsAtOnce } from './decide';
import { type PossibleStates, possibleStates } from './presence';
import { hasState, type StateSet, stateSet } from './stateSets';
import type { FinalState } from './states';
import type { TaskGraph } from './taskGraph';
import type { TriggerTable } from './triggerTable';

/** How a task behaves, whatever comes before it. */
export interface Behaviour {
  /** The states that it can end in if it is run. */
  readonly ends: StateSet;
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
  readonly states: StateSet;
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
  readonly table: TriggerTable;
}

/**
 * How the tasks of a region can end.
 * @returns undefined: the assumptions contradict each other
 */
export function possibleEnds(region: Region, assumptions: Assumptions): Map<TaskId, PossibleEnd> | undefined {
  const ends = new Map<TaskId, PossibleEnd>();
  const statesOf = (id: TaskId) => (ends.get(id) ?? region.before.get(id))?.states ?? NO_STATES;
  for (const id of region.order) {
    const skippedBy = skippersOf(id, region.graph, assumptions);
    const decisions = decisionsAbout(id, { region, statesOf, skippedBy });
    const isSkipped = skippedBy.some((branch) => hasState(statesOf(branch), 'success'));
    const end = endOf(decisions, region.behaviourOf(id), isSkipped);
    const fixed = assumptions.fixed.get(id);
    if (fixed !== undefined && !hasState(end.states, fixed)) return undefined;
    ends.set(id, fixed === undefined ? end : { states: stateSet([fixed]), runs: end.runs });
  }
  return ends;
}

const NO_STATES: StateSet = 0;
const SUCCESS = stateSet(['success']);
const SKIPPED = stateSet(['skipped']);
const UPSTREAM_FAILED = stateSet(['upstream_failed']);
const UNFINISHED = stateSet(['unfinished']);

const NOBODY: readonly TaskId[] = [];

/** The branches right before a task that skip it. */
function skippersOf(id: TaskId, graph: TaskGraph, { skips }: Assumptions): readonly TaskId[] {
  if (skips.size === 0) return NOBODY;
  return graph.upstream(id).filter((branch) => skips.get(branch)?.includes(id));
}

interface Known {
  readonly region: Region;
  readonly statesOf: (id: TaskId) => StateSet;
  /** The branches that skip the task once they have succeeded, so that it only runs before that. */
  readonly skippedBy: readonly TaskId[];
}

function endOf(decisions: ReadonlySet<Decision>, { ends, skippable }: Behaviour, isSkipped: boolean): PossibleEnd {
  const runs = decisions.has('run');
  let states = runs ? ends : NO_STATES;
  if (decisions.has('skip') || isSkipped || skippable) states |= SKIPPED;
  if (decisions.has('upstream_failed')) states |= UPSTREAM_FAILED;
  return { states, runs };
}

/** Everything that the scheduler may decide about a task at some moment. */
function decisionsAbout(id: TaskId, known: Known): ReadonlySet<Decision> {
  const { graph, table } = known.region;
  const { rule, kind } = graph.tasks.get(id)!;
  const upstream = graph.upstream(id);
  const byRule = table.byRule(rule, momentsOf(upstream, known));
  const setups = upstream.length === 0 || runsAtOnce(rule) || kind === 'teardown' ? [] : graph.indirectSetups(id);
  if (setups.length === 0) return byRule;
  const bySetups = table.bySetups(momentsOf(setups, known));
  const both = new Set([...byRule, ...bySetups]);
  if (!byRule.has('run') || !bySetups.has('run')) both.delete('run');
  return both;
}

/** The states that each of some tasks can be in, at the end and before it. */
function momentsOf(ids: readonly TaskId[], { region, statesOf, skippedBy }: Known): PossibleStates[] {
  return ids.map((id) => {
    const states = statesOf(id) | UNFINISHED;
    const left = skippedBy.includes(id) ? states & ~SUCCESS : states;
    return possibleStates(left, region.graph.isKind(id, 'setup'), region.behaviourOf(id).many);
  });
}
