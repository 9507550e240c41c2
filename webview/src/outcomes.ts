// What would happen in a run under what the user supposes: the state of every task, with its reason.

import type { TaskId } from '../../core/ir/dag';
import type { DagView } from '../../core/ir/dagView';
import { type Setting, type WhatIfEnd, whatIf } from '../../core/scheduling';
import type { Supposition, Suppositions } from './state';

export interface Outcomes {
  readonly states: ReadonlyMap<TaskId, WhatIfEnd>;
  /** The tasks that something is supposed about. */
  readonly supposed: ReadonlySet<TaskId>;
  /** How many tasks end how, in words. */
  readonly summary: string;
}

/** How every task would end; undefined if nothing is supposed of any task that is there. */
export function outcomesOf(dag: DagView, suppositions: Suppositions): Outcomes | undefined {
  const settings = dag.tasks.flatMap(({ id, branch }): [TaskId, Setting][] => {
    const supposition = suppositions[id];
    return supposition ? [[id, settingOf(supposition, branch)]] : [];
  });
  if (settings.length === 0) return undefined;
  const states = whatIf(dag, new Map(settings));
  const supposed = new Set(settings.map(([id]) => id));
  return { states, supposed, summary: summaryOf([...states.values()]) };
}

function settingOf(supposition: Supposition, branch: DagView['tasks'][number]['branch']): Setting {
  const follows = 'choice' in supposition ? branch?.choices[supposition.choice]?.ids : undefined;
  return { state: supposition.state, ...(follows && { follows }) };
}

function summaryOf(ends: readonly WhatIfEnd[]): string {
  const counts = new Map<string, number>();
  for (const { state } of ends) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].map(([state, count]) => `${count} ${state}`).join(', ');
}
