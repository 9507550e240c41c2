// What of a file is to be run: the DAG, and which of its tasks.

import type { TaskId } from '../../../../core/ir/dag';
import type { RunnableDag } from '../../../../core/runs';
import { graphToRun } from '../../../../core/scheduling/run';
import { nearName } from '../../../../core/text/nearName';
import { UsageError } from '../world';
import type { RunOptions } from './runOptions';

/** The DAG that is asked for, or the only one. @throws UsageError */
export function chosenDag(
  dags: readonly RunnableDag[],
  { dagId, path }: Pick<RunOptions, 'dagId' | 'path'>,
): RunnableDag {
  const ids = dags.map((dag) => `'${dag.dagId}'`).join(', ');
  if (dags.length === 0) throw new UsageError(`'${path}' makes no DAG.`);
  if (dagId === undefined) {
    if (dags.length === 1) return dags[0]!;
    throw new UsageError(`'${path}' makes ${dags.length} DAGs; name one of them: ${ids}.`);
  }
  const dag = dags.find((one) => one.dagId === dagId);
  if (!dag) throw new UsageError(`'${path}' makes no DAG '${dagId}', but ${ids}.`);
  return dag;
}

/** The tasks to run; undefined: all. @throws UsageError for a task that the DAG does not have */
export function chosenTasks(dag: RunnableDag, { tasks, from, marks }: RunOptions): ReadonlySet<TaskId> | undefined {
  for (const id of [...tasks, ...(from === undefined ? [] : [from]), ...marks.keys()]) checkTask(dag, id);
  if (tasks.length > 0) return new Set(tasks);
  return from === undefined ? undefined : new Set([from, ...graphToRun(dag).descendants(from)]);
}

function checkTask({ dagId, tasks }: RunnableDag, id: string): void {
  const ids = tasks.map((task) => task.id);
  if (ids.includes(id)) return;
  const near = nearName(id, ids);
  throw new UsageError(`DAG '${dagId}' has no task '${id}'${near ? `; did you mean '${near}'?` : '.'}`);
}
