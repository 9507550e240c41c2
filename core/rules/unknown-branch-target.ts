// unknown-branch-target: a branch callable that returns an id its DAG does not have.

import { isValidTarget } from '../scheduling';
import { didYouMean } from '../text/nearName';
import type { Finding, Rule, RuleInput } from './rule';
import { type BranchTarget, branchTargets, wrongForAll } from './support/branches';
import { fixList, likelyFix } from './support/fixes';
import { nearId } from './support/nearId';
import { placeIn } from './support/place';

export const unknownBranchTarget: Rule = {
  id: 'unknown-branch-target',
  severity: 'error',
  summary: 'A branch returns an id that its DAG does not have.',
  why: 'Airflow loads the file, but the branch task fails as soon as it returns the id: "\'branch_task_ids\' must contain only valid task_ids". A task in a task group has the id of the group in front; the id of a task group is valid too.',
  bad: `
from airflow.sdk import DAG, task
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):

    @task.branch
    def pick():
        return "laod"
        #      ^^^^^^ error: Branch task 'pick' returns 'laod', but this DAG has no task or task group with that id. Did you mean 'load'?

    pick() >> [EmptyOperator(task_id="load"), EmptyOperator(task_id="skip")]
`,
  good: `
from airflow.sdk import DAG, task
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):

    @task.branch
    def pick():
        return "load"

    pick() >> [EmptyOperator(task_id="load"), EmptyOperator(task_id="skip")]
`,
  *check(input) {
    const wrong = wrongForAll(branchTargets(input.file), ({ dag, id }) => !isValidTarget(dag, id));
    for (const target of wrong) yield findingFor(target, input);
  },
};

function findingFor({ dag, task, id, at }: BranchTarget, input: RuleInput): Finding {
  const near = nearId(id, [...dag.tasks.keys(), ...dag.groups.keys()], task.group);
  return {
    rule: 'unknown-branch-target',
    severity: 'error',
    ...placeIn(input, at, task.at, task.via, dag.via, dag.at),
    message:
      `Branch task '${task.id}' returns '${id}', but this DAG has no task or task group with that id.` +
      (didYouMean(near) || ' Correct the id, or add the task.'),
    ...fixList(likelyFix(input, at, id, near)),
  };
}
