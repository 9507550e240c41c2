// Lets Airflow 2 serve the module names of Airflow 3 that the recorded scenarios import.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const MODULES = {
  'airflow/sdk.py': [
    'from airflow.decorators import dag, setup, task, task_group, teardown',
    'from airflow.models.baseoperator import BaseOperator, chain, chain_linear, cross_downstream',
    'from airflow.models.dag import DAG',
    'from airflow.models.param import Param',
    'from airflow.models.variable import Variable',
    'from airflow.operators.python import get_current_context',
    'from airflow.sensors.base import PokeReturnValue',
    'from airflow.utils.task_group import TaskGroup',
  ],
  'airflow/providers/standard/operators/datetime.py': ['from airflow.operators.datetime import *'],
  'airflow/providers/standard/operators/weekday.py': ['from airflow.operators.weekday import *'],
  'airflow/providers/standard/operators/empty.py': ['from airflow.operators.empty import *'],
  'airflow/providers/standard/operators/python.py': ['from airflow.operators.python import *'],
  'airflow/providers/standard/operators/bash.py': ['from airflow.operators.bash import *'],
  'airflow/providers/standard/operators/trigger_dagrun.py': ['from airflow.operators.trigger_dagrun import *'],
  'airflow/providers/standard/sensors/python.py': ['from airflow.sensors.python import *'],
  'airflow/providers/standard/sensors/external_task.py': ['from airflow.sensors.external_task import *'],
  'airflow/providers/standard/operators/latest_only.py': ['from airflow.operators.latest_only import *'],
  'airflow/providers/standard/sensors/date_time.py': ['from airflow.sensors.date_time import *'],
  'airflow/providers/standard/sensors/time_delta.py': ['from airflow.sensors.time_delta import *'],
  'airflow/providers/standard/sensors/time.py': ['from airflow.sensors.time_sensor import *'],
  'airflow/providers/standard/sensors/weekday.py': ['from airflow.sensors.weekday import *'],
  'airflow/providers/standard/sensors/filesystem.py': ['from airflow.sensors.filesystem import *'],
};

/** Writes the modules below a folder, which is to stand on Python's path: the packages of Airflow 2 take parts from there. */
export function writeNames2(folder) {
  for (const [name, lines] of Object.entries(MODULES)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${lines.join('\n')}\n`);
  }
  return folder;
}
