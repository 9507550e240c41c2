// Where the DAGs and tasks of a file are made: an editor offers there what can be done with them.

import type { DagFile, TaskId } from '../ir/dag';
import type { Origin } from '../text/span';
import { inOrder, placeIn } from './places';

export interface DagLens {
  /** In the file itself. */
  readonly at: Origin;
  /** Indexes of the DAGs made there: several where a loop makes them. */
  readonly dags: readonly number[];
}

export interface TaskLens {
  /** In the file itself. */
  readonly at: Origin;
  /** Index of the DAG. */
  readonly dag: number;
  /** The tasks made there: several where a loop makes them. */
  readonly tasks: readonly TaskId[];
}

/** The places of a file where DAGs are made, in the order of the text; DAGs made elsewhere have none. */
export function dagLenses({ uri, dags }: DagFile): DagLens[] {
  const lenses = new Map<number, { at: Origin; dags: number[] }>();
  for (const [index, dag] of dags.entries()) {
    const at = placeIn(uri, dag);
    if (!at) continue;
    const known = lenses.get(at.start);
    if (known) known.dags.push(index);
    else lenses.set(at.start, { at, dags: [index] });
  }
  return inOrder([...lenses.values()]);
}

/** The places of a file where tasks are made, in the order of the text; a task whose id is not known cannot be named, and has none. */
export function taskLenses({ uri, dags }: DagFile): TaskLens[] {
  const lenses = new Map<string, { at: Origin; dag: number; tasks: TaskId[] }>();
  for (const [dag, { tasks }] of dags.entries()) {
    for (const task of tasks.values()) {
      const at = task.idFact.known ? placeIn(uri, task) : undefined;
      if (!at) continue;
      const place = `${dag} ${at.start}`;
      const known = lenses.get(place);
      if (known) known.tasks.push(task.id);
      else lenses.set(place, { at, dag, tasks: [task.id] });
    }
  }
  return inOrder([...lenses.values()]);
}
