// Where modules of the workspace are found, seen from a DAG file.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkText } from '../support/engine';

const FACTORY = `from datetime import datetime
from airflow import DAG
def make(name):
    return DAG(name, start_date=datetime(2024, 1, 1), schedule=None, catchup=False)
`;
const DAG_FILE = `# airflow dag
from factory.daily import make
dag = make("orders")
`;

const PLACES: readonly string[] = [
  '/project/data/team/dags/factory/daily.py',
  '/project/data/team/plugins/factory/daily.py',
  '/project/factory/daily.py',
  '/project/src/factory/daily.py',
  '/project/data/team/dags/sales/factory/daily.py',
  '/project/data/team/factory/daily.py',
  '/project/data/factory/daily.py',
];

for (const place of PLACES) {
  test(`a module is found in ${place}`, async () => {
    const file = '/project/data/team/dags/sales/orders.py';
    const files = new Map([
      [file, DAG_FILE],
      [place, FACTORY],
    ]);
    const reports = await checkText(files, { version: '2.11.2', settings: { dagsFolder: undefined } });
    const { dags } = reports.get(file)!.dagFile!;
    assert.deepEqual(
      dags.map(({ id }) => id.known && id.value),
      ['orders'],
    );
  });
}

test('what a test imports may lie elsewhere than in the folder of tests that is called as that of the code', async () => {
  const test = '/project/tests/dags/lib/tasks/test_nifti.py';
  const files = new Map([
    ['/project/tests/dags/lib/__init__.py', '# nothing\n'],
    ['/project/tests/dags/lib/tasks/__init__.py', '# nothing\n'],
    [test, 'from airflow.models import DAG, DagBag\nfrom lib.tasks import nifti\n'],
  ]);
  const reports = await checkText(files, { version: '2.11.2', settings: { dagsFolder: undefined } });
  assert.deepEqual(reports.get(test)!.findings, []);
});
