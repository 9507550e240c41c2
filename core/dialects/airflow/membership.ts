// Tasks and groups join their DAG; ids that are taken are refused, as Airflow does (DuplicateTaskIdFound).

import type { Interpreter } from '../../eval/interpreter';
import type { Value } from '../../eval/values';
import type { Origin } from '../../text/span';
import { atLeast } from '../../text/version';
import { type DagModel, type GroupModel, TaskModel } from './model';
import { report, stateOf } from './state';

/** Puts a task in its DAG, and in a group of it if it has none yet. */
export function addTask(I: Interpreter, dag: DagModel, task: TaskModel, at: Origin): void {
  I.effects++;
  if (!task.group) {
    const group = stateOf(I).currentGroup(dag);
    const owner = group.dag === dag ? group : dag.root;
    task.group = owner;
    task.id = owner.childId(task.id);
  }
  const taken = dag.tasks.get(task.id) ?? dag.groups.get(task.id);
  if (taken === task) return;
  task.dag = dag;
  if (taken) {
    refuseTask(I, dag, task, taken, at);
    return;
  }
  task.group.children.set(task.id, task);
  dag.tasks.set(task.id, task);
  dag.usedIds.add(task.id);
}

function refuseTask(I: Interpreter, dag: DagModel, task: TaskModel, taken: TaskModel | GroupModel, at: Origin): void {
  const from = [task.idValue];
  if (taken instanceof TaskModel) {
    // Of two ways to make the same task only one will be taken: both mean the one task.
    if (I.doubt !== undefined || taken.conditional !== undefined) task.standsFor = taken;
    // 1.10 only warns, and the later task takes the place of the first.
    const refuses = atLeast(stateOf(I).version, 2) ? ('file' as const) : undefined;
    if (!refuses) replace(dag, taken, task);
    const event = { kind: 'duplicate-task-id', id: task.id, first: visible(I, taken) } as const;
    if (!taken.conditional)
      report(I, event, idPlace(I, task.idValue, at), { dag, from, ...(refuses ? { refuses } : {}) });
    return;
  }
  const event = { kind: 'task-group-id-collision', id: task.id, added: 'task', first: visible(I, taken) } as const;
  report(I, event, idPlace(I, task.idValue, at), { dag, from, refuses: 'file' });
}

function replace(dag: DagModel, first: TaskModel, second: TaskModel): void {
  dag.tasks.set(first.id, second);
  second.group?.children.set(first.id, second);
}

/** Makes room for a group's id; returns the id it gets, with a suffix where that was asked for. */
export function takeGroupId(
  I: Interpreter,
  dag: DagModel,
  id: string,
  idValue: Value,
  suffixOnCollision: boolean,
  at: Origin,
): { readonly id: string; readonly refused: boolean } {
  if (!dag.usedIds.has(id)) return { id, refused: false };
  if (suffixOnCollision) return { id: withSuffix(dag, id), refused: false };
  const taken = dag.groups.get(id) ?? dag.tasks.get(id);
  const first = taken ? visible(I, taken) : at;
  const place = idPlace(I, idValue, at);
  if (taken instanceof TaskModel) {
    report(I, { kind: 'task-group-id-collision', id, added: 'group', first }, place, {
      dag,
      from: [idValue],
      refuses: 'file',
    });
  } else {
    report(I, { kind: 'duplicate-group-id', id, first }, place, { dag, from: [idValue], refuses: 'file' });
  }
  return { id: stateOf(I).standIn(id), refused: true };
}

function withSuffix(dag: DagModel, id: string): string {
  const base = id.replace(/__\d+$/, '');
  let highest = 0;
  for (const used of dag.usedIds) {
    if (!used.startsWith(`${base}__`)) continue;
    const suffix = used.slice(base.length + 2);
    if (/^\d+$/.test(suffix)) highest = Math.max(highest, Number(suffix));
  }
  return highest === 0 ? `${id}__1` : `${base}__${highest + 1}`;
}

/** The id a TaskFlow call gets where its own is taken: `name__1`, `name__2` … */
export function uniqueTaskId(dag: DagModel, group: GroupModel, id: string): string {
  const full = group.childId(id);
  if (!dag.tasks.has(full)) return id;
  const prefix = full.replace(/__\d+$/, '');
  let highest = 0;
  for (const used of dag.tasks.keys()) {
    if (!used.startsWith(`${prefix}__`)) continue;
    const suffix = used.slice(prefix.length + 2);
    if (/^\d+$/.test(suffix)) highest = Math.max(highest, Number(suffix));
  }
  return `${id.replace(/__\d+$/, '')}__${highest + 1}`;
}

function idPlace(I: Interpreter, idValue: Value, at: Origin): Origin {
  return idValue.at.uri === I.entry ? idValue.at : at;
}

function visible(I: Interpreter, node: TaskModel | GroupModel): Origin {
  const { at, via } = node.place;
  if (node instanceof TaskModel && node.idValue.at.uri === I.entry) return node.idValue.at;
  return via ?? at;
}
