// What a hover over a task says: operator, trigger rule, neighbours.

import type { Dag, DagFile, Task } from '../ir/dag';
import { knownValue } from '../ir/fact';
import type { Origin } from '../text/span';

export interface TaskHover {
  /** The id or class name under the pointer. */
  readonly at: Origin;
  readonly taskId: string;
  readonly operator: string;
  /** Undefined: not known. */
  readonly triggerRule: string | undefined;
  readonly kind: Task['kind'];
  readonly mapped: boolean;
  /** Ids, sorted. */
  readonly upstream: readonly string[];
  readonly downstream: readonly string[];
  /** Undefined: not known. */
  readonly dagId: string | undefined;
}

/**
 * The tasks whose id or class name stands at an offset: several where a loop makes them, none elsewhere.
 * @param text the text of the file at `path`
 */
export function tasksAt(file: DagFile, path: string, text: string, offset: number): TaskHover[] {
  return file.dags.flatMap((dag) =>
    [...dag.tasks.values()].flatMap((task) => {
      const at = handles(task, path, text).find(({ start, end }) => start <= offset && offset <= end);
      return at ? [describe(dag, task, at)] : [];
    }),
  );
}

/** The words that stand for the task in its own code: the id, and what is called or decorated. */
function handles(task: Task, path: string, text: string): Origin[] {
  const id = task.idFact.known && task.idFact.at.uri === path ? [task.idFact.at] : [];
  return [
    ...id.filter(({ start, end }) => end - start <= 300 && !text.slice(start, end).includes('(')),
    ...name(task, path, text),
  ];
}

function name(task: Task, path: string, text: string): Origin[] {
  const at = task.at.uri === path ? task.at : task.via;
  if (at?.uri !== path) return [];
  const called = /^@?[\w.]+/.exec(text.slice(at.start, at.end));
  return called ? [{ uri: path, start: at.start, end: at.start + called[0].length }] : [];
}

function describe(dag: Dag, task: Task, at: Origin): TaskHover {
  const ids = (pick: 'upstream' | 'downstream', other: 'upstream' | 'downstream'): string[] =>
    [...new Set(dag.edges.filter((edge) => edge[other] === task.id).map((edge) => edge[pick]))].sort();
  return {
    at,
    taskId: task.id,
    operator: task.operator,
    triggerRule: knownValue(task.triggerRule),
    kind: task.kind,
    mapped: task.mapped,
    upstream: ids('upstream', 'downstream'),
    downstream: ids('downstream', 'upstream'),
    dagId: knownValue(dag.id),
  };
}
