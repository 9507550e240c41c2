// branch-join-skipped: a task that joins the ways after a branch, with a trigger rule that skips it.

import { certain } from '../ir/fact';
import { hasState } from '../scheduling';
import { atLeast } from '../text/version';
import type { Finding, Rule, RuleInput } from './rule';
import { fixList } from './support/fixes';
import { isJoinSkipped, type NeverRun, neverRun } from './support/neverRun';
import { placeIn } from './support/place';
import { taskRuleFix, writtenRule } from './support/triggerRuleFix';
import { quoted } from './support/words';

export const branchJoinSkipped: Rule = {
  id: 'branch-join-skipped',
  severity: 'warning',
  summary: 'The task that joins the ways after a branch is always skipped.',
  why: 'A branch skips those of its direct downstream tasks that it does not return, and trigger rule `all_success` (the default) skips a task as soon as one of its upstream tasks is skipped. So a task that follows all ways never runs, whichever way is taken, and the run is a success all the same. Every choice of the branches is tried, and each is decided as the scheduler of the Airflow version in force does (1.10 to 3.3).',
  bad: `
from airflow.sdk import DAG, task
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):

    @task.branch
    def pick(size: int):
        return "full" if size > 9 else "delta"

    full = EmptyOperator(task_id="full")
    delta = EmptyOperator(task_id="delta")
    pick(3) >> [full, delta] >> EmptyOperator(task_id="report")
    #                                                 ^^^^^^^^ warning: Task 'report' never runs: when 'pick' returns 'full', 'delta' is skipped, and when it returns 'delta', 'full' is, which trigger rule 'all_success' does not allow. Use 'none_failed_min_one_success'.
`,
  good: `
from airflow.sdk import DAG, task
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):

    @task.branch
    def pick(size: int):
        return "full" if size > 9 else "delta"

    full = EmptyOperator(task_id="full")
    delta = EmptyOperator(task_id="delta")
    pick(3) >> [full, delta] >> EmptyOperator(task_id="report", trigger_rule="none_failed_min_one_success")
`,
  *check(input) {
    for (const found of neverRun(input)) if (isJoinSkipped(found)) yield findingFor(input, found);
  },
};

function findingFor(input: RuleInput, found: NeverRun): Finding {
  const { dag, task } = found;
  const better = atLeast(input.file.version, 2, 2) ? 'none_failed_min_one_success' : 'none_failed_or_skipped';
  const happens = found.chosenBy ? chosenWords(found) : `Task '${task.id}' never runs: ${alwaysWords(found)}`;
  return {
    rule: 'branch-join-skipped',
    severity: 'warning',
    ...placeIn(input, writtenRule(task) ?? task.idFact.at, task.at, task.via, dag.via, dag.at),
    message: `${happens}, which trigger rule '${certain(task.triggerRule)}' does not allow. Use '${better}'.`,
    ...fixList(taskRuleFix(input, dag, task, better)),
  };
}

function chosenWords({ task, chosenBy, cases, graph }: NeverRun): string {
  const skipped = skippedIn({ graph, task }, cases[0]!);
  const others = skipped.length > 0 ? quoted(skipped) : 'another upstream task';
  return `Task '${task.id}' is skipped although '${chosenBy!.branch}' returns ${chosenBy!.choice.label}: ${others} before it ${skipped.length > 1 ? 'are' : 'is'} skipped then`;
}

/** What is skipped for each choice of the one branch, or in short for several branches. */
function alwaysWords({ task, branches, cases, graph }: NeverRun): string {
  const ways = cases.map((one) => ({ one, skipped: skippedIn({ graph, task }, one) }));
  if (branches.length > 1 || ways.length > 3 || ways.some(({ skipped }) => skipped.length === 0))
    return `whatever ${quoted(branches)} ${branches.length > 1 ? 'return' : 'returns'}, one of its upstream tasks is skipped`;
  const [branch] = branches;
  const words = ways.map(({ one, skipped }, index) => {
    const label = one.choices.get(branch!)!.label;
    const verb = skipped.length > 1 ? 'are' : 'is';
    return index === 0
      ? `when '${branch}' returns ${label}, ${quoted(skipped)} ${verb} skipped`
      : `when it returns ${label}, ${quoted(skipped)} ${verb}`;
  });
  return words.length < 2 ? words[0]! : `${words.slice(0, -1).join(', ')}, and ${words.at(-1)}`;
}

/** The upstream tasks that certainly do not run in this case. */
function skippedIn({ graph, task }: Pick<NeverRun, 'graph' | 'task'>, { endOf }: NeverRun['cases'][number]): string[] {
  return graph.upstream(task.id).filter((id) => hasState(endOf(id).states, 'skipped') && !endOf(id).runs);
}
