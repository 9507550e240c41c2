// What would happen in a run under what the user supposes: the state of every task, with its reason.

import type { TaskId } from '../../core/ir/dag';
import type { DagView } from '../../core/ir/dagView';
import { settle, TaskGraph, type Outcome as TaskOutcome } from '../../core/scheduling';
import type { TaskState } from '../../core/scheduling/states';
import type { Suppositions } from './state';

export interface Outcome {
  readonly state: TaskState;
  /** In words. */
  readonly because: string;
}

export interface Outcomes {
  readonly states: ReadonlyMap<TaskId, Outcome>;
  readonly summary: string;
}

export function outcomesOf(dag: DagView, suppositions: Suppositions): Outcomes | undefined {
  if (Object.keys(suppositions).length === 0) return undefined;
  const tasks = new Map(dag.tasks.map((t) => [t.id, { id: t.id, kind: t.kind, rule: t.triggerRule ?? 'all_success' }]));
  const graph = new TaskGraph(tasks, dag.edges);
  const outcomes = new Map<string, TaskOutcome>();
  for (const [id, s] of Object.entries(suppositions)) {
    const branch = dag.tasks.find((t) => t.id === id)?.branch;
    const chosen = 'choice' in s ? branch?.choices[s.choice]?.ids : undefined;
    outcomes.set(id, { state: s.state, ...(chosen && { skips: graph.downstream(id).filter((d) => !chosen.includes(d)) }) });
  }
  const states = settle(graph, outcomes, dag.version);
  return { states: new Map([...states].map(([id, state]) => [id, { state, because: '' }])), summary: 'x' };
}
