// The ways that a run of a DAG can go: what its branches return, how some of its tasks end, and what follows for the others.

import type { Dag, TaskId } from '../../ir/dag';
import {
  type Behaviour,
  type FinalState,
  finalStatesIn,
  type PossibleEnd,
  possibleEnds,
  type Region,
  runsWhenAllIsWell,
  type TaskGraph,
  type TriggerTable,
} from '../../scheduling';
import { type Choice, choicesOf } from './branchChoices';
import { behaviours } from './taskBehaviour';

/** More cases than these are not tried, nor more decisions about single tasks in them. */
const MOST_CASES = 128;
const MOST_DECISIONS = 20_000;

/** One way that a run can go. */
export interface Case {
  /** What branches return; a branch that is not named may return anything. */
  readonly choices: ReadonlyMap<TaskId, Choice>;
  /** The final states of tasks that are told apart. */
  readonly fixed: ReadonlyMap<TaskId, FinalState>;
  /** How a task can end then. */
  readonly endOf: (id: TaskId) => PossibleEnd;
}

type Given = Omit<Case, 'endOf'>;

export class RunCases {
  /** The choices of the branches that are known in full. */
  readonly choices = new Map<TaskId, readonly Choice[]>();
  /** The place of each task in the order. */
  readonly position: ReadonlyMap<TaskId, number>;
  /** How each task behaves. */
  readonly behaviours: ReadonlyMap<TaskId, Behaviour>;
  private freeEnds: ReadonlyMap<TaskId, PossibleEnd> | undefined;

  constructor(
    dag: Dag,
    private readonly graph: TaskGraph,
    /** Every task, after its upstream tasks. */
    private readonly order: readonly TaskId[],
    version: string,
    private readonly table: TriggerTable,
  ) {
    this.position = new Map(order.map((id, index) => [id, index]));
    for (const task of dag.tasks.values()) {
      const choices = choicesOf(dag, graph, task, version);
      if (choices) this.choices.set(task.id, choices);
    }
    this.behaviours = behaviours(dag, graph, new Set(this.choices.keys()), version);
  }

  /** The tasks of which one look tells that some run runs them. */
  runAnyway(): ReadonlySet<TaskId> {
    const { graph, order, table } = this;
    const behaviourOf = (id: TaskId) => this.behaviours.get(id)!;
    return runsWhenAllIsWell({ graph, order, table, behaviourOf }, this.position, this.choices);
  }

  /** How the tasks can end where nothing is given. */
  private get free(): ReadonlyMap<TaskId, PossibleEnd> {
    this.freeEnds ??= this.endsIn(this.order, NOTHING_GIVEN, new Map())!;
    return this.freeEnds;
  }

  /** Every combination of what these branches return and how these tasks end; none where there are too many. */
  *of(to: TaskId, branches: readonly TaskId[], pivots: readonly TaskId[]): Generator<Case, void> {
    const given = this.combinations(branches, pivots);
    const order = given && this.between([...branches, ...pivots], to);
    if (!order || given.length * order.length > MOST_DECISIONS) return;
    for (const one of given) {
      const ends = this.endsIn(order, one, this.free);
      if (ends) yield { ...one, endOf: (id: TaskId) => (ends.get(id) ?? this.free.get(id))! };
    }
  }

  private combinations(branches: readonly TaskId[], pivots: readonly TaskId[]): readonly Given[] | undefined {
    let all: Given[] = [NOTHING_GIVEN];
    for (const branch of branches) {
      const choices = this.choices.get(branch)!;
      all = all.flatMap((one) =>
        choices.map((choice) => ({ ...one, choices: new Map(one.choices).set(branch, choice) })),
      );
      if (all.length > MOST_CASES) return undefined;
    }
    for (const pivot of pivots) {
      const states = finalStatesIn(this.free.get(pivot)!.states);
      all = all.flatMap((one) => states.map((state) => ({ ...one, fixed: new Map(one.fixed).set(pivot, state) })));
      if (all.length > MOST_CASES) return undefined;
    }
    return all;
  }

  /** What may end otherwise because of these tasks, up to the one asked for: they themselves and what comes after them. */
  private between(from: readonly TaskId[], to: TaskId): TaskId[] {
    const above = this.graph.ancestors(to).add(to);
    const region = new Set(from.flatMap((id) => [id, ...this.graph.descendants(id)]).filter((id) => above.has(id)));
    return [...region].sort((a, b) => this.position.get(a)! - this.position.get(b)!);
  }

  private endsIn(
    order: readonly TaskId[],
    { choices, fixed }: Given,
    before: Region['before'],
  ): Map<TaskId, PossibleEnd> | undefined {
    const open = [...this.choices.keys()].filter((branch) => !choices.has(branch));
    const skippable = new Set(open.flatMap((branch) => this.graph.downstream(branch)));
    const behaviourOf = (id: TaskId): Behaviour => {
      const behaviour = this.behaviours.get(id)!;
      return skippable.has(id) ? { ...behaviour, skippable: true } : behaviour;
    };
    const skips = new Map([...choices].map(([branch, choice]) => [branch, choice.skips]));
    const { graph, table } = this;
    return possibleEnds({ graph, order, before, behaviourOf, table }, { fixed, skips });
  }
}

const NOTHING_GIVEN: Given = { choices: new Map(), fixed: new Map() };
