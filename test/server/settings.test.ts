// Settings, workspace folders, Python environments and changes on disk.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineHash } from '../../core/workspace/baseline';
import { PULL, startClient, type TestClient } from './testClient';

// An environment of the shell around the tests must not decide them.
delete process.env.VIRTUAL_ENV;

const CONFIGURATION = { workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } } };

function version(client: TestClient, name?: string): Promise<{ version: string; because: string }> {
  return client.connection.sendRequest('daglens/version', name === undefined ? {} : { uri: client.uri(name) });
}

test('the settings of the editor decide, and a change of them counts at once', async (context) => {
  let airflowVersion = '2.11';
  const client = await startClient(context, {
    capabilities: CONFIGURATION,
    settings: () => ({ airflowVersion, diagnosticMode: 'openFiles', trace: { server: 'off' } }),
    initializationOptions: { versionNotifications: true },
  });
  assert.equal((await version(client)).version, '2.11');
  airflowVersion = '2.10';
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await client.until(
    () => client.notified,
    (all) => all.includes('daglens/versionsChanged'),
    'news of the version',
  );
  assert.equal((await version(client)).version, '2.10');
  assert.deepEqual(client.shown, []);
});

test('settings that make no sense are told once and ignored', async (context) => {
  const client = await startClient(context, {
    capabilities: CONFIGURATION,
    settings: () => ({ airflowVersion: 'newest', path: 5, nonsense: 'x', diagnosticMode: 'always' }),
  });
  assert.equal((await version(client)).version, '3.3.2');
  assert.equal(client.shown.length, 4);
  assert.ok(client.shown.every((message) => message.startsWith('DagLens: Settings: ')));
});

test('a client that cannot be asked says its settings at start or with a change', async (context) => {
  const client = await startClient(context, { initializationOptions: { settings: { airflowVersion: '2.9' } } });
  assert.equal((await version(client)).version, '2.9');
  const settings = { daglens: { airflowVersion: '2.8' } };
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
  assert.equal((await version(client)).version, '2.8');
});

test('every workspace folder has its own settings file, and a change of it counts', async (context) => {
  const client = await startClient(context, {
    folders: ['one', 'two'],
    files: {
      'one/daglens.toml': 'airflow-version = "2.11"\n',
      'one/a.py': '',
      'two/a.py': '',
      'two/pyproject.toml': '[tool.daglens]\nairflow-version = "2.7"\n',
    },
  });
  assert.equal((await version(client, 'one/a.py')).version, '2.11');
  assert.equal((await version(client, 'two/a.py')).version, '2.7');
  client.write('one/daglens.toml', 'airflow-version = "2.6"\n');
  await client.watched('one/daglens.toml', 2);
  for (let tries = 0; (await version(client, 'one/a.py')).version !== '2.6'; tries++) assert.ok(tries < 2000);
  assert.equal((await version(client, 'elsewhere/a.py')).version, '3.3.2');
});

test('folders come and go', async (context) => {
  const client = await startClient(context, {
    capabilities: { workspace: { workspaceFolders: true } },
    folders: ['one'],
    files: { 'one/a.py': '', 'two/a.py': '', 'two/daglens.toml': 'airflow-version = "2.7"\n' },
  });
  assert.equal((await version(client, 'two/sub/a.py')).version, '3.3.2');
  const two = { uri: client.uri('two'), name: 'two' };
  await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
    event: { added: [two], removed: [] },
  });
  assert.equal((await version(client, 'two/sub/a.py')).version, '2.7');
  await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
    event: { added: [], removed: [two] },
  });
  assert.equal((await version(client, 'two/sub/a.py')).version, '3.3.2');
});

test('the packages of the chosen Python environment are read from its metadata', async (context) => {
  const environment = (name: string, version: string) => ({
    [`${name}/lib/python3.12/site-packages/apache_airflow-${version}.dist-info/METADATA`]: 'Name: apache-airflow\n',
  });
  const client = await startClient(context, {
    files: { ...environment('.venv', '2.11.2'), ...environment('other', '3.1.0') },
  });
  assert.equal((await version(client)).version, '2.11.2');
  const choose = (path: string | null) =>
    client.connection.sendNotification('daglens/pythonEnvironments', {
      environments: [{ folder: client.uri(''), path }],
    });
  await choose(`${client.folder}/other/bin/python3`);
  assert.equal((await version(client)).version, '3.1.0');
  await choose(`${client.folder}/nowhere`);
  assert.equal((await version(client)).version, '3.3.2');
  await choose(null);
  assert.equal((await version(client)).version, '2.11.2');
});

test('the client is asked to watch the files that decide what DAG files build', async (context) => {
  const workspace = { ...PULL.workspace, didChangeWatchedFiles: { dynamicRegistration: true } };
  const client = await startClient(context, { capabilities: { workspace } });
  const watching = (all: string[]) => all.includes('workspace/didChangeWatchedFiles');
  await client.until(() => client.registered, watching, 'registration');
});

test('what another program writes counts; what the editor holds comes first', async (context) => {
  const client = await startClient(context, { files: { 'helper.py': 'fine\n' } });
  await client.open('dag.py', 'use helper.py\n');
  await client.diagnostics('dag.py');
  client.write('helper.py', 'BROKEN\n');
  await client.watched('helper.py', 2);
  assert.equal((await client.diagnostics('dag.py', ({ diagnostics }) => diagnostics.length > 0)).length, 1);
  await client.open('helper.py', 'fine\n');
  assert.deepEqual(await client.diagnostics('dag.py', ({ diagnostics }) => diagnostics.length === 0), []);
});

test('a document that was never saved has the newest version, and nothing to complain about', async (context) => {
  const client = await startClient(context, { folders: [] });
  const textDocument = { uri: 'untitled:Untitled-1', languageId: 'python', version: 1, text: 'BAD' };
  await client.connection.sendNotification('textDocument/didOpen', { textDocument });
  const sent = () => client.published.find(({ uri }) => uri === textDocument.uri);
  const found = await client.until(sent, (first) => first !== undefined, 'diagnostics');
  assert.equal(found?.diagnostics.length, 1);
  assert.deepEqual(client.shown, []);
});

test('the settings of a folder hold in it, those of the editor before them', async (context) => {
  let rules: object = {};
  const client = await startClient(context, {
    capabilities: CONFIGURATION,
    settings: () => ({ rules }),
    files: {
      'daglens.toml': 'airflow-version = "2.11"\n',
      'team/pyproject.toml': '[tool.daglens]\nairflow-version = "2.9"\n',
      'team/deep/daglens.toml': '[severity]\ncycle = "off"\n',
    },
  });
  assert.equal((await version(client, 'a.py')).version, '2.11');
  assert.equal((await version(client, 'team/a.py')).version, '2.9');
  assert.equal((await version(client, 'team/deep/er/a.py')).version, '2.9');
  client.write('team/deep/daglens.toml', 'airflow-version = "2.8"\n');
  await client.watched('team/deep/daglens.toml', 2);
  for (let tries = 0; (await version(client, 'team/deep/a.py')).version !== '2.8'; tries++) assert.ok(tries < 2000);
  rules = { select: ['cycel'], severity: { 'none-such': 'off' } };
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  const all = (shown: string[]) => shown.length === 2;
  assert.deepEqual(await client.until(() => client.shown, all, 'messages'), [
    "DagLens: Settings: there is no rule 'cycel'; did you mean 'cycle'?",
    "DagLens: Settings: there is no rule 'none-such'; daglens explain lists them.",
  ]);
});

test('what the baseline knows is not shown, until the baseline changes', async (context) => {
  const known = [{ file: 'a.py', rule: 'rule-bad', line: lineHash('BAD one') }];
  const client = await startClient(context, {
    files: {
      'daglens.toml': 'baseline = "known.json"\n',
      'known.json': JSON.stringify({ version: 1, baseline: known }),
    },
  });
  await client.open('a.py', 'new\n  BAD one\nBAD two\n  BAD one\n');
  const lines = (sent: { range: { start: { line: number } } }[]) => sent.map(({ range }) => range.start.line);
  assert.deepEqual(lines(await client.diagnostics('a.py')), [2, 3]);
  client.write('known.json', '{"version": 1, "baseline": []}');
  await client.watched('known.json', 2);
  const all = await client.diagnostics('a.py', ({ diagnostics }) => diagnostics.length > 2);
  assert.deepEqual(lines(all), [1, 2, 3]);
  assert.deepEqual(client.shown, []);
});

test('a baseline that is not there is told', async (context) => {
  const client = await startClient(context, { files: { 'daglens.toml': 'baseline = "none.json"\n' } });
  const [message] = await client.until(
    () => client.shown,
    (shown) => shown.length > 0,
    'message',
  );
  assert.match(message ?? '', /^DagLens: There is no baseline file .*none\.json; daglens check --write-baseline/);
});

test('the settings of a run: those of the project, and the files in .daglens', async (context) => {
  const client = await startClient(context, {
    settings: () => ({ airflowVersion: '2.11.2', path: ['lib'], env: 'run.env' }),
    capabilities: { workspace: { configuration: true } },
    files: {
      'dags/a.py': '',
      'lib/b.py': '',
      'run.env': 'STAGE=test\n',
      '.daglens/variables.json': '{}',
      '.daglens/stand-ins.yaml': '',
    },
  });
  const root = client.folder;
  const uri = client.uri('dags/a.py');
  const answer = await client.connection.sendRequest<Record<string, unknown>>('daglens/runSettings', { uri });
  const shown = JSON.parse(JSON.stringify(answer).replaceAll(root, '')) as Record<string, unknown>;
  assert.deepEqual(shown, {
    ...{
      version: '2.11.2',
      root: '',
      importRoots: ['/dags', '/plugins', '', '/lib', '/src'],
      pools: {},
      dagsFolder: '/dags',
    },
    ...{ variablesFile: '/.daglens/variables.json', standInsFile: '/.daglens/stand-ins.yaml' },
    environment: { STAGE: 'test' },
  });
});
