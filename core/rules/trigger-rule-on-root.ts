// trigger-rule-on-root: a task with nothing before it, told what to make of how the tasks before it end.

import type { Dag, Task, TaskId } from '../ir/dag';
import { certain } from '../ir/fact';
import { tiedTo } from '../ir/reached';
import { isTriggerRule } from '../scheduling';
import { type Origin, sameOrigin } from '../text/span';
import type { Rule } from './rule';
import { completeDags } from './support/completeDags';
import { placeIn } from './support/place';
import { writtenRule } from './support/triggerRuleFix';

/** Rules that say what happens anyway. */
const NEVER_WRONG: ReadonlySet<string> = new Set(['all_success', 'always', 'dummy']);

/** Rules that wait for failures or skips: a first task that has one cannot be meant. */
const ALWAYS_WRONG: ReadonlySet<string> = new Set(['one_failed', 'all_failed', 'all_skipped']);

export const triggerRuleOnRoot: Rule = {
  id: 'trigger-rule-on-root',
  severity: 'warning',
  summary: 'A task without upstream tasks has a trigger rule.',
  why: 'A trigger rule is about the tasks directly upstream. Without any, Airflow (1.10 to 3.3) starts the task at once, whatever the rule: a task that should report a failure or clean up runs first. Mostly the line with the dependency was forgotten. Of the rules that wait for success or an end, such as `all_done`, a task that starts a chain is reported only if other tasks of the DAG are not tied to it; else they do no harm there.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    EmptyOperator(task_id="extract") >> EmptyOperator(task_id="load")
    alert = EmptyOperator(task_id="alert", trigger_rule="one_failed")
    #                                                   ^^^^^^^^^^^^ warning: Task 'alert' has no upstream task, so it starts at once, whatever trigger rule 'one_failed' says. Add the dependency, or leave the trigger rule out.
    alert >> EmptyOperator(task_id="close_alert")
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    load = BashOperator(task_id="load", bash_command="./load")
    alert = EmptyOperator(task_id="alert", trigger_rule="one_failed")
    EmptyOperator(task_id="extract") >> load >> alert >> EmptyOperator(task_id="close_alert")
`,
  *check(input) {
    for (const dag of completeDags(input.file)) {
      const suspects = [...dag.tasks.values()].filter(hasOwnRule);
      if (suspects.length === 0) continue;
      const below = new Set(dag.edges.map(({ downstream }) => downstream));
      for (const task of suspects) {
        if (below.has(task.id) || !isMistaken(dag, task)) continue;
        // One place can speak for many tasks: a loop, a decorated function called twice.
        if (suspects.some((other) => below.has(other.id) && sameOrigin(ruleAt(other), ruleAt(task)))) continue;
        yield {
          rule: 'trigger-rule-on-root',
          severity: 'warning',
          ...placeIn(input, ruleAt(task), task.at, task.via, dag.via, dag.at),
          message: `Task '${task.id}' has no upstream task, so it starts at once, whatever trigger rule '${certain(task.triggerRule)}' says. Add the dependency, or leave the trigger rule out.`,
        };
      }
    }
  },
};

/** A rule of the call itself, on a task that is certainly there. */
function hasOwnRule(task: Task): boolean {
  const rule = certain(task.triggerRule);
  if (rule === undefined || NEVER_WRONG.has(rule) || !isTriggerRule(rule)) return false;
  if (task.kind === 'teardown' || task.conditional !== undefined) return false;
  return task.arguments.get('trigger_rule')?.from === 'call';
}

function isMistaken(dag: Dag, task: Task): boolean {
  return (
    ALWAYS_WRONG.has(certain(task.triggerRule) ?? '') ||
    (dag.edges.length > 0 && (!startsChain(dag, task.id) || isApart(dag, task.id)))
  );
}

/** True if some task comes after this one alone. */
function startsChain({ edges }: Dag, id: TaskId): boolean {
  const below = edges.filter(({ upstream }) => upstream === id).map(({ downstream }) => downstream);
  return below.some((next) => edges.every(({ upstream, downstream }) => downstream !== next || upstream === id));
}

/** True if some tasks are tied to neither this one nor those after it: what it should wait for may be among them. */
function isApart(dag: Dag, id: TaskId): boolean {
  return tiedTo(dag, id).size < dag.tasks.size;
}

function ruleAt(task: Task): Origin {
  return writtenRule(task) ?? task.at;
}
