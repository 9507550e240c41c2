// top-level-io: network, database or process calls each time the file is read.

import type { Rule } from './rule';
import { fromEvent } from './support/fromEvent';
import { parseTimeCalls } from './support/parseTimeCalls';

export const topLevelIo: Rule = {
  id: 'top-level-io',
  severity: 'warning',
  summary: 'A request, query or process is started each time the DAG file is read.',
  why: 'Airflow reads a DAG file again and again (by default every 30 seconds), also where no run is due, and 2.x also before each task. Code outside of tasks that asks a server, a database or another process slows all of that down, and fails the file when they do not answer. What is called by a function counts if the function is called while the file is read.',
  bad: `
import requests
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

tables = requests.get("https://example.com/tables").json()
#        ^^^^^^^^^^^^ warning: requests.get is called each time Airflow reads this file, every 30 seconds or so. Call it inside a task.

with DAG("etl"):
    EmptyOperator(task_id="load")
`,
  good: `
import requests
from airflow.sdk import DAG, task

with DAG("etl"):

    @task
    def load():
        return requests.get("https://example.com/tables").json()

    load()
`,
  *check(input) {
    for (const event of parseTimeCalls(input, 'outside')) {
      const message = `${event.name} is called each time Airflow reads this file, every 30 seconds or so. Call it inside a task.`;
      yield fromEvent('top-level-io', input, event, { message });
    }
  },
};
