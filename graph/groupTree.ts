// The tasks of a drawing sorted into its task groups, as a tree.

import type { Drawing, DrawnTask } from './drawing';

export interface GroupTree {
  /** Full id; empty for the root. */
  readonly id: string;
  /** The id without that of the parent. */
  readonly label: string;
  readonly tasks: readonly DrawnTask[];
  readonly groups: readonly GroupTree[];
}

/** The tree of a drawing's groups. */
export function groupTree({ tasks, groups }: Drawing): GroupTree {
  const build = (id: string | undefined, parent: string | undefined): GroupTree => ({
    id: id ?? '',
    label: shortLabel(id ?? '', parent),
    tasks: tasks.filter(({ group }) => group === id),
    groups: groups.filter((group) => group.parent === id).map((group) => build(group.id, id)),
  });
  return build(undefined, undefined);
}

function shortLabel(id: string, parent: string | undefined): string {
  return parent && id.startsWith(`${parent}.`) ? id.slice(parent.length + 1) : id;
}
