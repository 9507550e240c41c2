// invalid-sensor-mode: a sensor mode that does not exist.

import type { Rule } from './rule';
import { invalidChoices } from './support/invalidChoice';

export const invalidSensorMode: Rule = {
  id: 'invalid-sensor-mode',
  severity: 'error',
  summary: 'A sensor mode does not exist.',
  why: 'A sensor waits in the mode `poke`, which holds a worker slot, or `reschedule`, which gives it back between two looks. Airflow refuses anything else when the task is made, so no DAG of the file loads.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.sensors.filesystem import FileSensor

with DAG("etl"):
    FileSensor(task_id="wait", filepath="/data/in.csv", mode="rescheduled")
    #                                                        ^^^^^^^^^^^^^ error: Airflow has no sensor mode 'rescheduled'. Did you mean 'reschedule'?
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.sensors.filesystem import FileSensor

with DAG("etl"):
    FileSensor(task_id="wait", filepath="/data/in.csv", mode="reschedule")
`,
  *check(input) {
    yield* invalidChoices('invalid-sensor-mode', input, 'sensor mode');
  },
};
