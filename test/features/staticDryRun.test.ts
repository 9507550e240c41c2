// What a run would do, from the text alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imaginedInterval, staticDryRun } from '../../core/features/staticDryRun';
import { checkText } from '../support/engine';

const AT = Date.UTC(2026, 0, 31, 6, 30);

/** The rendered fields of the tasks of a file with the DAG `d`, by task and name; of a doubt, the reasons. */
async function rendered(text: string, version = '3.3.2', conf = {}): Promise<Record<string, Record<string, unknown>>> {
  const dag = (await checkText(text, { version })).get('dag.py')!.dagFile!.dags[0]!;
  const run = {
    version,
    dagId: 'd',
    runId: 'manual__x',
    logicalDate: AT,
    interval: { start: AT, end: AT },
    variables: new Map(),
    conf,
  };
  return Object.fromEntries(
    staticDryRun(dag, run).map(({ id, fields }) => [
      id,
      Object.fromEntries(
        fields.map(({ name, value, unknown }) => [name, unknown.length > 0 ? { value, unknown } : value]),
      ),
    ]),
  );
}

const file = (body: string, head = ''): string => `from datetime import datetime
from airflow import DAG
from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.providers.standard.operators.python import BranchPythonOperator
${head}
with DAG("d", schedule="0 6 * * *", start_date=datetime(2026, 1, 1), params={"day": 7, "who": "me"}):
${body.replace(/^/gm, '    ')}
`;

const TEXTS: readonly (readonly [template: string, text: unknown])[] = [
  ['echo {{ ds }} {{ ts_nodash }}', 'echo 2026-01-31 20260131T063000'],
  ['{{ ds_nodash }}-{{ run_id }}-{{ task.task_id }}-{{ dag.dag_id }}', '20260131-manual__x-t-d'],
  ["{{ logical_date.strftime('%Y/%m/%d') }} {{ logical_date }}", '2026/01/31 2026-01-31 06:30:00+00:00'],
  [
    '{{ (logical_date - macros.timedelta(days=1)) | ds }}',
    {
      value: '{{ (logical_date - macros.timedelta(days=1)) | ds }}',
      unknown: ['it is worked out only when it is run'],
    },
  ],
  ['{{ logical_date.subtract(days=1) | ds }} {{ macros.ds_add(ds, 1) }}', '2026-01-30 2026-02-01'],
  ['{{ data_interval_end | ts }}', '2026-01-31T06:30:00+00:00'],
  ['{{ params.day }} {{ params["who"] | upper }}', '7 ME'],
  [
    "a {{ ti.xcom_pull('x') }} {{ ds }}",
    { value: "a {{ ti.xcom_pull('x') }} 2026-01-31", unknown: ["'xcom_pull' is known only when it is run"] },
  ],
  [
    '{% if params.day %}x{% endif %}',
    { value: '{% if params.day %}x{% endif %}', unknown: ['it has tags, which are followed only when it is run'] },
  ],
];

for (const [template, text] of TEXTS)
  test(`renders ${template}`, async () => {
    const { t } = await rendered(file(`BashOperator(task_id="t", bash_command=${JSON.stringify(template)})`));
    assert.deepEqual(t!.bash_command, text);
  });

test('names that a version does not have are not known', async () => {
  const text = file('BashOperator(task_id="t", bash_command="{{ execution_date | ds }} {{ tomorrow_ds }}")');
  assert.equal((await rendered(text, '2.11.2')).t!.bash_command, '2026-01-31 2026-02-01');
  const doubt = (await rendered(text, '3.3.2')).t!.bash_command as { unknown: string[] };
  assert.deepEqual(doubt.unknown, [
    "'execution_date' is known only when it is run",
    "'tomorrow_ds' is known only when it is run",
  ]);
});

test('conf wins over params', async () => {
  const text = file('BashOperator(task_id="t", bash_command="{{ params.day }}", params={"day": 8})');
  assert.equal((await rendered(text)).t!.bash_command, '8');
  assert.equal((await rendered(text, '3.3.2', { day: 9 })).t!.bash_command, '9');
});

test('tasks come in waves, and a branch says where it leads', async () => {
  const body = `def choose():
    return "x"
b = BranchPythonOperator(task_id="b", python_callable=choose)
b >> [EmptyOperator(task_id="x"), EmptyOperator(task_id="y")]`;
  const dag = (await checkText(file(body), { version: '3.3.2' })).get('dag.py')!.dagFile!.dags[0]!;
  const run = {
    version: '3.3.2',
    dagId: 'd',
    runId: 'r',
    logicalDate: AT,
    interval: undefined,
    variables: new Map(),
    conf: {},
  };
  const tasks = staticDryRun(dag, run);
  assert.deepEqual(
    tasks.map(({ id, wave }) => [id, wave]),
    [
      ['b', 1],
      ['x', 2],
      ['y', 2],
    ],
  );
  assert.deepEqual(tasks[0]!.leads, [{ label: "'x'", follows: ['x'] }]);
});

test('the interval of a run by hand goes by version', async () => {
  const config = { createCronDataIntervals: false, defaultTimezone: 'utc' };
  const dag = (await checkText(file('EmptyOperator(task_id="t")'), { version: '3.3.2' })).get('dag.py')!.dagFile!
    .dags[0]!;
  assert.deepEqual(imaginedInterval(dag, config, '3.3.2', AT), { start: AT, end: AT });
  const day = (date: number) => Date.UTC(2026, 0, date, 6);
  assert.deepEqual(imaginedInterval(dag, config, '2.11.2', AT), { start: day(30), end: day(31) });
});
