// invalid-setup-teardown: setups and teardowns that Airflow refuses.

import type { BuildEvent } from '../ir/buildEvent';
import type { Dag, Edge, Task } from '../ir/dag';
import { certain } from '../ir/fact';
import type { Finding, Rule, RuleInput } from './rule';
import { fromEvent } from './support/fromEvent';
import { placeIn } from './support/place';

export const invalidSetupTeardown: Rule = {
  id: 'invalid-setup-teardown',
  severity: 'error',
  summary: 'A setup or a teardown is used in a way that Airflow refuses.',
  why: 'A task cannot be setup and teardown at once; a teardown has a trigger rule of its own, which cannot be set in `@task`; a `@teardown` function can be called only once; `@setup` and `@teardown` do not take the arguments of a task; and what directly follows a setup must have trigger rule `all_success`. Airflow (2.7 to 3.3) raises for the first four when it reads the file, and does not load the DAG for the last.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    cluster = EmptyOperator(task_id="cluster").as_setup()
    cluster >> EmptyOperator(task_id="load", trigger_rule="all_done")
    #                                                     ^^^^^^^^^^ error: Task 'load' directly follows setup 'cluster', so its trigger rule must be 'all_success', not 'all_done'. Leave the trigger rule out, or put a task between them.
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    cluster = EmptyOperator(task_id="cluster").as_setup()
    cluster >> EmptyOperator(task_id="load")
`,
  *check(input) {
    for (const event of input.file.events) {
      const message = messageFor(event);
      if (message !== undefined) yield fromEvent('invalid-setup-teardown', input, event, { message });
    }
    for (const [index, dag] of input.file.dags.entries()) yield* afterSetups(input, dag, index);
  },
};

function messageFor(event: BuildEvent): string | undefined {
  switch (event.kind) {
    case 'setup-and-teardown': {
      const other = event.already === 'setup' ? 'teardown' : 'setup';
      return `Task '${event.id}' is a ${event.already} already, so it cannot be a ${other}. Make them two tasks.`;
    }
    case 'teardown-trigger-rule':
      return "The trigger rule of a teardown cannot be set: it runs when its setup has succeeded and all before it is done. Leave 'trigger_rule' out.";
    case 'teardown-called-again':
      return 'This @teardown function was called before, and Airflow refuses a second call. Make it a @task, and call .as_teardown() on what each call returns.';
    case 'setup-teardown-argument':
      return `@${event.decorator} does not take the argument '${event.name}'. Arguments of the task belong in a @task(…) below it.`;
    default:
      return undefined;
  }
}

/** `validate_setup_teardown` of 2.7 to 3.3: at most one finding for each task. */
function* afterSetups(input: RuleInput, dag: Dag, index: number): Iterable<Finding> {
  if (dag.incomplete !== undefined || dag.conditional !== undefined || dag.notCollected !== undefined) return;
  const refused = new Map<Task, Edge>();
  for (const edge of dag.edges) {
    const task = dag.tasks.get(edge.downstream);
    if (task && !refused.has(task) && isRefused(dag, edge, task)) refused.set(task, edge);
  }
  for (const [task, { upstream }] of refused) {
    yield {
      rule: 'invalid-setup-teardown',
      severity: 'error',
      ...placeIn(input, task.triggerRule.at, task.at, task.via, dag.via, dag.at),
      message: `Task '${task.id}' directly follows setup '${upstream}', so its trigger rule must be 'all_success', not '${certain(task.triggerRule)}'. Leave the trigger rule out, or put a task between them.`,
      refuses: index,
    };
  }
}

function isRefused(dag: Dag, { upstream, conditional }: Edge, task: Task): boolean {
  const setup = dag.tasks.get(upstream);
  if (setup?.kind !== 'setup' || task.kind === 'teardown') return false;
  const isSure = [conditional, setup.conditional, task.conditional, setup.kindDoubt, task.kindDoubt].every(
    (doubt) => doubt === undefined,
  );
  const rule = certain(task.triggerRule);
  return isSure && rule !== undefined && rule !== 'all_success';
}
