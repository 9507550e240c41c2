// The engine `remote` against a server of ours that answers as Airflow does.

import assert from 'node:assert/strict';
import { createVerify, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { applyEvent, emptyRecord, type RunEvent, type RunRecord } from '../../core/runs';
import type { Engine, RunRequest, RunSettings } from '../../runner/src/engine';
import { AirflowApi } from '../../runner/src/remote/airflowApi';
import { createRemoteEngine } from '../../runner/src/remote/engine';
import { environmentSecrets, remoteFromEnvironment } from '../../runner/src/remote/remoteSettings';
import { type Answers, type Asked, inTurn, withAirflow } from './fakeAirflow';

const RUN = '/dags/d/dagRuns/r';
const TASKS = [
  { task_id: 'a', operator_name: '@task', downstream_task_ids: ['b'], trigger_rule: 'all_success', is_mapped: false },
  { task_id: 'b', operator_name: '@task', downstream_task_ids: [], trigger_rule: 'all_done', is_mapped: true },
];

const instance = (task_id: string, map_index: number, state: string | null, try_number: number, more = {}) => ({
  ...{ task_id, map_index, state, try_number, rendered_map_index: null, rendered_fields: {}, ...more },
});

const instances = (...task_instances: ReturnType<typeof instance>[]) => ({
  ...{ task_instances, total_entries: task_instances.length },
});

/** A run of two tasks, of which the second is mapped and fails. */
function answers(api: string, more: Answers = {}): Answers {
  const failedLog = {
    content:
      'begin\nTraceback (most recent call last):\n  File "/dags/d.py", line 7, in b\n    raise ValueError("no rows")\nValueError: no rows\n',
  };
  return {
    [`GET ${api}/version`]: { version: api.endsWith('v2') ? '3.3.2' : '2.11.2' },
    'GET /auth/token': { access_token: 'everybody' },
    'POST /auth/token': { status: 201, body: { access_token: 'mine' } },
    [`GET ${api}/dags`]: { dags: [{ dag_id: 'd', fileloc: '/opt/dags/sub/d.py' }], total_entries: 1 },
    [`GET ${api}/dags/d/details`]: { dag_id: 'd', fileloc: '/opt/dags/d.py', is_paused: false, max_active_tasks: 4 },
    [`GET ${api}/dags/d/tasks`]: { tasks: TASKS },
    [`POST ${api}/dags/d/dagRuns`]: {
      dag_run_id: 'r',
      state: 'queued',
      conf: { x: 1 },
      logical_date: '2026-01-01T00:00:00Z',
    },
    [`GET ${api}${RUN}`]: inTurn({ state: 'running' }, { state: 'running' }, { state: 'failed' }),
    [`GET ${api}${RUN}/taskInstances`]: inTurn(
      instances(instance('a', -1, 'running', 1), instance('b', -1, null, 0)),
      instances(
        instance('a', -1, 'success', 1, { rendered_fields: { sql: 'select 1', empty: '' } }),
        instance('b', 0, 'queued', 1),
      ),
      instances(instance('a', -1, 'success', 1), instance('b', 0, 'failed', 1)),
    ),
    [`GET ${api}${RUN}/taskInstances/a/logs/1`]: {
      content: [{ timestamp: '2026-01-01', level: 'info', event: 'hello' }],
    },
    [`GET ${api}${RUN}/taskInstances/b/logs/1`]: failedLog,
    [`GET ${api}${RUN}/taskInstances/a/xcomEntries`]: { xcom_entries: [{ key: 'return_value' }], total_entries: 1 },
    [`GET ${api}${RUN}/taskInstances/a/xcomEntries/return_value`]: { key: 'return_value', value: [1, 2] },
    [`GET ${api}${RUN}/taskInstances/b/xcomEntries`]: { xcom_entries: [], total_entries: 0 },
    ...more,
  };
}

function settingsOf(environment: Record<string, string>): RunSettings {
  return {
    ...{ version: '3.3.2', python: undefined, root: '/', importRoots: [], dagsFolder: '/here/dags', environment },
    ...{ pluginsFolder: undefined, variablesFile: undefined, connectionsFile: undefined, standInsFile: undefined },
  };
}

function engineFor(url: string, environment: Record<string, string> = {}): Engine {
  const patience = { shortestMs: 1, longestMs: 5 };
  return createRemoteEngine(settingsOf({ DAGLENS_AIRFLOW_URL: url, ...environment }), undefined, patience);
}

function requestOf(folder: string, more: Partial<RunRequest> = {}): RunRequest {
  return {
    ...{ file: '/here/dags/sub/d.py', dagId: 'd', runId: 'r', runType: 'manual', tasks: undefined, xcoms: [] },
    ...{ logicalDate: undefined, conf: { x: 1 }, marks: new Map(), dryRun: false, debug: undefined, parallelism: 1 },
    ...{ folder, ...more },
  };
}

async function follow(
  engine: Engine,
  more: Partial<RunRequest> = {},
  abort = new AbortController(),
  onEvent = (_event: RunEvent): void => {},
): Promise<{ record: RunRecord; events: RunEvent[]; logs: Record<string, string> }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'daglens-remote-'));
  const events: RunEvent[] = [];
  let record = emptyRecord('remote', 'r');
  for await (const event of engine.run(requestOf(folder, more), abort.signal)) {
    events.push(event);
    record = applyEvent(record, event);
    onEvent(event);
  }
  const files = events.flatMap((event) => (event.kind === 'log' ? [event.path] : []));
  const logs = Object.fromEntries(files.map((file) => [path.basename(file), readFileSync(file, 'utf8')]));
  rmSync(folder, { recursive: true, force: true });
  return { record, events, logs };
}

const asked = (all: readonly Asked[], start: string) =>
  all.filter(({ method, path: place }) => `${method} ${place}`.startsWith(start));

for (const api of ['/api/v1', '/api/v2'])
  test(`a run is triggered and followed to its end: ${api}`, async () => {
    await withAirflow(answers(api), async (airflow) => {
      const { record, logs } = await follow(engineFor(airflow.url));
      assert.equal(record.state, 'failed');
      assert.equal(record.because, "'b[0]' failed");
      assert.equal(record.airflowVersion, api.endsWith('v2') ? '3.3.2' : '2.11.2');
      assert.deepEqual(
        record.dag?.tasks.map(({ id, upstream, mapped }) => [id, upstream, mapped]),
        [
          ['a', [], false],
          ['b', ['a'], true],
        ],
      );
      const { a, 'b[0]': b } = record.instances;
      assert.deepEqual([a?.state, b?.state, record.instances.b], ['success', 'failed', undefined]);
      assert.deepEqual(a?.rendered, { sql: 'select 1' });
      assert.deepEqual(a?.xcoms, { return_value: { value: [1, 2], stored: undefined } });
      const frames = [{ file: '/dags/d.py', line: 7, function: 'b' }];
      assert.deepEqual(b?.tries[0]?.raised, { type: 'ValueError', message: 'no rows', frames });
      assert.equal(logs['a.1.log'], '[2026-01-01] INFO hello\n');
      const [trigger] = asked(airflow.asked, `POST ${api}/dags/d/dagRuns`);
      const date = api.endsWith('v2') ? { logical_date: null } : {};
      assert.deepEqual(JSON.parse(trigger?.body ?? ''), { dag_run_id: 'r', conf: { x: 1 }, ...date });
    });
  });

test('who one is: basic and a token in Airflow 2, a token that Airflow 3 gives out', async () => {
  const user = { DAGLENS_AIRFLOW_USER: 'ann', DAGLENS_AIRFLOW_PASSWORD: 'pw' };
  const cases: [string, Record<string, string>, string | undefined][] = [
    ['/api/v1', {}, undefined],
    ['/api/v1', user, `Basic ${Buffer.from('ann:pw').toString('base64')}`],
    ['/api/v1', { DAGLENS_AIRFLOW_TOKEN: 'tok' }, 'Bearer tok'],
    ['/api/v2', {}, 'Bearer everybody'],
    ['/api/v2', user, 'Bearer mine'],
    ['/api/v2', { DAGLENS_AIRFLOW_TOKEN: 'tok' }, 'Bearer tok'],
  ];
  for (const [api, environment, header] of cases)
    await withAirflow(answers(api), async (airflow) => {
      assert.equal((await follow(engineFor(airflow.url, environment))).record.state, 'failed');
      assert.equal(asked(airflow.asked, 'POST /api')[0]?.authorization, header, `${api} ${Object.keys(environment)}`);
      const given = asked(airflow.asked, 'POST /auth/token')[0]?.body;
      if (header === 'Bearer mine') assert.equal(given, '{"username":"ann","password":"pw"}');
    });
});

test("Google's identity: a key signs for an access token, which is used until it ends", async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const forms: string[] = [];
  const token = ({ body }: Asked) => {
    forms.push(body);
    return { access_token: `google-${forms.length}`, expires_in: 3600 };
  };
  await withAirflow(answers('/api/v2', { 'POST /token': token }), async (airflow) => {
    const key = {
      ...{ type: 'service_account', client_email: 'me@project', token_uri: `${airflow.url}/token` },
      private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    };
    const environment = { DAGLENS_AIRFLOW_GOOGLE_CREDENTIALS: JSON.stringify(key) };
    assert.equal((await follow(engineFor(airflow.url, environment))).record.state, 'failed');
    assert.equal(forms.length, 1);
    for (const { authorization } of asked(airflow.asked, 'GET /api')) assert.equal(authorization, 'Bearer google-1');
    const assertion = new URLSearchParams(forms[0]).get('assertion') ?? '';
    const [header = '', claims = '', signature = ''] = assertion.split('.');
    const isSigned = createVerify('RSA-SHA256').update(`${header}.${claims}`).verify(publicKey, signature, 'base64url');
    assert.ok(isSigned);
    const { iss, aud, exp, iat } = JSON.parse(Buffer.from(claims, 'base64url').toString());
    assert.deepEqual([iss, aud, exp - iat], ['me@project', `${airflow.url}/token`, 3600]);
  });
  await withAirflow(answers('/api/v2', { 'POST /token': token }), async (airflow) => {
    const user = { client_id: 'i', client_secret: 's', refresh_token: 'r', token_uri: `${airflow.url}/token` };
    assert.equal(
      await engineFor(airflow.url, { DAGLENS_AIRFLOW_GOOGLE_CREDENTIALS: JSON.stringify(user) }).unavailable(),
      undefined,
    );
    assert.equal(forms.at(-1), 'grant_type=refresh_token&client_id=i&client_secret=s&refresh_token=r');
  });
});

test('a stop stops following; there the run goes on, or is marked failed where that is asked for', async () => {
  const running = { [`GET /api/v2${RUN}`]: { state: 'running' }, [`PATCH /api/v2${RUN}`]: { state: 'failed' } };
  for (const [environment, words] of [
    [{}, 'no longer followed: the run r goes on in Airflow'],
    [{ DAGLENS_AIRFLOW_STOP: 'failed' }, 'stopped, and marked failed in Airflow'],
  ] as const)
    await withAirflow(answers('/api/v2', running), async (airflow) => {
      const abort = new AbortController();
      const onEvent = ({ kind }: RunEvent): void => {
        if (kind === 'state') setTimeout(() => abort.abort(), 20);
      };
      const { record } = await follow(engineFor(airflow.url, environment), {}, abort, onEvent);
      assert.deepEqual([record.stopped, record.because], [true, words]);
      assert.equal(asked(airflow.asked, 'PATCH').length, 'DAGLENS_AIRFLOW_STOP' in environment ? 1 : 0);
    });
});

test('a paused DAG is told; a server that fails for a moment is asked again', async () => {
  const details = { dag_id: 'd', fileloc: '/opt/dags/d.py', is_paused: true };
  const shaky = inTurn(
    { status: 503, body: {} },
    { state: 'running' },
    { status: 502, body: {} },
    { state: 'success' },
  );
  await withAirflow(
    answers('/api/v2', { 'GET /api/v2/dags/d/details': details, [`GET /api/v2${RUN}`]: shaky }),
    async (airflow) => {
      const { record } = await follow(engineFor(airflow.url));
      assert.equal(record.state, 'success');
      assert.deepEqual(
        record.notes.map(({ message }) => message),
        [
          '\'d\' is paused there: its run waits until somebody unpauses it. "DagLens: Unpause DAG on the Remote Airflow" does.',
        ],
      );
    },
  );
});

test('what goes wrong is said with what to do', async () => {
  const table: [Answers, RegExp][] = [
    [
      { 'POST /api/v2/dags/d/dagRuns': { status: 401, body: { detail: 'Invalid' } } },
      /does not know you \(401\)\. Check the user/,
    ],
    [{ 'POST /api/v2/dags/d/dagRuns': { status: 403, body: { detail: 'Forbidden' } } }, /does not allow this \(403\)/],
    [
      { 'GET /api/v2/dags/d/details': { status: 404, body: { detail: 'no such DAG' } } },
      /\(404\)\. Check the address and whether the DAG is deployed there: no such DAG/,
    ],
    [{ 'POST /api/v2/dags/d/dagRuns': { status: 409, body: {} } }, /\(409\)\. Choose another logical date/],
    [{ [`GET /api/v2${RUN}`]: { status: 500, body: {} } }, /a problem of its own \(500\)/],
    [{ 'GET /api/v2/version': { status: 404, body: {} } }, /There is no Airflow at/],
  ];
  for (const [more, words] of table)
    await withAirflow(answers('/api/v2', more), async (airflow) => {
      assert.match((await follow(engineFor(airflow.url))).record.because ?? '', words);
    });
  assert.match(
    (await engineFor('http://127.0.0.1:9').unavailable()) ?? '',
    /Nothing listens at 127\.0\.0\.1:9|cannot be reached/,
  );
  assert.match(
    (await engineFor('http://no-such-host.invalid').unavailable()) ?? '',
    /There is no host no-such-host\.invalid/,
  );
  assert.match((await createRemoteEngine(settingsOf({})).unavailable()) ?? '', /DAGLENS_AIRFLOW_URL/);
  const missing = engineFor('http://127.0.0.1:9', { DAGLENS_AIRFLOW_AUTH: 'token' });
  assert.match(
    (await missing.unavailable()) ?? '',
    /^There is no token for this Airflow\. Use .* or DAGLENS_AIRFLOW_TOKEN\.$/,
  );
  for (const more of [{ dryRun: true }, { tasks: new Set(['a']) }, { marks: new Map([['a', 'failed' as const]]) }])
    assert.match((await follow(engineFor('http://127.0.0.1:9'), more)).record.because ?? '', /elsewhere/);
});

test('the deployed DAGs of a file are found by its path below the folder of DAGs', async () => {
  await withAirflow(answers('/api/v2'), async (airflow) => {
    const engine = engineFor(airflow.url);
    const loaded = await engine.load('/here/dags/sub/d.py');
    assert.deepEqual('dags' in loaded && loaded.dags.map(({ dagId }) => dagId), ['d']);
    const other = await engine.load('/here/dags/other/d.py');
    assert.match('raised' in other ? other.raised.message : '', /No deployed DAG comes from a file other\/d\.py/);
  });
});

test('a run goes on there with what is cleared', async () => {
  const more = { 'POST /api/v2/dags/d/clearTaskInstances': {}, 'PATCH /api/v2/dags/d': {} };
  await withAirflow(answers('/api/v2', more), async (airflow) => {
    const engine = engineFor(airflow.url);
    const { record } = await follow(engine, { again: true, tasks: new Set(['b']) });
    assert.equal(record.state, 'failed');
    assert.deepEqual(JSON.parse(asked(airflow.asked, 'POST /api')[0]?.body ?? '').task_ids, ['b']);
    assert.equal(asked(airflow.asked, 'POST /api').length, 1, 'no run is triggered');
    await engine.setPaused?.('d', false);
    assert.equal(asked(airflow.asked, 'PATCH')[0]?.body, '{"is_paused":false}');
  });
});

test('a run is cleared, and a DAG paused and unpaused', async () => {
  const more = { 'POST /api/v2/dags/d/clearTaskInstances': {}, 'PATCH /api/v2/dags/d': {} };
  await withAirflow(answers('/api/v2', more), async (airflow) => {
    const environment = { DAGLENS_AIRFLOW_URL: airflow.url };
    const api = new AirflowApi(remoteFromEnvironment(environment)!, environmentSecrets(environment), environment);
    await api.clear('d', 'r', ['b'], true);
    await api.setPaused('d', false);
    const [cleared, unpaused] = asked(airflow.asked, 'P').filter(({ path: place }) => place.startsWith('/api'));
    assert.deepEqual(JSON.parse(cleared?.body ?? ''), {
      ...{ dry_run: false, dag_run_id: 'r', only_failed: true, reset_dag_runs: true },
      ...{ task_ids: ['b'], include_downstream: true },
    });
    assert.equal(unpaused?.body, '{"is_paused":false}');
  });
});
