// The tasks of a DAG sorted into its task groups, as a tree.

import type { Dag, GroupId, Task } from '../core/ir/dag';

export interface GroupTree {
  /** Full id; empty for the root. */
  readonly id: string;
  /** The id without that of the parent. */
  readonly label: string;
  readonly tasks: readonly Task[];
  readonly groups: readonly GroupTree[];
}

/** The tree of a DAG's groups; tasks and groups sorted by id. */
export function groupTree(dag: Pick<Dag, 'tasks' | 'groups'>): GroupTree {
  const tasks = members([...dag.tasks.values()], (task) => task.group);
  const groups = members([...dag.groups.values()], (group) => group.parent);
  const build = (id: GroupId | undefined, parent: GroupId | undefined): GroupTree => ({
    id: id ?? '',
    label: shortLabel(id ?? '', parent),
    tasks: tasks.get(id) ?? [],
    groups: (groups.get(id) ?? []).map((group) => build(group.id, id)),
  });
  return build(undefined, undefined);
}

/** The title of a DAG: its id, or what stands for an id that is not known. */
export function dagTitle(dag: Dag): string {
  return dag.id.known ? dag.id.value : '?';
}

function members<T extends { readonly id: string }>(
  items: readonly T[],
  parent: (item: T) => GroupId | undefined,
): Map<GroupId | undefined, T[]> {
  const sorted = [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
  const found = new Map<GroupId | undefined, T[]>();
  for (const item of sorted) {
    const list = found.get(parent(item));
    if (list) list.push(item);
    else found.set(parent(item), [item]);
  }
  return found;
}

function shortLabel(id: string, parent: string | undefined): string {
  return parent && id.startsWith(`${parent}.`) ? id.slice(parent.length + 1) : id;
}
