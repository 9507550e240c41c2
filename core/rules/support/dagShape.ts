// What of a DAG decides how its runs can go, as text: DAGs with the same text have the same runs.

import type { Dag, TaskId } from '../../ir/dag';
import { certain } from '../../ir/fact';
import type { Behaviour, TaskGraph } from '../../scheduling';
import type { Choice } from './branchChoices';

/** The text for a DAG: its tasks as the scheduler sees them, how they behave, and its edges; no places in the source. */
export function dagShape(
  { tasks, edges }: Dag,
  graph: TaskGraph,
  choices: ReadonlyMap<TaskId, readonly Choice[]>,
  behaviours: ReadonlyMap<TaskId, Behaviour>,
): string {
  return JSON.stringify([
    [...tasks.values()].map(({ id, kind, triggerRule, conditional, kindDoubt }) => {
      const { ends, many, skippable } = behaviours.get(id)!;
      const ways = choices.get(id)?.map(({ follows, skips }) => [follows, skips]);
      const scheduled = [id, kind, graph.tasks.get(id)!.rule, certain(triggerRule)];
      return [...scheduled, conditional !== undefined, kindDoubt !== undefined, ends, many, skippable, ways];
    }),
    edges.map(({ upstream, downstream, conditional }) => [upstream, downstream, conditional !== undefined]),
  ]);
}
