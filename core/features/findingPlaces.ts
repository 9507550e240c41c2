// Which tasks and edges of a DAG a finding stands at: the smallest piece of code that holds it decides.

import type { Dag, Edge, Task } from '../ir/dag';
import type { PlainValue } from '../ir/plainValue';
import { contains, type Origin } from '../text/span';

/** What a finding is about. */
export interface Marked {
  readonly tasks: readonly Task[];
  readonly edges: readonly Edge[];
}

/** Finds what stands at a place of the checked file. */
export type MarkedAt = (place: Origin) => Marked;

interface Piece {
  readonly at: Origin;
  readonly task?: Task;
  readonly edge?: Edge;
}

/** Looks up the tasks and edges of one DAG. */
export function markedIn(dag: Dag): MarkedAt {
  const pieces: Piece[] = [
    ...[...dag.tasks.values()].flatMap((task) => placesOf(task).map((at) => ({ at, task }))),
    ...dag.edges.map((edge) => ({ at: edge.at, edge })),
  ];
  return (place) => {
    const around = pieces.filter(({ at }) => contains(at, place));
    const smallest = Math.min(...around.map(lengthOf));
    const nearest = around.filter((piece) => lengthOf(piece) === smallest);
    const tasks = [...new Set(nearest.flatMap(({ task }) => task ?? []))];
    // The call of a TaskFlow function makes a task and its edges: what is said of it is about the task.
    return { tasks, edges: tasks.length > 0 ? [] : nearest.flatMap(({ edge }) => edge ?? []) };
  };
}

function lengthOf({ at }: Piece): number {
  return at.end - at.start;
}

/** The code of a task: its call, its id, its own arguments and templates, and the functions that it runs. */
function placesOf(task: Task): Origin[] {
  const own = [...task.arguments.values()].filter(({ from }) => from === 'call');
  return [
    ...[task.at, task.via, task.idFact.at].filter((at) => at !== undefined),
    ...own.flatMap(({ at, value }) => [at, ...(isWrittenApart(value) ? [value.at] : [])]),
    ...task.templates.flatMap(({ at, argument }) => [at, argument]),
  ];
}

/** A list that several tasks are given is not one task's own; a function or a text mostly is. */
function isWrittenApart(value: PlainValue): boolean {
  return value.kind === 'function' || value.kind === 'text';
}
