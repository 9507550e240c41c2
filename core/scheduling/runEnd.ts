// How a run ends as a whole: its last tasks decide.

import type { TaskId } from '../ir/dag';
import type { TaskView } from '../ir/dagView';
import { leaves } from './leaves';
import { graphOf, type WhatIfDag, type WhatIfEnds } from './whatIf';

export interface RunEnd {
  readonly state: 'success' | 'failed' | 'unknown';
  /** In words, such as `'load' failed, and nothing after it counts`. */
  readonly because: string;
}

/**
 * How the run ends, given how its tasks do. The tasks count that nothing comes after; teardowns do not, unless they are told
 * to, and what comes before them counts instead (`_tis_for_dagrun_state` of 2.11.2 and 3.3.2).
 */
export function runEnd(dag: WhatIfDag, ends: WhatIfEnds): RunEnd {
  const end = endIf(dag, ends, false);
  const doubtful = dag.tasks.find(({ kind, failsRun }) => kind === 'teardown' && failsRun === undefined);
  if (!doubtful || endIf(dag, ends, true).state === end.state) return end;
  return { state: 'unknown', because: `on_failure_fail_dagrun of '${doubtful.id}' is not known` };
}

/** `byDefault`: whether teardowns count of which that is not known. */
function endIf(dag: WhatIfDag, ends: WhatIfEnds, byDefault: boolean): RunEnd {
  const stuck = [...ends].find(([, { state }]) => state === 'unfinished');
  if (stuck) return { state: 'failed', because: `'${stuck[0]}' waits for ever` };
  const last = lastTasks(dag, byDefault);
  const stateOf = (id: TaskId) => ends.get(id)!.state;
  const failed = last.find((id) => stateOf(id) === 'failed' || stateOf(id) === 'upstream_failed');
  if (failed !== undefined)
    return { state: 'failed', because: `'${failed}' is ${stateOf(failed)}, and nothing after it counts` };
  const unknown = last.find((id) => stateOf(id) === 'unknown');
  if (unknown !== undefined) return { state: 'unknown', because: `it depends on '${unknown}'` };
  const isHidden = [...ends.values()].some(({ state }) => state === 'failed');
  return { state: 'success', because: isHidden ? 'no task failed that nothing comes after' : 'no task failed' };
}

function lastTasks(dag: WhatIfDag, byDefault: boolean): TaskId[] {
  const counts = ({ kind, failsRun = byDefault }: TaskView): boolean => kind !== 'teardown' || failsRun;
  return leaves(graphOf(dag), new Set(dag.tasks.filter(counts).map(({ id }) => id)));
}
