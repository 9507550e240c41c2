// Arguments that have no effect or cannot go together: default_args that nobody takes, contradictions.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsOf } from '../support/engine';

const HEAD = `
from datetime import datetime, timedelta
import somewhere
from airflow.sdk import DAG, BaseOperator, TaskGroup, dag, task
from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.operators.empty import EmptyOperator as E
from airflow.providers.standard.sensors.external_task import ExternalTaskSensor as X
from somewhere import OtherOperator
from airflow.providers.ssh.operators.ssh import SSHOperator as S

class Own(BaseOperator):
    def __init__(self, table, **kwargs):
        super().__init__(**kwargs)

`;

async function found(body: string): Promise<string[]> {
  const text = `${HEAD}${body}\n`;
  const findings = await findingsOf(text, { version: '3.3.2' });
  return findings.map(({ rule, severity, at }) => `${rule} ${severity} ${text.slice(at.start, at.end)}`);
}

const DEFAULTS = 'unknown-default-argument warning';
const CONTRADICTION = 'contradictory-arguments';

const CASES: readonly [body: string, ...expected: string[]][] = [
  ['with DAG("d", default_args={"retrys": 3}): E(task_id="a")', `${DEFAULTS} "retrys"`],
  ['with DAG("d", default_args={"retries": 3, "owner": "me"}): E(task_id="a")'],
  [
    'with DAG("d", default_args={"bash_comand": "x"}): BashOperator(task_id="a", bash_command="x")',
    `${DEFAULTS} "bash_comand"`,
  ],
  ['with DAG("d", default_args={"bash_command": "x"}): BashOperator(task_id="a")'],
  ['with DAG("d", default_args={"tabel": "x"}): Own(task_id="a", table="x")', `${DEFAULTS} "tabel"`],
  ['with DAG("d", default_args={"table": "x"}): Own(task_id="a")'],
  ['with DAG("d", default_args={"retrys": 3}): OtherOperator(task_id="a")'],
  ['with DAG("d", default_args={"retrys": 3}): E(task_id="a", **somewhere.more)', `${DEFAULTS} "retrys"`],
  ['with DAG("d", default_args={"retrys": 3}) as d: somewhere.add(d)'],
  ['with DAG("d", default_args={"my_own_setting": 3}): E(task_id="a")'],
  ['with DAG("d", default_args={"tmp_conn_id": "x", "ssh_conn_id": "y"}): S(task_id="a")'],
  ['with DAG("d", default_args=dict(retrys=3)): E(task_id="a")', `${DEFAULTS} retrys`],
  ['with DAG("d"), TaskGroup("g", default_args={"retrys": 3}): E(task_id="a")', `${DEFAULTS} "retrys"`],
  ['with DAG("d"), TaskGroup("g", default_args={"retries": 3}): E(task_id="a")'],
  ['with DAG("d"), TaskGroup("g", default_args={"bash_command": "x"}): BashOperator(task_id="a")'],
  ['with DAG("d", default_args={"max_active_runs": 3}): OtherOperator(task_id="a")', `${DEFAULTS} "max_active_runs"`],
  ['with DAG("d", default_args={"tags": ["x"]}): E(task_id="a")', `${DEFAULTS} "tags"`],
  ['with DAG("d", default_args={"tags": ["x"]}): OtherOperator(task_id="a")'],
  [
    'args = {"bash_command": "x"}\nwith DAG("d", default_args=args): E(task_id="a")\nwith DAG("e", default_args=args): BashOperator(task_id="a")',
  ],
  [
    'with DAG("d"): X(task_id="a", external_dag_id="x", external_task_id="t", external_task_ids=["u"])',
    `${CONTRADICTION} error external_task_ids`,
  ],
  ['with DAG("d"): X(task_id="a", external_dag_id="x", external_task_id=None, external_task_ids=["u"])'],
  ['with DAG("d"): X(task_id="a", external_dag_id="x", external_task_id=somewhere.x, external_task_ids=["u"])'],
  [
    'with DAG("d"): X(task_id="a", external_dag_id="x", external_task_id="t", allowed_states=["succes"])',
    `${CONTRADICTION} error "succes"`,
  ],
  ['with DAG("d"): X(task_id="a", external_dag_id="x", external_task_id="t", allowed_states=["skipped"])'],
  [
    'with DAG("d"): X(task_id="a", external_dag_id="x", allowed_states=["skipped"])',
    `${CONTRADICTION} error "skipped"`,
  ],
  [
    'with DAG("d"): X(task_id="a", external_dag_id="x", external_task_id="t", failed_states=["success"])',
    `${CONTRADICTION} error "success"`,
  ],
  ['with DAG("d"): X(task_id="a", external_dag_id="x", external_task_id="t", failed_states=["failed"])'],
  [
    'with DAG("d"): X(task_id="a", external_dag_id="x", soft_fail=True, never_fail=True)',
    `${CONTRADICTION} error never_fail`,
  ],
  [
    'with DAG("d", schedule="@continuous", start_date=datetime(2024, 1, 1)): E(task_id="a")',
    `${CONTRADICTION} error schedule`,
  ],
  ['with DAG("d", schedule="@continuous", start_date=datetime(2024, 1, 1), max_active_runs=1): E(task_id="a")'],
  ['with DAG("d", fail_fast=True): E(task_id="a", trigger_rule="all_done")', 'fail-fast-trigger-rule error "all_done"'],
  [
    'with DAG("d"): E(task_id="a", wait_for_downstream=True, depends_on_past=False)',
    `${CONTRADICTION} warning depends_on_past`,
  ],
  ['with DAG("d"): E(task_id="a", email_on_failure=True)', `${CONTRADICTION} warning email_on_failure`],
  ['with DAG("d", default_args={"email": "a@b.c"}): E(task_id="a", email_on_failure=True)'],
  ['with DAG("d", default_args=somewhere.args): E(task_id="a", email_on_failure=True)'],
];

for (const [body, ...expected] of CASES) {
  test(body, async () => assert.deepEqual(await found(body), expected));
}

async function fixed(body: string): Promise<string | undefined> {
  const text = `${HEAD}${body}`;
  const [finding] = await findingsOf(text, { version: '3.3.2' });
  const edits = [...(finding?.fixes?.[0]?.edits ?? [])].sort((a, b) => b.at.start - a.at.start);
  const result = edits.reduce((now, { at, text: put }) => now.slice(0, at.start) + put + now.slice(at.end), text);
  return edits.length ? result.slice(HEAD.length) : undefined;
}

for (const [body, expected] of [
  [
    'with DAG("d", default_args={"catchup": True}): E(task_id="a")',
    'with DAG("d", default_args={}, catchup=True): E(task_id="a")',
  ],
  [
    'with DAG("d", default_args={"catchup": True, "retries": 1}, catchup=False): E(task_id="a")',
    'with DAG("d", default_args={"retries": 1}, catchup=False): E(task_id="a")',
  ],
  [
    '@dag(default_args={"retries": 1, "tags": ["x"]})\ndef d(): E(task_id="a")\nd()',
    '@dag(default_args={"retries": 1}, tags=["x"])\ndef d(): E(task_id="a")\nd()',
  ],
  [
    'with DAG("d", default_args={"schedule_interval": None}): E(task_id="a")',
    'with DAG("d", default_args={}, schedule=None): E(task_id="a")',
  ],
  [
    'args = {"catchup": True}\nwith DAG("d", default_args=args): E(task_id="a")\nwith DAG("e", default_args=args): E(task_id="a")',
    undefined,
  ],
] as const) {
  test(`moved: ${body}`, async () => assert.equal(await fixed(body), expected));
}
