// A DAG as the scheduler sees it: trigger rules, setups and teardowns, and who comes before whom.

import type { Dag, Task, TaskId } from '../ir/dag';
import { knownValue } from '../ir/fact';
import { neighbours, reached } from '../ir/reached';

export interface ScheduledTask {
  readonly id: TaskId;
  readonly rule: string;
  readonly kind: Task['kind'];
}

export class TaskGraph {
  private readonly above: ReadonlyMap<TaskId, readonly TaskId[]>;
  private readonly below: ReadonlyMap<TaskId, readonly TaskId[]>;
  private readonly setups: ReadonlySet<TaskId>;
  private readonly around = new Map<TaskId, readonly TaskId[]>();

  constructor(
    readonly tasks: ReadonlyMap<TaskId, ScheduledTask>,
    edges: readonly { readonly upstream: TaskId; readonly downstream: TaskId }[],
  ) {
    this.above = neighbours(edges, 'downstream', 'upstream');
    this.below = neighbours(edges, 'upstream', 'downstream');
    this.setups = new Set([...tasks.values()].filter(({ kind }) => kind === 'setup').map(({ id }) => id));
  }

  /** The ids directly upstream. */
  upstream(id: TaskId): readonly TaskId[] {
    return this.above.get(id) ?? [];
  }

  /** The ids directly downstream. */
  downstream(id: TaskId): readonly TaskId[] {
    return this.below.get(id) ?? [];
  }

  /** All ids upstream, however far. */
  ancestors(id: TaskId): Set<TaskId> {
    return reached(id, this.above);
  }

  /** All ids downstream, however far. */
  descendants(id: TaskId): Set<TaskId> {
    return reached(id, this.below);
  }

  get hasSetups(): boolean {
    return this.setups.size > 0;
  }

  /** Setups further up that have no teardown, or one below the task (`get_upstreams_only_setups`, 2.7 to 3.3). */
  indirectSetups(id: TaskId): readonly TaskId[] {
    const known = this.around.get(id);
    if (known || this.setups.size === 0) return known ?? [];
    const above = this.ancestors(id);
    const below = this.descendants(id);
    const around = [...this.setups].filter((setup) => {
      if (!above.has(setup) || this.upstream(id).includes(setup)) return false;
      const teardowns = this.downstream(setup).filter((one) => this.isKind(one, 'teardown'));
      return teardowns.length === 0 || teardowns.some((one) => below.has(one));
    });
    this.around.set(id, around);
    return around;
  }

  /** True if the task is of this kind. */
  isKind(id: TaskId, kind: Task['kind']): boolean {
    return this.tasks.get(id)?.kind === kind;
  }
}

/** The graph of a DAG; undefined where the trigger rule of a task is not known. */
export function taskGraph(dag: Dag): TaskGraph | undefined {
  const tasks = new Map<TaskId, ScheduledTask>();
  for (const { id, kind, triggerRule } of dag.tasks.values()) {
    const rule = knownValue(triggerRule);
    if (rule === undefined) return undefined;
    tasks.set(id, { id, kind, rule });
  }
  return new TaskGraph(tasks, dag.edges);
}

/** Every id after those upstream of it; undefined where the graph has a cycle. */
export function tasksInOrder(graph: TaskGraph): TaskId[] | undefined {
  const waitsFor = new Map([...graph.tasks.keys()].map((id) => [id, graph.upstream(id).length]));
  const order = [...waitsFor].filter(([, count]) => count === 0).map(([id]) => id);
  for (let next = 0; next < order.length; next++) {
    for (const id of graph.downstream(order[next]!)) {
      const left = waitsFor.get(id)! - 1;
      waitsFor.set(id, left);
      if (left === 0) order.push(id);
    }
  }
  return order.length === graph.tasks.size ? order : undefined;
}
