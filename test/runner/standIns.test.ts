// Tasks that are not really done: what needs a provider or a missing module, what the stand-ins file says, and marks.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Project } from '../cli/commandLine';

const DAG = `from datetime import datetime
from airflow.sdk import DAG, task
from airflow.providers.google.cloud.operators.bigquery import BigQueryInsertJobOperator
from airflow.providers.http.hooks.http import HttpHook
from airflow.providers.standard.sensors.python import PythonSensor
from not_installed import thing

@task
def double(job): return job["rows"] * 2

@task
def ask(): return HttpHook("GET").run("/orders")

@task
def use(): return thing()

@task
def slow(): raise ValueError("not to be run")

with DAG("etl", schedule=None, start_date=datetime(2026, 1, 1)):
    job = BigQueryInsertJobOperator(task_id="job", configuration={"query": "select '{{ ds }}'", "password": "x"})
    double(job.output)
    other = BigQueryInsertJobOperator(task_id="other", configuration={"query": "select 2"})
    double.override(task_id="misses")(other.output)
    ask(), use(), slow()
    PythonSensor(task_id="waits", python_callable=lambda: False, soft_fail=True)
`;

const project = new Project({
  'etl.py': DAG,
  '.daglens/stand-ins.yaml': 'job: { value: { rows: 3 } }\nslow: { state: skipped }\n',
});
const environment = { DAGLENS_CACHE: `${project.folder}/cache`, PATH: process.env.PATH!, HOME: process.env.HOME! };
after(() => project.remove());

interface Instance {
  readonly task_id: string;
  readonly state: string;
  readonly simulated: string | null;
  readonly xcom: Readonly<Record<string, unknown>>;
  readonly rendered: Readonly<Record<string, unknown>>;
}

test('simulated tasks succeed as the stand-ins file says, and say why they are simulated', async () => {
  const args = ['run', 'etl.py', '--engine', 'builtin', '--airflow-version', '3.3.2', '--format', 'json'];
  const marks = ['--mark', 'waits=absent', '--logical-date', '2026-01-05'];
  const { out, err } = await project.run([...args, ...marks], { environment, home: 'product' });
  assert.notEqual(out, '', err);
  const instances: readonly Instance[] = JSON.parse(out).task_instances;
  assert.deepEqual(
    instances.map((one) => [one.task_id, one.state, one.simulated, one.xcom.return_value]),
    [
      ['ask', 'success', "HttpHook.run('/orders') would reach an outside service", undefined],
      ['double', 'success', null, 6],
      [
        ...['job', 'success'],
        "DagLens stands in for BigQueryInsertJobOperator, whose work needs Airflow's provider package",
        { rows: 3 },
      ],
      [
        'misses',
        'success',
        "it needs the result of 'other', which is simulated: set that in the stand-ins file",
        undefined,
      ],
      [
        ...['other', 'success'],
        ...["DagLens stands in for BigQueryInsertJobOperator, whose work needs Airflow's provider package", undefined],
      ],
      ['slow', 'skipped', 'the stand-ins file says what it gives', undefined],
      ['use', 'success', 'not_installed.thing is not there: the package that has it is not installed.', undefined],
      ['waits', 'skipped', 'what it waits for was marked as absent', undefined],
    ],
  );
  const job = instances.find((one) => one.task_id === 'job');
  assert.deepEqual(job?.rendered.configuration, { password: '***', query: "select '2026-01-05'" });
});
