// What is drawn of a DAG: plain data, without the places in the source.

import type { Dag, Edge, Task, TaskGroup } from '../core/ir/dag';

export interface Drawing {
  /** The dag_id, or `?` if it is not known. */
  readonly title: string;
  readonly tasks: readonly DrawnTask[];
  readonly edges: readonly Pick<Edge, 'upstream' | 'downstream'>[];
  readonly groups: readonly Pick<TaskGroup, 'id' | 'parent'>[];
}

export type DrawnTask = Pick<Task, 'id' | 'operator' | 'kind' | 'mapped' | 'group'>;

/** The drawing of a DAG; tasks and groups sorted by id, every edge once, sorted. */
export function drawingOf(dag: Dag): Drawing {
  const edges = new Map(
    dag.edges.map(({ upstream, downstream }) => [`${upstream}\n${downstream}`, { upstream, downstream }]),
  );
  return {
    title: dag.id.known ? dag.id.value : '?',
    tasks: [...dag.tasks.values()]
      .sort(byId)
      .map(({ id, operator, kind, mapped, group }) => ({ id, operator, kind, mapped, group })),
    edges: [...edges].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, edge]) => edge),
    groups: [...dag.groups.values()].sort(byId).map(({ id, parent }) => ({ id, parent })),
  };
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}
