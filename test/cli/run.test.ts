// `daglens run`: wrong use, told in one line.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Project } from './commandLine';

const DAG = `from datetime import datetime
from airflow import DAG
from airflow.operators.empty import EmptyOperator

with DAG("etl", start_date=datetime(2026, 1, 1), schedule="@daily"):
    EmptyOperator(task_id="extract") >> EmptyOperator(task_id="load")
`;

const project = new Project({
  'etl.py': DAG,
});
const environment = { DAGLENS_CACHE: `${project.folder}/cache`, PATH: process.env.PATH! };
after(() => project.remove());

const WRONG: readonly (readonly [args: string, message: string])[] = [
  ['', 'name a file, and perhaps a DAG in it: daglens run dags/etl.py etl.'],
  ['nothing.py', "there is no file 'nothing.py'."],
  [
    'etl.py --mark extract=done',
    "--mark 'extract=done' is not TASK=STATE, with success, failed, skipped, absent as the state.",
  ],
  ['etl.py --conf [1]', `--conf is not a JSON object such as '{"day": 1}'.`],
  ['etl.py --logical-date soon', "--logical-date 'soon' is not an ISO 8601 time such as 2026-01-02T00:00:00Z."],
  ['etl.py --parallelism 0', "--parallelism '0' is not a number from 1 to 512."],
  ['etl.py --backfill 2026-01-02', "--backfill '2026-01-02' is not a range such as 2026-01-01/2026-01-31."],
  ['etl.py --backfill 2026-01-02/2026-01-01', "--backfill '2026-01-02/2026-01-01' ends before it begins."],
  ['etl.py --task load --from load', 'give --task or --from, not both.'],
  [
    'etl.py --python /no/such/python',
    'There is no Python at /no/such/python. Choose another interpreter, or install Python 3.9 or later.',
  ],
];

for (const [args, message] of WRONG)
  test(`daglens run ${args}`, async () => {
    const answer = await project.run(['run', ...args.split(' ').filter(Boolean)], { environment });
    assert.deepEqual(answer, { code: 2, out: '', err: `daglens: ${message}\n` });
  });
