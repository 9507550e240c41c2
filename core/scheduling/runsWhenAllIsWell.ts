// The tasks of which one look tells that some run runs them: the run in which all tasks succeed, or all but one.

import type { TaskId } from '../ir/dag';
import type { Region } from './possibleEnds';
import { possibleStates } from './presence';
import { hasState, stateSet } from './stateSets';

const SUCCESS = stateSet(['success']);
const FAILED = stateSet(['failed']);

/**
 * Tasks that run where everything before them succeeds, or everything but the last task right before them, which fails.
 * Others may run, too.
 * @param position of every id, higher than those of its upstream tasks
 * @param apart tasks that skip some of what comes after them, so that nothing is told of that
 */
export function runsWhenAllIsWell(
  { graph, order, behaviourOf, table }: Omit<Region, 'before'>,
  position: ReadonlyMap<TaskId, number>,
  apart: { has(id: TaskId): boolean },
): ReadonlySet<TaskId> {
  const isMet = (id: TaskId, failed: TaskId | undefined) => {
    const states = graph.upstream(id).map((one) => {
      const { many } = behaviourOf(one);
      return possibleStates(one === failed ? FAILED : SUCCESS, graph.isKind(one, 'setup'), many);
    });
    return table.byRule(graph.tasks.get(id)!.rule, states).has('run');
  };
  const run = new Set<TaskId>();
  const well = new Set<TaskId>();
  for (const id of order) {
    const upstream = graph.upstream(id);
    if (!upstream.every((one) => well.has(one))) continue;
    if (isMet(id, undefined)) {
      run.add(id);
      if (!apart.has(id) && hasState(behaviourOf(id).ends, 'success')) well.add(id);
      continue;
    }
    const last = upstream.reduce((a, b) => (position.get(a)! > position.get(b)! ? a : b));
    if (hasState(behaviourOf(last).ends, 'failed') && isMet(id, last)) run.add(id);
  }
  return run;
}
