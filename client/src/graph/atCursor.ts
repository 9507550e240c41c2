// What of a file's DAGs stands at the cursor.

import type { TaskId } from '../../../core/ir/dag';
import type { DagView, TaskView } from '../../../core/ir/dagView';
import type { Origin } from '../../../core/text/span';

/** A line of a file: its offsets, and that of the cursor. */
export interface CursorPlace {
  /** Is this the file? Addresses of one file can be written in several ways. */
  readonly isFile: (uri: string) => boolean;
  readonly offset: number;
  readonly lineStart: number;
  readonly lineEnd: number;
}

/** The tasks of a DAG made at the cursor: in the smallest code around it, else in the cursor's line. */
export function tasksAtCursor(dag: DagView, place: CursorPlace): TaskId[] {
  const here = dag.tasks.flatMap((task) => placesIn(task, place).map((at) => ({ id: task.id, at })));
  const around = here.filter(({ at }) => at.start <= place.offset && place.offset <= at.end);
  const inLine = here.filter(({ at }) => at.start >= place.lineStart && at.start <= place.lineEnd);
  const found = around.length ? around : inLine;
  const smallest = Math.min(...found.map(({ at }) => at.end - at.start));
  return [...new Set(found.filter(({ at }) => at.end - at.start === smallest).map(({ id }) => id))];
}

/**
 * The index of the DAG that the cursor is in: the one with a task there, else the last one made before the cursor.
 * Undefined: the cursor stands before all of them, or the file makes none.
 */
export function dagAtCursor(dags: readonly DagView[], place: CursorPlace): number | undefined {
  const withTask = dags.findIndex((dag) => tasksAtCursor(dag, place).length > 0);
  if (withTask >= 0) return withTask;
  const before = dags
    .map(({ at }, index) => ({ at, index }))
    .filter(({ at }) => place.isFile(at.uri) && at.start <= place.lineEnd)
    .sort((a, b) => b.at.start - a.at.start);
  return before[0]?.index;
}

function placesIn(task: TaskView, { isFile }: CursorPlace): Origin[] {
  return [task.at, task.via].filter((at): at is Origin => at !== undefined && isFile(at.uri));
}
