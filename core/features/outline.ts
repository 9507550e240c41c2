// The outline of a DAG file: DAGs, their task groups and tasks.

import type { Dag, DagFile, TaskGroup } from '../ir/dag';
import type { Origin } from '../text/span';
import { inOrder, placeIn } from './places';

export interface OutlineItem {
  readonly kind: 'dag' | 'group' | 'task';
  readonly name: string;
  /** For tasks the operator, for DAGs and groups empty. */
  readonly detail: string;
  /** In the file the outline is of. */
  readonly at: Origin;
  readonly children: readonly OutlineItem[];
}

/** The outline of what is made in this file; what other files make for it is left out. In the order of the text. */
export function outline(file: DagFile): OutlineItem[] {
  return inOrder(file.dags.flatMap((dag) => dagItem(file.uri, dag)));
}

function dagItem(path: string, dag: Dag): OutlineItem[] {
  const at = placeIn(path, dag);
  const children = members(path, dag, undefined);
  if (!at) return children;
  return [{ kind: 'dag', name: dag.id.known ? dag.id.value : '(dag_id not known)', detail: '', at, children }];
}

/** Groups and tasks directly in a group; undefined is the root. */
function members(path: string, dag: Dag, parent: string | undefined): OutlineItem[] {
  const groups = [...dag.groups.values()].filter((group) => group.parent === parent);
  const tasks = [...dag.tasks.values()].filter((task) => task.group === parent);
  return inOrder([
    ...groups.flatMap((group) => groupItem(path, dag, group)),
    ...tasks.flatMap((task): OutlineItem[] => {
      const at = placeIn(path, task);
      return at ? [{ kind: 'task', name: task.id, detail: task.operator, at, children: [] }] : [];
    }),
  ]);
}

function groupItem(path: string, dag: Dag, group: TaskGroup): OutlineItem[] {
  const children = members(path, dag, group.id);
  if (group.at.uri !== path) return children;
  return [{ kind: 'group', name: group.id, detail: '', at: group.at, children }];
}
