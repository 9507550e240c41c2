// Connections and pools that the project does not list: who is spoken of, and what is left alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkText } from '../support/engine';

const IMPORTS = `
from airflow.sdk import DAG, Variable, task
from airflow.providers.amazon.aws.hooks.s3 import S3Hook
from airflow.providers.amazon.aws.sensors.s3 import S3KeySensor
from airflow.providers.common.sql.operators.sql import SQLExecuteQueryOperator
from airflow.providers.standard.operators.bash import BashOperator
`;
const CONNECTIONS = '{"warehouse": {"conn_type": "postgres", "extra": null}, "lake": "aws://"}';
const POOLS = '{"warehouse": {"slots": 8, "description": ""}}';
const WRONG_CONNECTION = 'SQLExecuteQueryOperator(task_id="a", sql="select 1", conn_id="nope")';
const WRONG_POOL = 'BashOperator(task_id="a", bash_command="a", pool="nope")';

interface World {
  readonly connections?: string;
  readonly connectionsName?: string;
  readonly pools?: string;
  readonly cfg?: string;
  readonly env?: string;
  readonly before?: string;
}

/** What the two rules say to a DAG with these statements. */
async function said(body: string, world: World = {}): Promise<string[]> {
  const { connectionsName = 'connections.json', before = '' } = world;
  const text = `${IMPORTS}${before}\nwith DAG("etl"):\n    ${body.replaceAll('\n', '\n    ')}\n`;
  const files = new Map([
    ['dag.py', text],
    [`/project/${connectionsName}`, world.connections ?? CONNECTIONS],
    ['/project/pools.json', world.pools ?? POOLS],
    ['/project/airflow.cfg', world.cfg ?? ''],
    ['/project/.env', world.env ?? ''],
  ]);
  const settings = {
    connectionsFile: `/project/${connectionsName}`,
    poolsFile: '/project/pools.json',
    airflowCfg: '/project/airflow.cfg',
    envFile: '/project/.env',
  };
  const report = (await checkText(files, { version: '3.3.2', settings })).get('dag.py')!;
  return report.findings.filter(({ rule }) => /^unknown-(connection|pool)$/.test(rule)).map(({ message }) => message);
}

const FOUND: readonly {
  readonly name: string;
  readonly body: string;
  readonly world?: World;
  readonly message: RegExp;
}[] = [
  {
    name: 'a connection',
    body: WRONG_CONNECTION,
    message: /^Task 'a' uses the connection 'nope', but connections\.json/,
  },
  { name: 'a pool', body: WRONG_POOL, message: /^Task 'a' uses the pool 'nope', but pools\.json/ },
  {
    name: 'an argument of another name',
    body: 'S3KeySensor(task_id="a", bucket_key="s3://b/k", aws_conn_id="lakes")',
    message: /Did you mean 'lake'\?/,
  },
  {
    name: 'a connection by its URI',
    body: WRONG_CONNECTION,
    world: { connectionsName: 'c.env', connections: '# all\nwarehouse=postgres://db\n' },
    message: /c\.env does not list it/,
  },
  {
    name: 'a connection in YAML',
    body: WRONG_CONNECTION,
    world: { connectionsName: 'c.yaml', connections: 'warehouse:\n  conn_type: postgres\n' },
    message: /c\.yaml does not list it/,
  },
  {
    name: 'a pool of default_args',
    body: 'BashOperator(task_id="a", bash_command="a", default_args={"pool": "nope"})',
    message: /pool 'nope'/,
  },
  {
    name: 'a connection of a hook in a function',
    body: '@task\ndef a():\n    S3Hook(aws_conn_id="nope").get_key("k")\na()',
    message: /connection 'nope'/,
  },
  {
    name: 'a connection that a function looks up by a constant',
    body: '@task\ndef a():\n    from airflow.sdk import BaseHook\n    print(BaseHook.get_connection(DB).host)\na()',
    world: { before: 'DB = "nope"\n' },
    message: /connection 'nope'/,
  },
  { name: 'a pool of a TaskFlow task', body: '@task(pool="nope")\ndef a(): ...\na()', message: /pool 'nope'/ },
  {
    name: 'a pool where a secrets backend is configured',
    body: WRONG_POOL,
    world: { cfg: '[secrets]\nbackend = airflow.providers.hashicorp.secrets.vault.VaultBackend\n' },
    message: /pool 'nope'/,
  },
  {
    name: 'a pool of an operator of the project',
    body: 'Own(task_id="a", bash_command="a", pool="nope")',
    world: { before: 'class Own(BashOperator):\n    pass\n' },
    message: /pool 'nope'/,
  },
];

for (const { name, body, world, message } of FOUND) {
  test(`finds ${name}`, async () => {
    const messages = await said(body, world);
    assert.equal(messages.length, 1, messages.join('\n'));
    assert.match(messages[0]!, message);
  });
}

const LEFT_ALONE: readonly { readonly name: string; readonly body: string; readonly world?: World }[] = [
  { name: 'ids that Airflow makes', body: WRONG_CONNECTION.replace('nope', 'postgres_default') },
  { name: 'another id that Airflow makes', body: WRONG_CONNECTION.replace('nope', 'airflow_db') },
  { name: 'the default pool', body: WRONG_POOL.replace('nope', 'default_pool') },
  { name: 'ids of the environment', body: WRONG_CONNECTION, world: { env: 'AIRFLOW_CONN_NOPE=postgres://db\n' } },
  { name: 'None', body: WRONG_CONNECTION.replace('"nope"', 'None') },
  { name: 'a template', body: WRONG_CONNECTION.replace('nope', '{{ params.db }}') },
  { name: 'an unknown value', body: WRONG_CONNECTION.replace('"nope"', 'Variable.get("db")') },
  { name: 'an assumed value', body: WRONG_POOL.replace('"nope"', 'Variable.get("p", default="nope")') },
  { name: 'a secrets backend', body: WRONG_CONNECTION, world: { cfg: '[secrets]\nbackend = company.Vault\n' } },
  {
    name: 'a backend of the environment',
    body: WRONG_CONNECTION,
    world: { env: 'AIRFLOW__SECRETS__BACKEND=company.Vault\n' },
  },
  {
    name: 'a backend of workers',
    body: WRONG_CONNECTION,
    world: { cfg: '[workers]\nsecrets_backend = company.Vault\n' },
  },
  {
    name: 'a connections file of another form',
    body: WRONG_CONNECTION,
    world: { connections: '{"airflow": {"connections": []}}' },
  },
  {
    name: 'a pools file of another form',
    body: WRONG_POOL,
    world: { pools: '{"pools": [{"name": "a", "slots": 1}]}' },
  },
  { name: 'a broken file', body: WRONG_CONNECTION, world: { connections: '{' } },
  {
    name: 'an empty list',
    body: `${WRONG_CONNECTION}\n${WRONG_POOL.replace('"a"', '"b"')}`,
    world: { connections: '{}', pools: '{}' },
  },
  { name: 'a hook of the project', body: '@task\ndef a():\n    OwnHook(own_conn_id="nope")\na()' },
  { name: 'a hook of a name that is not known', body: '@task\ndef a(db):\n    S3Hook(aws_conn_id=db)\na("nope")' },
  {
    name: 'a hook that need not find it',
    body: '@task\ndef a():\n    try:\n        S3Hook(aws_conn_id="nope")\n    except Exception:\n        pass\na()',
  },
  {
    name: 'a function that no task runs',
    body: 'def a():\n    S3Hook(aws_conn_id="nope")\nBashOperator(task_id="b", bash_command="b")',
  },
  { name: 'a template with a default', body: `BashOperator(task_id="a", bash_command="{{ conn.get('nope', 'x') }}")` },
  {
    name: 'a guarded template',
    body: 'BashOperator(task_id="a", bash_command="{% if x %}{{ conn.nope.host }}{% endif %}")',
  },
  {
    name: 'an argument of an operator of the project',
    body: 'Own(task_id="a", bash_command="a", source_conn_id="nope")',
    world: {
      before:
        'class Own(BashOperator):\n    def __init__(self, *, source_conn_id, **kwargs):\n        super().__init__(**kwargs)\n',
    },
  },
  {
    name: 'a pool that an operator of the project keeps for itself',
    body: 'Own(task_id="a", bash_command="a", pool="nope")',
    world: {
      before:
        'class Own(BashOperator):\n    def __init__(self, *, pool, **kwargs):\n        super().__init__(**kwargs)\n',
    },
  },
];

for (const { name, body, world } of LEFT_ALONE) {
  test(`leaves alone ${name}`, async () => assert.deepEqual(await said(body, world), []));
}

test('says once what several tasks were given', async () => {
  const loop = 'for name in ["a", "b"]:\n    BashOperator(task_id=name, bash_command="a", pool="nope")';
  assert.equal((await said(loop)).length, 1);
});
