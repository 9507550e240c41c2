// top-level-connection: a connection is looked up each time the file is read.

import type { Rule } from './rule';
import { fromEvent } from './support/fromEvent';
import { parseTimeCalls } from './support/parseTimeCalls';

export const topLevelConnection: Rule = {
  id: 'top-level-connection',
  severity: 'warning',
  summary: 'A connection is looked up each time the DAG file is read.',
  why: 'Airflow reads a DAG file again and again (by default every 30 seconds). `BaseHook.get_connection` and `get_conn` of a hook outside of tasks ask the metadata database or the secrets backend each time, and a connection that is missing there fails the whole file. Inside a task they are asked when the task runs.',
  bad: `
from airflow.sdk import DAG, BaseHook
from airflow.providers.standard.operators.bash import BashOperator

host = BaseHook.get_connection("warehouse").host
#      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: BaseHook.get_connection asks for connection 'warehouse' each time Airflow reads this file. Use it inside a task, or write {{ conn.warehouse }} in a template.

with DAG("etl"):
    BashOperator(task_id="load", bash_command=f"load {host}")
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    BashOperator(task_id="load", bash_command="load {{ conn.warehouse.host }}")
`,
  *check(input) {
    for (const event of parseTimeCalls(input, 'connection')) {
      const { name, key } = event;
      const what = key === undefined ? 'a connection' : `connection '${key}'`;
      const template = key !== undefined && /^\w+$/.test(key) ? `, or write {{ conn.${key} }} in a template` : '';
      const message = `${name} asks for ${what} each time Airflow reads this file. Use it inside a task${template}.`;
      yield fromEvent('top-level-connection', input, event, { message });
    }
  },
};
