// What happens each time a file is read: calls that reach out, and values that are other ones each time.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsOf } from '../support/engine';

const HEAD = `
import os, random, subprocess, time, uuid
import boto3, pandas as pd, psycopg2, requests, somewhere
from datetime import date, datetime, timedelta
from requests import get as fetch
from sqlalchemy import create_engine
from airflow.sdk import DAG, BaseHook, Variable, dag, task
from airflow.providers.postgres.hooks.postgres import PostgresHook
from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.operators.empty import EmptyOperator as E
from airflow.providers.standard.operators.python import PythonOperator
`;

async function found(body: string, version = '3.3.2'): Promise<string[]> {
  const text = `${HEAD}${body}\n`;
  const findings = await findingsOf(text, { version });
  return findings.map(({ rule, at }) => `${rule} ${text.slice(at.start, at.end)}`);
}

const CASES: readonly [body: string, ...expected: string[]][] = [
  ['fetch("x").json()', 'top-level-io fetch'],
  ['requests.Session().get("x")', 'top-level-io requests.Session().get'],
  ['psycopg2.connect("x").cursor().execute("y")', 'top-level-io psycopg2.connect'],
  ['create_engine("x").connect()', 'top-level-io create_engine("x").connect'],
  ['pd.read_sql("x", None)', 'top-level-io pd.read_sql'],
  ['boto3.client("s3").list_buckets()', 'top-level-io boto3.client("s3").list_buckets'],
  ['os.system("ls")', 'top-level-io os.system'],
  ['time.sleep(3)', 'top-level-io time.sleep'],
  ['subprocess.run(["ls"])', 'top-level-io subprocess.run'],
  ['PostgresHook("x").get_records("y")', 'top-level-io PostgresHook("x").get_records'],
  ['def f(): return fetch("x")\nf()\nf()', 'top-level-io fetch'],
  ['with DAG("d"):\n    E(task_id="a")\n    fetch("x")', 'top-level-io fetch'],
  ['@dag()\ndef d():\n    fetch("x")\n    E(task_id="a")\nd()', 'top-level-io fetch'],
  ['create_engine("x")'],
  ['boto3.client("s3")'],
  ['boto3.client("s3").get_paginator("x")'],
  ['open("/tmp/x")'],
  ['def f(): fetch("x")'],
  ['with DAG("d"):\n    @task\n    def f(): return fetch("x")\n    f()'],
  ['with DAG("d"): PythonOperator(task_id="a", python_callable=lambda: fetch("x"))'],
  ['if __name__ == "__main__": fetch("x")'],
  ['if somewhere.flag(): fetch("x")'],
  ['Variable.get("x")', 'top-level-variable Variable.get("x")'],
  ['for _ in range(3): Variable.get("x")', 'top-level-variable Variable.get("x")'],
  ['with DAG("d"):\n    @task\n    def f(): return Variable.get("x")\n    f()'],
  ['BaseHook.get_connection("x").host', 'top-level-connection BaseHook.get_connection("x")'],
  ['PostgresHook("x").get_conn()', 'top-level-connection PostgresHook("x").get_conn()'],
  [
    'with DAG("d"): BashOperator(task_id=f"a_{uuid.uuid4()}", bash_command="x")',
    'runtime-varying-argument f"a_{uuid.uuid4()}"',
  ],
  [
    'with DAG("d"): E(task_id="a", params={"x": datetime.now().isoformat()})',
    'runtime-varying-argument datetime.now().isoformat()',
  ],
  ['with DAG("d" + str(date.today())): E(task_id="a")', 'runtime-varying-argument "d" + str(date.today())'],
  [
    'day = date.today()\nwith DAG("d"): BashOperator(task_id="a", bash_command=f"x {day}")',
    'runtime-varying-argument f"x {day}"',
  ],
  ['random.seed(1)\nwith DAG("d"): BashOperator(task_id="a", bash_command=f"x {random.random()}")'],
  ['with DAG("d"):\n    @task\n    def f(): return datetime.now()\n    f()'],
  [
    'with DAG("d"): E(task_id="a", retry_delay=timedelta(random.choice([1, 2])))',
    'runtime-varying-argument random.choice([1, 2])',
  ],
  [
    'with DAG("d", schedule="@daily", start_date=datetime.now() - timedelta(1)): E(task_id="a")',
    'dynamic-start-date datetime.now() - timedelta(1)',
  ],
  [
    'with DAG("d", schedule="@daily", default_args={"start_date": datetime.today()}): E(task_id="a")',
    'dynamic-start-date datetime.today()',
  ],
  [
    'with DAG("d", schedule="@daily"): E(task_id="a", start_date=datetime.utcnow())',
    'dynamic-start-date datetime.utcnow()',
  ],
  ['with DAG("d", start_date=datetime.now()): E(task_id="a")'],
  ['with DAG("d", schedule="@once", start_date=datetime.now()): E(task_id="a")'],
  ['with DAG("d", schedule=somewhere.x, start_date=datetime.now()): E(task_id="a")'],
  ['with DAG("d", schedule="@daily", start_date=somewhere.x()): E(task_id="a")'],
];

for (const [body, ...expected] of CASES) {
  test(body, async () => assert.deepEqual(await found(body), expected));
}

async function fixed(body: string): Promise<string | undefined> {
  const text = `${HEAD}${body}`;
  const [finding] = (await findingsOf(text, { version: '3.3.2' })).filter(({ fixes }) => fixes);
  const edits = [...(finding?.fixes?.[0]?.edits ?? [])].sort((a, b) => b.at.start - a.at.start);
  const result = edits.reduce((now, { at, text: put }) => now.slice(0, at.start) + put + now.slice(at.end), text);
  return finding && result.slice(HEAD.length);
}

for (const [body, expected] of [
  ['bash_command=Variable.get("x")', 'bash_command="{{ var.value.x }}"'],
  ['bash_command=f"a {Variable.get("x")} b"', 'bash_command=f"a {{{{ var.value.x }}}} b"'],
  ['bash_command="a", env={"X": Variable.get("my-x")}', 'bash_command="a", env={"X": "{{ var.value.get(\'my-x\') }}"}'],
  ['bash_command="a", cwd=Variable.get("x")', 'bash_command="a", cwd="{{ var.value.x }}"'],
  ['bash_command="a", append_env=Variable.get("x")', undefined],
  ['bash_command=Variable.get("x", deserialize_json=True)', undefined],
  ['bash_command=Variable.get("x").lower()', undefined],
  ['bash_command=f"a {Variable.get("x"):>5}"', undefined],
] as const) {
  test(`a template for ${body}`, async () => {
    const whole = (text: string) => `with DAG("d"): BashOperator(task_id="a", ${text})`;
    assert.equal(await fixed(whole(body)), expected && whole(expected));
  });
}

test('a fixed date is written with what the file imports', async () => {
  const body = 'with DAG("d", schedule="@daily", start_date=pendulum.now()): E(task_id="a")';
  const imports =
    'import pendulum\nfrom airflow.sdk import DAG\nfrom airflow.providers.standard.operators.empty import EmptyOperator as E\n';
  const [finding] = await findingsOf(imports + body, { version: '3.3.2' });
  assert.equal(finding?.fixes?.[0]?.title, 'Use a fixed date: pendulum.datetime(2024, 1, 1)');
});
