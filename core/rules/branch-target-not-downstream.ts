// branch-target-not-downstream: a branch callable that returns a task its branch task does not lead to.

import { isValidTarget, tasksMeant } from '../scheduling';
import type { Finding, Rule, RuleInput } from './rule';
import { type BranchTarget, branchTargets, directlyDownstream, wrongForAll } from './support/branches';
import { placeIn } from './support/place';
import { quoted } from './support/words';

export const branchTargetNotDownstream: Rule = {
  id: 'branch-target-not-downstream',
  severity: 'warning',
  summary: 'A branch returns a task that is not directly downstream of it.',
  why: 'A branch skips those of its direct downstream tasks that it does not return. An id that is not directly downstream is accepted, but it picks nothing: Airflow skips the direct downstream tasks that it does not lead to. The id of a task group stands for its first tasks.',
  bad: `
from airflow.sdk import DAG, task
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):

    @task.branch
    def pick():
        return "load"
        #      ^^^^^^ warning: Task 'load' is not directly downstream of branch task 'pick', so returning it skips what is: 'clean'. Return one of those, or add the dependency pick >> load.

    pick() >> EmptyOperator(task_id="clean") >> EmptyOperator(task_id="load")
`,
  good: `
from airflow.sdk import DAG, task
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):

    @task.branch
    def pick():
        return "clean"

    pick() >> EmptyOperator(task_id="clean") >> EmptyOperator(task_id="load")
`,
  *check(input) {
    for (const target of wrongForAll(branchTargets(input.file), isNotDownstream)) yield findingFor(target, input);
  },
};

function isNotDownstream({ dag, task, id }: BranchTarget): boolean {
  if (!isValidTarget(dag, id)) return false;
  const direct = new Set(directlyDownstream(dag, task.id));
  return !tasksMeant(dag, id).some((meant) => direct.has(meant));
}

function findingFor({ dag, task, id, at }: BranchTarget, input: RuleInput): Finding {
  const direct = directlyDownstream(dag, task.id);
  const noun = dag.tasks.has(id) ? 'Task' : 'Task group';
  const effect =
    direct.length === 0
      ? ', which has nothing downstream: the branch decides nothing. Add'
      : `, so returning it skips what is: ${quoted(direct)}. Return one of those, or add`;
  return {
    rule: 'branch-target-not-downstream',
    severity: 'warning',
    ...placeIn(input, at, task.at, task.via, dag.via, dag.at),
    message: `${noun} '${id}' is not directly downstream of branch task '${task.id}'${effect} the dependency ${task.id} >> ${id}.`,
  };
}
