// What of a DAG is visible while some of its task groups are folded: plain data, without places.

import type { GroupId } from '../core/ir/dag';
import type { DagView, EdgeView, GroupView, TaskView } from '../core/ir/dagView';

/** A task, or a task group that stands for all its tasks. `key` is unique and stable from one folding to the next. */
export type FoldedNode = {
  readonly key: string;
  /** Key of the open group around it. */
  readonly parent: string | undefined;
} & (
  | { readonly kind: 'task'; readonly task: TaskView }
  | {
      readonly kind: 'foldedGroup';
      readonly group: GroupView;
      /** The tasks within, however deep. */
      readonly tasks: readonly TaskView[];
      /** The edges within, which are not seen. */
      readonly edges: readonly EdgeView[];
    }
);

export interface OpenGroup {
  readonly key: string;
  /** Key of the open group around it. */
  readonly parent: string | undefined;
  readonly group: GroupView;
  /** 0 for a group in no other. */
  readonly depth: number;
}

export interface FoldedEdge {
  readonly key: string;
  /** Keys of the nodes at its ends; the same one for a task that follows itself. */
  readonly from: string;
  readonly to: string;
  readonly edges: readonly EdgeView[];
}

export interface Folded {
  /** In the order of the DAG. */
  readonly nodes: readonly FoldedNode[];
  /** Outer ones first; every one has a node within. */
  readonly groups: readonly OpenGroup[];
  /** Each pair of nodes once. */
  readonly edges: readonly FoldedEdge[];
}

export function taskKey(id: string): string {
  return `task:${id}`;
}

export function groupKey(id: GroupId): string {
  return `group:${id}`;
}

/**
 * What is visible of a DAG. Of nested folded groups the outermost one is a node; edges within it vanish, and several between
 * two nodes become one. A group without tasks is a node too, since there is nothing to open. Edges of unknown tasks are left
 * out; a task or group whose parent is not known stands outside of all groups.
 */
export function fold(view: DagView, folded: ReadonlySet<GroupId>): Folded {
  const forest = new GroupForest(view, folded);
  const nodes = nodesOf(view, forest);
  return { nodes, groups: openGroups(view, forest), edges: edgesOf(view, forest) };
}

/** The ids of all groups that can be folded: those with tasks. */
export function foldableGroups(view: DagView): GroupId[] {
  const forest = new GroupForest(view, new Set());
  return view.groups.flatMap(({ id }) => (forest.tasksOf(id).length ? [id] : []));
}

/** The groups with tasks that stand within so many others, or more. */
export function groupsFrom(view: DagView, depth: number): GroupId[] {
  const forest = new GroupForest(view, new Set());
  return foldableGroups(view).filter((id) => forest.around(id).length > depth);
}

/** More tasks than a reader takes in at once. */
const MANY_TASKS = 200;

/** The groups that are folded as long as nobody has chosen: in a large DAG those that stand in no other. */
export function foldedAtFirst(view: DagView): GroupId[] {
  if (view.tasks.length <= MANY_TASKS) return [];
  const ids = new Set(view.groups.map(({ id }) => id));
  return view.groups.flatMap(({ id, parent }) => (parent === undefined || !ids.has(parent) ? [id] : []));
}

/** The groups of a DAG, with what is asked of them while some are folded. */
class GroupForest {
  private readonly groups: ReadonlyMap<GroupId, GroupView>;
  private readonly tasks = new Map<GroupId, TaskView[]>();
  private readonly nodes = new Map<GroupId, GroupId | undefined>();
  readonly taskNodes = new Map<string, string>();

  constructor(
    view: DagView,
    private readonly folded: ReadonlySet<GroupId>,
  ) {
    this.groups = new Map(view.groups.map((group) => [group.id, group]));
    for (const { id } of view.groups) this.tasks.set(id, []);
    for (const task of view.tasks) for (const id of this.around(task.group)) this.tasks.get(id)!.push(task);
    for (const { id } of view.groups) this.nodes.set(id, this.findNode(id));
    for (const task of view.tasks) {
      const group = this.nodeOf(task.group);
      this.taskNodes.set(task.id, group === undefined ? taskKey(task.id) : groupKey(group));
    }
  }

  /** The tasks of a group, however deep. */
  tasksOf(id: GroupId): readonly TaskView[] {
    return this.tasks.get(id) ?? [];
  }

  /** Is the edge within a folded group? */
  hides({ upstream, downstream }: EdgeView): boolean {
    const from = this.taskNodes.get(upstream);
    return from !== undefined && from === this.taskNodes.get(downstream) && from !== taskKey(upstream);
  }

  /** The parent, unless it is not known or the groups go in a circle there. */
  parentOf(id: GroupId): GroupId | undefined {
    return this.around(id)[1];
  }

  /** The folded group that a group is seen as: itself or one around it. */
  nodeOf(id: GroupId | undefined): GroupId | undefined {
    return id === undefined ? undefined : this.nodes.get(id);
  }

  /** The group and those around it, innermost first. A circle is cut where it comes back to its smallest id. */
  around(id: GroupId | undefined): GroupId[] {
    const found: GroupId[] = [];
    for (let next = id; next !== undefined && this.groups.has(next); next = this.groups.get(next)!.parent) {
      if (found.includes(next)) return this.cut(found, next);
      found.push(next);
    }
    return found;
  }

  /** Every group on a circle has to see the same root, wherever one begins to walk. */
  private cut(path: readonly GroupId[], again: GroupId): GroupId[] {
    const circle = path.slice(path.indexOf(again));
    const root = circle.reduce((a, b) => (a < b ? a : b));
    return path.slice(0, path.indexOf(root) + 1);
  }

  private findNode(id: GroupId): GroupId | undefined {
    return this.around(id).findLast((each) => this.folded.has(each) || !this.tasksOf(each).length);
  }
}

function nodesOf(view: DagView, forest: GroupForest): FoldedNode[] {
  const nodes = new Map<string, FoldedNode>();
  const parentKey = (id: GroupId | undefined) =>
    id !== undefined && forest.around(id).length ? groupKey(id) : undefined;
  const groups = new Map(view.groups.map((group) => [group.id, group]));
  const hidden = hiddenEdges(view, forest);
  const addGroup = (id: GroupId) => {
    const key = groupKey(id);
    if (nodes.has(key)) return;
    const within = { tasks: forest.tasksOf(id), edges: hidden.get(key) ?? [] };
    nodes.set(key, {
      key,
      parent: parentKey(forest.parentOf(id)),
      kind: 'foldedGroup',
      group: groups.get(id)!,
      ...within,
    });
  };
  for (const task of view.tasks) {
    const group = forest.nodeOf(task.group);
    const key = taskKey(task.id);
    if (group !== undefined) addGroup(group);
    else if (!nodes.has(key)) nodes.set(key, { key, parent: parentKey(task.group), kind: 'task', task });
  }
  for (const { id } of view.groups) if (forest.nodeOf(id) === id) addGroup(id);
  return [...nodes.values()];
}

/** The edges within folded groups, by key of the group. */
function hiddenEdges(view: DagView, forest: GroupForest): Map<string, EdgeView[]> {
  const hidden = new Map<string, EdgeView[]>();
  if (view.groups.length === 0) return hidden;
  for (const edge of view.edges.filter((each) => forest.hides(each))) {
    const key = forest.taskNodes.get(edge.upstream)!;
    const known = hidden.get(key);
    if (known) known.push(edge);
    else hidden.set(key, [edge]);
  }
  return hidden;
}

function openGroups(view: DagView, forest: GroupForest): OpenGroup[] {
  const open = view.groups.flatMap((group): OpenGroup[] => {
    if (forest.nodeOf(group.id) !== undefined) return [];
    const [, parent] = forest.around(group.id);
    const depth = forest.around(group.id).length - 1;
    return [{ key: groupKey(group.id), parent: parent === undefined ? undefined : groupKey(parent), group, depth }];
  });
  return open.sort((a, b) => a.depth - b.depth);
}

function edgesOf(view: DagView, forest: GroupForest): FoldedEdge[] {
  const merged = new Map<string, { key: string; from: string; to: string; edges: EdgeView[] }>();
  for (const edge of view.edges) {
    const from = forest.taskNodes.get(edge.upstream);
    const to = forest.taskNodes.get(edge.downstream);
    if (from === undefined || to === undefined) continue;
    if (from === to && from !== taskKey(edge.upstream)) continue;
    const key = `${from}\n${to}`;
    const known = merged.get(key);
    if (known) known.edges.push(edge);
    else merged.set(key, { key, from, to, edges: [edge] });
  }
  return [...merged.values()];
}
