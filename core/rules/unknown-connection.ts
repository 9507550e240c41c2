// unknown-connection: a task uses a connection that Airflow does not have.

import type { Dag, Task } from '../ir/dag';
import { certainText } from '../ir/plainValue';
import type { Finding, KnownNames, Rule, RuleInput } from './rule';
import { type ConnectionCall, connectionCalls } from './support/connectionCalls';
import { fixList, guessed, likelyFix } from './support/fixes';
import { notListed } from './support/notListed';
import { oncePerPlace } from './support/parseTimeCalls';
import { placeIn } from './support/place';
import { templateFix } from './support/templateFixes';
import { type TaskTemplate, taskTemplates } from './support/templates';

export const unknownConnection: Rule = {
  id: 'unknown-connection',
  severity: 'warning',
  summary: 'A task uses a connection that the connections file of the project does not list.',
  why: 'The file loads, and the task fails when it asks for the connection ("The conn_id … isn\'t defined"); a few hooks, those of AWS among them, go on without it. The rule speaks only where the setting `connections` names a file, as `airflow connections export` writes it, and no secrets backend is configured. Ids that end in `_default` and those of `AIRFLOW_CONN_…` variables count as listed.',
  exampleSettings: { connections: 'connections.json' },
  bad: `
#- connections.json
{"warehouse": {"conn_type": "postgres", "host": "db"}}
#- dag.py
from airflow.sdk import DAG
from airflow.providers.common.sql.operators.sql import SQLExecuteQueryOperator
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    load = SQLExecuteQueryOperator(task_id="load", sql="select 1", conn_id="warehose")
    #                                                                      ^^^^^^^^^^ warning: Task 'load' uses the connection 'warehose', but connections.json does not list it. Did you mean 'warehouse'?
    load >> BashOperator(task_id="tell", bash_command="tell {{ conn.mailer.host }}")
    #                                                               ^^^^^^ warning: Task 'tell' uses the connection 'mailer', but connections.json does not list it. Correct the name, or add the connection to Airflow and to connections.json.
`,
  good: `
#- connections.json
{"warehouse": {"conn_type": "postgres", "host": "db"}}
#- dag.py
from airflow.sdk import DAG
from airflow.providers.common.sql.operators.sql import SQLExecuteQueryOperator
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    load = SQLExecuteQueryOperator(task_id="load", sql="select 1", conn_id="warehouse")
    load >> BashOperator(task_id="tell", bash_command="tell {{ conn.warehouse.host }}")
`,
  check(input) {
    const { connections } = input.installation;
    if (connections === undefined) return [];
    const tasks = input.file.dags.flatMap((dag) => [...dag.tasks.values()].map((task) => ({ dag, task })));
    return oncePerPlace([
      ...tasks.flatMap(({ dag, task }) => inArguments(input, dag, task, connections)),
      ...connectionCalls(input).flatMap((call) => inFunction(input, call, connections)),
      ...taskTemplates(input).flatMap((one) => inTemplate(input, one, connections)),
    ]);
  },
};

/** Of operators of Airflow and its providers, an argument `conn_id` or `…_conn_id` is the id as it is looked up. */
function inArguments(input: RuleInput, dag: Dag, task: Task, connections: KnownNames): Finding[] {
  if (!task.operatorPath?.startsWith('airflow.') || isConditional(dag, task)) return [];
  return [...task.arguments].flatMap(([name, argument]) => {
    const id = /(?:^|_)conn_id$/.test(name) ? certainText(argument.value) : undefined;
    if (id === undefined || id === '' || id.includes('{{') || connections.has(id)) return [];
    const { at } = argument.value;
    const { message, near } = notListed('connection', `Task '${task.id}'`, id, connections);
    const place = placeIn(input, at, argument.at, task.at, task.via, dag.via, dag.at);
    return [{ ...place, ...findingOf(message), ...fixList(likelyFix(input, at, id, near)) }];
  });
}

function inFunction(input: RuleInput, { dag, task, id, at }: ConnectionCall, connections: KnownNames): Finding[] {
  if (id === '' || connections.has(id) || isConditional(dag, task)) return [];
  const { message, near } = notListed('connection', `Task '${task.id}'`, id, connections);
  return [{ at, ...findingOf(message), ...fixList(likelyFix(input, at, id, near)) }];
}

/** `{{ conn.ID… }}`; `conn.get('ID', default)` is prepared for nothing. */
function inTemplate(input: RuleInput, one: TaskTemplate, connections: KnownNames): Finding[] {
  if (isConditional(one.dag, one.task)) return [];
  return one.uses.context.flatMap(({ name, keys, guarded, conditional }) => {
    const [key] = keys;
    const id = key?.value;
    if (name !== 'conn' || guarded || conditional || !key || typeof id !== 'string') return [];
    if (id === 'get' || connections.has(id)) return [];
    const { message, near } = notListed('connection', `Task '${one.task.id}'${one.where(key)}`, id, connections);
    const fix = guessed(templateFix(input, one, key, near)?.[0], id, near);
    return [{ at: one.place(key), ...findingOf(message), ...fixList(fix) }];
  });
}

function isConditional(dag: Dag, task: Task): boolean {
  return task.conditional !== undefined || dag.conditional !== undefined;
}

function findingOf(message: string): Pick<Finding, 'rule' | 'severity' | 'message'> {
  return { rule: 'unknown-connection', severity: 'warning', message };
}
