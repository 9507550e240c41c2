// `daglens run` on the builtin engine.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Project } from '../cli/commandLine';

const DAG = `from datetime import datetime
from airflow import DAG
from airflow.operators.empty import EmptyOperator
from airflow.operators.python import PythonOperator
from airflow.operators.bash import BashOperator

with DAG("etl", start_date=datetime(2026, 1, 1), schedule="@daily", catchup=False):
    extract = PythonOperator(task_id="extract", python_callable=lambda: {"rows": 3})
    load = BashOperator(task_id="load", bash_command="echo {{ ti.xcom_pull('extract')['rows'] }} on {{ ds }}")
    extract >> load >> EmptyOperator(task_id="done")
`;

const MAPPED = `from airflow.sdk import DAG, task
from airflow.providers.standard.operators.bash import BashOperator

with DAG("mapped", schedule=None):
    @task
    def rows():
        return [1, 2]

    @task
    def each(row):
        return row

    BashOperator.partial(task_id="literal").expand(bash_command=["echo {{ ds }}", "echo b"])
    each.expand(row=rows())
`;

const project = new Project({
  'etl.py': DAG,
  'two.py': `${DAG}\nwith DAG("other", schedule=None):\n    EmptyOperator(task_id="x")\n`,
  'mapped.py': MAPPED,
  'waits.py': `from airflow.sdk import DAG
from airflow.providers.standard.sensors.external_task import ExternalTaskSensor

with DAG("waits", schedule=None):
    ExternalTaskSensor(task_id="s", external_dag_id="etl", external_task_id="done", timeout=1, poke_interval=0.2)
`,
  'none.py': 'x = 1\n',
  'broken.py': 'from airflow import DAG\n\n1 / 0\n',
});
const environment = { DAGLENS_CACHE: `${project.folder}/cache`, PATH: process.env.PATH!, HOME: process.env.HOME! };
after(() => project.remove());

const run = (...args: string[]) => project.run(['run', ...args], { environment, home: 'product' });

interface Ran {
  readonly state: string;
  readonly run_id: string;
  readonly logical_date: string;
  readonly task_instances: readonly {
    readonly task_id: string;
    readonly state: string | null;
    readonly try_number: number;
    readonly rendered: Record<string, unknown>;
    readonly xcom: Record<string, unknown>;
  }[];
}

async function ran(...args: string[]): Promise<Ran> {
  const { out, err } = await run(...args, '--format', 'json', '--engine', 'builtin');
  assert.notEqual(out, '', err);
  return JSON.parse(out);
}

const WRONG: readonly (readonly [args: string, message: string])[] = [
  ['none.py', "'none.py' makes no DAG."],
  ['two.py', "'two.py' makes 2 DAGs; name one of them: 'etl', 'other'."],
  ['etl.py elt', "'etl.py' makes no DAG 'elt', but 'etl'."],
  ['etl.py --task lod', "DAG 'etl' has no task 'lod'; did you mean 'load'?"],
];

for (const [args, message] of WRONG)
  test(`daglens run ${args}`, async () => {
    assert.deepEqual(await run(...args.split(' ')), { code: 2, out: '', err: `daglens: ${message}\n` });
  });

test('a file that raises is a failed run, with the place', async () => {
  const { code, err } = await run('broken.py');
  assert.equal(err, "daglens: 'broken.py' cannot be loaded: ZeroDivisionError: division by zero (broken.py:3)\n");
  assert.equal(code, 1);
});

test('a run as JSON: states, tries, rendered fields, results', async () => {
  const { state, logical_date, task_instances } = await ran('etl.py', '--logical-date', '2026-01-05');
  assert.deepEqual([state, logical_date], ['success', '2026-01-05T00:00:00+00:00']);
  assert.deepEqual(
    task_instances.map((one) => [one.task_id, one.state, one.try_number, one.xcom.return_value]),
    [
      ['done', 'success', 1, undefined],
      ['extract', 'success', 1, { rows: 3 }],
      ['load', 'success', 1, '3 on 2026-01-05'],
    ],
  );
  assert.deepEqual(task_instances[2]!.rendered.bash_command, 'echo 3 on 2026-01-05');
});

test('--from goes on with the results of the last run; only its tasks are told', async () => {
  await ran('etl.py', '--logical-date', '2026-01-05');
  const { task_instances } = await ran('etl.py', '--logical-date', '2026-01-06', '--from', 'load');
  assert.deepEqual(
    task_instances.map(({ task_id, xcom }) => [task_id, xcom.return_value]),
    [
      ['done', undefined],
      ['load', '3 on 2026-01-06'],
    ],
  );
});

test('--mark decides how a task ends, and the others see it', async () => {
  const { state, task_instances } = await ran('etl.py', '--mark', 'load=failed');
  assert.deepEqual(
    [state, task_instances.map((one) => one.state)],
    ['failed', ['upstream_failed', 'success', 'failed']],
  );
});

test('a backfill runs the dates of the schedule in order', async () => {
  const { out } = await run(
    'etl.py',
    '--format',
    'json',
    '--engine',
    'builtin',
    '--backfill',
    '2026-01-05',
    '2026-01-07',
  );
  const { runs } = JSON.parse(out) as { runs: Ran[] };
  assert.deepEqual(
    runs.map(({ run_id, state }) => [run_id, state]),
    ['05', '06', '07'].map((day) => [`backfill__2026-01-${day}T00:00:00+00:00`, 'success']),
  );
});

test('a dry run executes nothing, and shows what templates render to, beside the date before', async () => {
  const { code, out } = await run(
    'etl.py',
    '--dry-run',
    '--engine',
    'builtin',
    '--logical-date',
    '2026-01-05',
    '--mark',
    'extract=success',
  );
  assert.match(out, /^ 2 {2}load {2}BashOperator$/m);
  assert.equal(code, 1, 'a result that is not there cannot be rendered');
});

test('lines for a pipe: each change, and why the run failed', async () => {
  const { code, out } = await run(
    'etl.py',
    '--engine',
    'builtin',
    '--logical-date',
    '2026-01-05',
    '--mark',
    'extract=failed',
  );
  const lines = out.split('\n').map((line) => line.replace(/ · \d+\.\d+ s/, '').replace(/ in [\d.]+ s/, ''));
  assert.equal(code, 1);
  assert.deepEqual(lines.slice(0, 6), [
    'etl · builtin · Airflow 3.3.2 · 2026-01-05T00:00:00+00:00',
    'running         extract',
    'failed          extract · AirflowFailException: The task was marked as failed. · simulated: marked as failed',
    "upstream_failed load · 'extract' failed and the trigger rule is all_success",
    "upstream_failed done · 'load' is upstream_failed and the trigger rule is all_success",
    "etl failed: 'done' is upstream_failed, and nothing after it counts",
  ]);
});

test('a dry run without Python is done from the text', async () => {
  const { code, out } = await run(
    'etl.py',
    '--dry-run',
    '--engine',
    'builtin',
    '--python',
    '/no/python',
    '--logical-date',
    '2026-01-05',
  );
  assert.equal(code, 0);
  assert.match(out, /^There is no Python at \/no\/python\./m);
  assert.match(out, /^ {6}bash_command: echo \{\{ .* \}\} on 2026-01-05$/m);
});

test('a dry run counts mapped instances where that is known', async () => {
  const { code, out } = await run('mapped.py', '--dry-run', '--engine', 'builtin', '--logical-date', '2026-01-05');
  assert.equal(code, 0);
  assert.match(out, /literal {2}BashOperator · mapped: 2, the first one is shown\n {6}bash_command: echo 2026-01-05\n/);
  assert.match(out, /each {2}@task · mapped\n/);
});

test('a sensor sees the earlier runs of other DAGs, also a date that was run twice', async () => {
  const state = async (day: string) => (await ran('waits.py', '--logical-date', day)).task_instances[0]!.state;
  assert.equal(await state('2026-02-01'), 'failed');
  for (let times = 0; times < 2; times++) {
    await ran('etl.py', '--logical-date', '2026-02-01');
    assert.equal(await state('2026-02-01'), 'success');
  }
});
