// Which packages an environment for a file needs, as the catalog knows them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { airflow } from '../../core/dialects/airflow/airflow';
import { catalogFiles } from '../../server/src/catalogFiles';

test('the packages that a file imports', () => {
  const text = `
from airflow import DAG
from airflow.providers.google.cloud.operators.bigquery import (
    BigQueryInsertJobOperator)
from airflow.providers.standard.operators.bash import BashOperator
def late():
    import airflow.providers.ssh.hooks.ssh
    from airflow.providers import amazon
# from airflow.providers.mysql.hooks import mysql
from airflow.providers.ours import nothing_known
`;
  const packages = airflow.packagesImported(text, { version: '3.3.2', catalog: catalogFiles('catalog') });
  assert.deepEqual(
    [...packages].sort(),
    ['amazon', 'google', 'ssh', 'standard'].map((name) => `apache-airflow-providers-${name}`),
  );
});
