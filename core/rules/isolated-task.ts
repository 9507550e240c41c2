// isolated-task: a task that is tied to nothing, in a DAG whose other tasks are all tied together.

import type { Dag, Task, TaskId } from '../ir/dag';
import { tiedTo } from '../ir/reached';
import { contains } from '../text/span';
import type { Rule, RuleInput } from './rule';
import { completeDags } from './support/completeDags';
import { dependencyTuples } from './support/dependencyTuples';
import { isNameRead } from './support/nameUses';
import { nodesAround } from './support/nodesAround';
import { placeIn } from './support/place';

export const isolatedTask: Rule = {
  id: 'isolated-task',
  severity: 'warning',
  summary: 'A task is tied to nothing, while all other tasks of its DAG are tied together.',
  why: 'A task without dependencies starts with the run, whatever the others do. Where all other tasks of the DAG are tied together, its dependency was mostly forgotten. No Airflow version says anything.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    extract = EmptyOperator(task_id="extract")
    clean = EmptyOperator(task_id="clean")
    load = EmptyOperator(task_id="load")
    report = EmptyOperator(task_id="report")
    #                              ^^^^^^^^ warning: Task 'report' is tied to nothing, while the other tasks of the DAG are tied together: it starts at once. Add its dependency with >>.
    extract >> clean >> load
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    extract = EmptyOperator(task_id="extract")
    clean = EmptyOperator(task_id="clean")
    load = EmptyOperator(task_id="load")
    report = EmptyOperator(task_id="report")
    extract >> clean >> load >> report
`,
  *check(input) {
    for (const dag of completeDags(input.file)) {
      const task = isolatedIn(dag);
      if (!task || isMentioned(input, task) || hasBrokenDependency(input)) continue;
      const at = contains(task.at, task.idFact.at) ? task.idFact.at : task.at;
      yield {
        rule: 'isolated-task',
        severity: 'warning',
        ...placeIn(input, at, task.via, dag.via, dag.at),
        message: `Task '${task.id}' is tied to nothing, while the other tasks of the DAG are tied together: it starts at once. Add its dependency with >>.`,
      };
    }
  },
};

/** Another rule says already why a dependency is missing. */
function hasBrokenDependency(input: RuleInput): boolean {
  const { events } = input.file;
  return (
    events.some(({ refuses, kind }) => refuses === 'file' || kind === 'dependency-comparison') ||
    dependencyTuples(input).size > 0
  );
}

/** A variable of the task that is used, if only in a list by itself, shows that it was thought of. */
function isMentioned({ module }: RuleInput, task: Task): boolean {
  const statement = nodesAround(module, task.at).findLast((node) => node.kind === 'Assign');
  return statement?.targets.some((target) => target.kind === 'Name' && isNameRead(module, target.name)) === true;
}

/** The other tasks that have to be tied together before one is missed. */
const FEWEST_OTHERS = 3;

/** The one task without any edge, if the others hang together and nothing else explains it. */
function isolatedIn(dag: Dag): Task | undefined {
  const tied = new Set(dag.edges.flatMap(({ upstream, downstream }) => [upstream, downstream]));
  const [alone, ...more] = [...dag.tasks.values()].filter((task) => !tied.has(task.id));
  if (!alone || more.length > 0 || tied.size < FEWEST_OTHERS || !isConnected(dag, tied)) return undefined;
  const tasks = [...dag.tasks.values()];
  const isTarget = tasks.some((task) =>
    task.branch?.targets.some((target) => target.known && target.value === alone.id),
  );
  const isMeant = alone.kind !== 'work' || isTarget || tasks.some((task) => task.conditional !== undefined);
  return isMeant || dag.edges.some((edge) => edge.conditional !== undefined) ? undefined : alone;
}

function isConnected(dag: Dag, tied: ReadonlySet<TaskId>): boolean {
  const [first] = tied;
  return first === undefined || tiedTo(dag, first).size === tied.size;
}
