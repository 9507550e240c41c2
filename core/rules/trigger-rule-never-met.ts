// trigger-rule-never-met: a task that no run can run, however the tasks before it end.

import type { TaskId } from '../ir/dag';
import { certain } from '../ir/fact';
import { finalStatesIn, hasState } from '../scheduling';
import type { Finding, Rule, RuleInput } from './rule';
import { isNeverMet, type NeverRun, neverRun } from './support/neverRun';
import { placeIn } from './support/place';
import { writtenRule } from './support/triggerRuleFix';
import { quoted } from './support/words';

export const triggerRuleNeverMet: Rule = {
  id: 'trigger-rule-never-met',
  severity: 'warning',
  summary: 'A task never runs: no end of its upstream tasks meets its trigger rule.',
  why: 'Some trigger rules wait for what cannot happen: an `EmptyOperator` neither fails nor is skipped by itself, so `one_failed` after one that runs in any case is never met; and a task with `all_success` after both a task and the one that reacts to its failure (`one_failed`) is always skipped or failed, since one of the two is. All ends of the tasks before are tried, and decided as the scheduler of the Airflow version in force does (1.10 to 3.3).',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    load = BashOperator(task_id="load", bash_command="./load")
    done = EmptyOperator(task_id="done", trigger_rule="all_done")
    load >> done >> BashOperator(task_id="alert", bash_command="./alert", trigger_rule="one_failed")
    #                                                                                  ^^^^^^^^^^^^ warning: Task 'alert' never runs: trigger rule 'one_failed' is never met, since upstream task 'done' always succeeds. Tie it to the tasks whose end it waits for, or use another trigger rule.
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    load = BashOperator(task_id="load", bash_command="./load")
    load >> EmptyOperator(task_id="done", trigger_rule="all_done")
    load >> BashOperator(task_id="alert", bash_command="./alert", trigger_rule="one_failed")
`,
  *check(input) {
    for (const found of neverRun(input)) if (isNeverMet(found)) yield findingFor(input, found);
  },
};

function findingFor(input: RuleInput, found: NeverRun): Finding {
  const { dag, task } = found;
  return {
    rule: 'trigger-rule-never-met',
    severity: 'warning',
    ...placeIn(input, writtenRule(task) ?? task.idFact.at, task.at, task.via, dag.via, dag.at),
    message: `Task '${task.id}' never runs: ${reasonFor(found)}.`,
  };
}

function reasonFor({ graph, task, cases, branches }: NeverRun): string {
  const rule = `trigger rule '${certain(task.triggerRule)}'`;
  const upstream = graph.upstream(task.id);
  const sure = upstream.filter((id) =>
    cases.every(({ endOf }) => finalStatesIn(endOf(id).states).join() === 'success'),
  );
  if (sure.length > 0) {
    const verb = sure.length > 1 ? 'tasks' : 'task';
    const advice = 'Tie it to the tasks whose end it waits for, or use another trigger rule';
    return `${rule} is never met, since upstream ${verb} ${quoted(sure)} always ${sure.length > 1 ? 'succeed' : 'succeeds'}. ${advice}`;
  }
  const [skipping, ...skipped] = skippedAfterSuccess({ graph, task, cases });
  if (skipping !== undefined) {
    const verb = skipped.length > 1 ? 'are' : 'is';
    return `when '${skipping}' succeeds, ${quoted(skipped)} ${verb} skipped, and when it does not, ${rule} is not met either. Use another trigger rule`;
  }
  const whatever = branches.length > 0 ? `whatever ${quoted(branches)} chooses and ` : '';
  return `${rule} is never met, ${whatever}however ${quoted(upstream)} ${upstream.length > 1 ? 'end' : 'ends'}. Use another trigger rule, or other upstream tasks`;
}

/** A task that some upstream tasks only run after if it does not succeed: its id, then theirs. */
function skippedAfterSuccess({ graph, task, cases }: Pick<NeverRun, 'graph' | 'task' | 'cases'>): TaskId[] {
  for (const { fixed, endOf } of cases) {
    if (fixed.size !== 1 || ![...fixed.values()].includes('success')) continue;
    const skipped = graph.upstream(task.id).filter((id) => !endOf(id).runs && hasState(endOf(id).states, 'skipped'));
    if (skipped.length > 0) return [...fixed.keys(), ...skipped];
  }
  return [];
}
