// unknown-pool: a task waits for a slot in a pool that Airflow does not have.

import type { Dag, Task } from '../ir/dag';
import { certainText } from '../ir/plainValue';
import type { Finding, KnownNames, Rule, RuleInput } from './rule';
import { fixList, likelyFix } from './support/fixes';
import { notListed } from './support/notListed';
import { oncePerPlace } from './support/parseTimeCalls';
import { placeIn } from './support/place';

export const unknownPool: Rule = {
  id: 'unknown-pool',
  severity: 'warning',
  summary: 'A task runs in a pool that the pools file of the project does not list.',
  why: 'The scheduler of every Airflow version leaves a task whose pool does not exist where it is: it stays scheduled and never runs ("Tasks using non-existent pool … will not be scheduled" in the log). The rule speaks only where the setting `pools` names a file, as `airflow pools export` writes it.',
  exampleSettings: { pools: 'pools.json' },
  bad: `
#- pools.json
{"warehouse": {"slots": 8, "description": "", "include_deferred": false}}
#- dag.py
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    BashOperator(task_id="load", bash_command="load", pool="warehuose")
    #                                                      ^^^^^^^^^^^ warning: Task 'load' uses the pool 'warehuose', but pools.json does not list it. Did you mean 'warehouse'?
`,
  good: `
#- pools.json
{"warehouse": {"slots": 8, "description": "", "include_deferred": false}}
#- dag.py
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    extract = BashOperator(task_id="extract", bash_command="extract", pool="default_pool")
    extract >> BashOperator(task_id="load", bash_command="load", pool="warehouse")
`,
  check(input) {
    const { pools } = input.installation;
    if (pools === undefined) return [];
    return oncePerPlace(
      input.file.dags.flatMap((dag) => [...dag.tasks.values()].flatMap((task) => findingsFor(input, dag, task, pools))),
    );
  },
};

function findingsFor(input: RuleInput, dag: Dag, task: Task, pools: KnownNames): Finding[] {
  const argument = task.arguments.get('pool');
  const pool = certainText(argument?.value);
  if (argument === undefined || pool === undefined || pools.has(pool)) return [];
  if (task.conditional !== undefined || dag.conditional !== undefined) return [];
  const { at } = argument.value;
  const { message, near } = notListed('pool', `Task '${task.id}'`, pool, pools);
  return [
    {
      rule: 'unknown-pool',
      severity: 'warning',
      ...placeIn(input, at, argument.at, task.at, task.via, dag.via, dag.at),
      message,
      ...fixList(likelyFix(input, at, pool, near)),
    },
  ];
}
