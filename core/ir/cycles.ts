// Cycles in a graph of tasks: in linear time, without recursion.

import type { Dag, Edge, TaskId } from './dag';

/** One cycle: its edges in order, each one's downstream the next one's upstream; the last one was written last. */
export type Cycle = readonly Edge[];

/**
 * One cycle for each set of tasks that all reach each other.
 * Airflow (`check_cycle`, 1.10 to 3.3) refuses a DAG exactly where there is one.
 * @param edges in the order in which they were made
 */
export function findCycles(edges: readonly Edge[]): Cycle[] {
  return knots(edges).map((inside) => cycleAmong(inside, edges));
}

/** The edges that lie on some cycle. */
export function edgesOnCycles(edges: readonly Edge[]): Set<Edge> {
  return new Set(knots(edges).flatMap((inside) => inside.map((index) => edges[index]!)));
}

/** The edges of a DAG that are certainly there, between tasks that are. */
export function certainEdges(dag: Dag): Edge[] {
  const isCertain = (id: TaskId) => dag.tasks.get(id)?.conditional === undefined;
  return dag.edges.filter(
    ({ conditional, upstream, downstream }) =>
      conditional === undefined && isCertain(upstream) && isCertain(downstream),
  );
}

/** For each set of tasks that all reach each other the edges among them, as indexes. */
function knots(edges: readonly Edge[]): number[][] {
  const component = components(groupEdges(edges));
  const byComponent = new Map<number, number[]>();
  edges.forEach((edge, index) => {
    const number = component.get(edge.upstream)!;
    if (number !== component.get(edge.downstream)) return;
    const inside = byComponent.get(number);
    if (inside) inside.push(index);
    else byComponent.set(number, [index]);
  });
  return [...byComponent.values()];
}

/** A short cycle among edges that all lie on cycles: around an edge that closes one with edges made before it. */
function cycleAmong(inside: readonly number[], edges: readonly Edge[]): Cycle {
  const firstFrom = new Map<TaskId, number>();
  for (const index of inside) if (!firstFrom.has(edges[index]!.upstream)) firstFrom.set(edges[index]!.upstream, index);
  const seenAt = new Map<TaskId, number>();
  const walked: number[] = [];
  let task = edges[inside[0]!]!.upstream;
  while (!seenAt.has(task)) {
    seenAt.set(task, walked.length);
    const index = firstFrom.get(task)!;
    walked.push(index);
    task = edges[index]!.downstream;
  }
  const closing = walked.slice(seenAt.get(task)).reduce((last, index) => Math.max(last, index));
  const earlier = inside.filter((index) => index < closing).map((index) => edges[index]!);
  const { upstream, downstream } = edges[closing]!;
  return [...shortestPath(groupEdges(earlier), downstream, upstream), edges[closing]!];
}

function shortestPath(outgoing: ReadonlyMap<TaskId, readonly Edge[]>, from: TaskId, to: TaskId): Edge[] {
  const reachedBy = new Map<TaskId, Edge | undefined>([[from, undefined]]);
  const queue = [from];
  for (let next = 0; next < queue.length && !reachedBy.has(to); next++) {
    for (const edge of outgoing.get(queue[next]!) ?? []) {
      if (reachedBy.has(edge.downstream)) continue;
      reachedBy.set(edge.downstream, edge);
      queue.push(edge.downstream);
    }
  }
  const path: Edge[] = [];
  for (let edge = reachedBy.get(to); edge !== undefined; edge = reachedBy.get(edge.upstream)) path.push(edge);
  return path.reverse();
}

function groupEdges(edges: readonly Edge[]): Map<TaskId, Edge[]> {
  const outgoing = new Map<TaskId, Edge[]>();
  for (const edge of edges) {
    const list = outgoing.get(edge.upstream);
    if (list) list.push(edge);
    else outgoing.set(edge.upstream, [edge]);
    if (!outgoing.has(edge.downstream)) outgoing.set(edge.downstream, []);
  }
  return outgoing;
}

/** Tarjan's strongly connected components: a number for each task, equal where two tasks reach each other. */
function components(outgoing: ReadonlyMap<TaskId, readonly Edge[]>): Map<TaskId, number> {
  const order = new Map<TaskId, number>();
  const low = new Map<TaskId, number>();
  const component = new Map<TaskId, number>();
  const open: TaskId[] = [];
  const path: { readonly task: TaskId; next: number }[] = [];
  const enter = (task: TaskId) => {
    order.set(task, order.size);
    low.set(task, order.get(task)!);
    open.push(task);
    path.push({ task, next: 0 });
  };
  const lower = (task: TaskId, value: number) => low.set(task, Math.min(low.get(task)!, value));
  const close = (task: TaskId) => {
    const number = order.get(task)!;
    if (low.get(task) !== number) return;
    for (let member = open.pop()!; ; member = open.pop()!) {
      component.set(member, number);
      if (member === task) return;
    }
  };
  const step = (at: { readonly task: TaskId; next: number }) => {
    const child = outgoing.get(at.task)![at.next++]?.downstream;
    if (child === undefined) {
      path.pop();
      close(at.task);
      const parent = path.at(-1);
      if (parent) lower(parent.task, low.get(at.task)!);
    } else if (!order.has(child)) enter(child);
    else if (!component.has(child)) lower(at.task, order.get(child)!);
  };
  for (const task of outgoing.keys()) {
    if (!order.has(task)) enter(task);
    while (path.length > 0) step(path.at(-1)!);
  }
  return component;
}
