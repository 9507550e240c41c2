// The first and last tasks of a group, as TaskGroup.get_roots and get_leaves find them (2.11.2 and 3.3.2 alike).

import { atLeast } from '../../text/version';
import { actual, type GroupModel, type TaskModel } from './model';

function members(group: GroupModel): Set<TaskModel> {
  return new Set([...group.tasks()].map(actual));
}

/** Tasks without an upstream task inside the group. */
export function rootsOf(group: GroupModel): readonly TaskModel[] {
  const tasks = members(group);
  return [...tasks].filter((task) => ![...task.upstream.keys()].some((upstream) => tasks.has(upstream)));
}

/** Tasks without a downstream task inside the group; a teardown is passed over for what comes before it. */
export function leavesOf(group: GroupModel): readonly TaskModel[] {
  const tasks = members(group);
  const leaves: TaskModel[] = [];
  for (const task of tasks) {
    if ([...task.downstream.keys()].some((downstream) => tasks.has(downstream))) continue;
    if (task.kind === 'teardown') leaves.push(...beforeTeardown(task, tasks, new Set()));
    else leaves.push(task);
  }
  return leaves;
}

function beforeTeardown(teardown: TaskModel, tasks: ReadonlySet<TaskModel>, seen: Set<TaskModel>): TaskModel[] {
  if (seen.has(teardown)) return [];
  seen.add(teardown);
  const found: TaskModel[] = [];
  for (const upstream of teardown.upstream.keys()) {
    if (!tasks.has(upstream)) continue;
    if (upstream.kind === 'teardown') found.push(...beforeTeardown(upstream, tasks, seen));
    else if (upstream.kind !== 'setup' && !hasOtherWork(upstream, teardown, tasks)) found.push(upstream);
  }
  return found;
}

function hasOtherWork(task: TaskModel, except: TaskModel, tasks: ReadonlySet<TaskModel>): boolean {
  return [...task.downstream.keys()].some((down) => down !== except && tasks.has(down) && down.kind !== 'teardown');
}

/** What comes last in a group; since Airflow 3, an empty group passes on what was set before it. */
export function findLeaves(group: GroupModel, version: string): readonly TaskModel[] {
  if (!atLeast(version, 3)) return leavesOf(group);
  for (let current: GroupModel | undefined = group; current; current = current.parent) {
    const leaves = leavesOf(current);
    if (leaves.length) return leaves;
    if (current.upstreamTasks.size) return [...current.upstreamTasks];
  }
  return [];
}
