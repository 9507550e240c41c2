// The DAGs that are known in full: what is not there is certainly not there.

import type { Dag, DagFile } from '../../ir/dag';
import { certain } from '../../ir/fact';

/** The DAGs that Airflow collects and of which every task and edge is known. */
export function completeDags(file: DagFile): Dag[] {
  return file.dags.filter((dag) => dag.notCollected === undefined && isComplete(dag));
}

/** True if all tasks of the DAG are known, each for certain. */
export function isComplete(dag: Dag): boolean {
  if (dag.incomplete !== undefined || dag.conditional !== undefined) return false;
  return [...dag.tasks.values()].every((task) => certain(task.idFact) !== undefined);
}
