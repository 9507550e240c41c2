// About which tasks of a run nothing can be said, because of what is not known of the DAG.

import type { TaskId } from '../ir/dag';
import { runsAtOnce } from './decide';
import type { TaskGraph } from './taskGraph';
import type { Settings, WhatIfDag } from './whatIf';

export const RULE_UNKNOWN = 'its trigger rule is not known';

/**
 * The tasks about which nothing can be said, with the reason; those that depend on them too.
 * @param undecided branches that may choose anything
 */
export function doubtsAbout(
  dag: WhatIfDag,
  graph: TaskGraph,
  settings: Settings,
  undecided: readonly TaskId[],
): Map<TaskId, string> {
  const doubts = new Map<TaskId, string>([
    ...ofFailures(dag, graph, settings),
    ...ofShortCircuits(dag, graph, settings),
    ...undecided.flatMap((id) => of(graph.downstream(id), `it is not known what '${id}' chooses`)),
    ...of(
      dag.tasks.filter(({ id, triggerRule }) => triggerRule === undefined && !settings.has(id)).map(({ id }) => id),
      RULE_UNKNOWN,
    ),
  ]);
  for (const [source, because] of [...doubts])
    for (const id of graph.descendants(source))
      if (!doubts.has(id) && !runsAtOnce(graph.tasks.get(id)!.rule))
        doubts.set(id, `it depends on '${source}', and ${because.replace(/^its/, 'the')}`);
  return doubts;
}

function of(ids: Iterable<TaskId>, because: string): [TaskId, string][] {
  return [...ids].map((id) => [id, because]);
}

/** Whether a short circuit that stops skips more than what directly follows it. */
function ofShortCircuits({ tasks }: WhatIfDag, graph: TaskGraph, settings: Settings): [TaskId, string][] {
  return tasks.flatMap(({ id, branch }) => {
    const isStopping = branch?.kind === 'shortCircuit' && settings.get(id)?.follows?.length === 0;
    if (!isStopping || branch.ignoresTriggerRules !== undefined) return [];
    const further = [...graph.descendants(id)].filter((one) => !graph.upstream(one).includes(id));
    return of(further, `ignore_downstream_trigger_rules of '${id}' is not known`);
  });
}

/** Whether a failure ends the run. */
function ofFailures({ failFast }: WhatIfDag, graph: TaskGraph, settings: Settings): [TaskId, string][] {
  if (failFast !== undefined) return [];
  return [...settings].flatMap(([id, { state }]) => {
    if (state !== 'failed') return [];
    const before = graph.ancestors(id).add(id);
    const others = [...graph.tasks.keys()].filter((one) => !before.has(one));
    return of(others, 'it is not known whether the DAG stops at the first failure');
  });
}
