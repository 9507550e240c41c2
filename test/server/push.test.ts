// Diagnostics sent unasked, to clients that cannot ask.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quietTime } from './fakeAnalysis';
import { startClient } from './testClient';

const insert = (line: number, character: number, text: string) => ({
  range: { start: { line, character }, end: { line, character } },
  text,
});

test('a diagnostic says rule, severity, place and where to read more', async (context) => {
  const capabilities = { textDocument: { publishDiagnostics: { codeDescriptionSupport: true } } };
  const client = await startClient(context, { capabilities });
  await client.open('a.py', 'x = 1\r\ny = "😀", BAD\r\n');
  assert.deepEqual(await client.diagnostics('a.py'), [
    {
      range: { start: { line: 1, character: 10 }, end: { line: 1, character: 13 } },
      severity: 1,
      code: 'rule-bad',
      codeDescription: { href: 'file:///rules.md#rule-bad' },
      source: 'DagLens',
      message: "'BAD' is wrong.",
    },
  ]);
  assert.equal(client.initialized.capabilities.diagnosticProvider, undefined);
});

test('columns are bytes for a client that prefers UTF-8', async (context) => {
  const client = await startClient(context, { capabilities: { general: { positionEncodings: ['utf-8', 'utf-16'] } } });
  assert.equal(client.initialized.capabilities.positionEncoding, 'utf-8');
  await client.open('a.py', 'y = "😀", BAD\n');
  const [found] = await client.diagnostics('a.py');
  assert.deepEqual(found?.range.start, { line: 0, character: 12 });
});

test('unsaved changes count, and the version comes along', async (context) => {
  const client = await startClient(context);
  await client.open('a.py', 'ok\n');
  assert.deepEqual(await client.diagnostics('a.py'), []);
  await client.change('a.py', 2, insert(0, 0, 'BAD '));
  const found = await client.diagnostics('a.py', ({ version }) => version === 2);
  assert.equal(found.length, 1);
  await client.change('a.py', 3, { text: 'GOOD\n' });
  assert.deepEqual(await client.diagnostics('a.py', ({ version }) => version === 3), []);
});

test('while the user types, only the last version is reported', async (context) => {
  const client = await startClient(context);
  await client.open('a.py', '');
  await client.diagnostics('a.py');
  for (let version = 2; version <= 30; version++) await client.change('a.py', version, insert(0, 0, 'BAD '));
  await client.diagnostics('a.py', ({ version }) => version === 30);
  assert.ok(client.published.length <= 4, `${client.published.length} reports`);
});

test('a change in one open file renews the others that read it, with the place that is to blame', async (context) => {
  const capabilities = { textDocument: { publishDiagnostics: { relatedInformation: true } } };
  const client = await startClient(context, { capabilities });
  await client.open('helper.py', 'fine\n');
  await client.open('dag.py', 'use helper.py\n');
  assert.deepEqual(await client.diagnostics('dag.py'), []);
  await client.change('helper.py', 2, insert(0, 0, '\nBROKEN'));
  const [found] = await client.diagnostics('dag.py', ({ diagnostics }) => diagnostics.length > 0);
  assert.deepEqual(found?.relatedInformation, [
    {
      location: {
        uri: client.uri('helper.py'),
        range: { start: { line: 1, character: 0 }, end: { line: 1, character: 6 } },
      },
      message: 'broken here',
    },
  ]);
});

test('closing a file clears its diagnostics, and its unsaved text no longer counts', async (context) => {
  const client = await startClient(context, { files: { 'helper.py': 'fine\n' } });
  await client.open('helper.py', 'BROKEN BAD\n');
  await client.open('dag.py', 'use helper.py\n');
  await client.diagnostics('helper.py', ({ diagnostics }) => diagnostics.length === 1);
  await client.diagnostics('dag.py', ({ diagnostics }) => diagnostics.length === 1);
  await client.close('helper.py');
  assert.deepEqual(await client.diagnostics('helper.py', ({ diagnostics }) => diagnostics.length === 0), []);
  assert.deepEqual(await client.diagnostics('dag.py', ({ diagnostics }) => diagnostics.length === 0), []);
});

test('in workspace mode closed files are checked too, and cleared when the mode ends', async (context) => {
  let mode = 'workspace';
  const client = await startClient(context, {
    files: { 'closed.py': 'BAD\n', 'fine.py': 'ok\n' },
    settings: () => ({ diagnosticMode: mode }),
    capabilities: { workspace: { configuration: true } },
  });
  assert.equal((await client.diagnostics('closed.py')).length, 1);
  mode = 'openFiles';
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  assert.deepEqual(await client.diagnostics('closed.py', ({ diagnostics }) => diagnostics.length === 0), []);
  assert.equal(
    client.published.some(({ uri }) => uri === client.uri('fine.py')),
    false,
  );
});

test('a dag_id that another file has too is told in both, and in neither when one is renamed', async (context) => {
  const client = await startClient(context);
  const one = ({ diagnostics }: { diagnostics: unknown[] }) => diagnostics.length === 1;
  const none = ({ diagnostics }: { diagnostics: unknown[] }) => diagnostics.length === 0;
  await client.open('a.py', 'named orders\ntask t\n');
  assert.deepEqual(await client.diagnostics('a.py'), []);
  await client.open('b.py', 'named orders\ntask t\n');
  assert.equal((await client.diagnostics('b.py', one))[0]?.message, "'orders' is also in a.py.");
  assert.equal((await client.diagnostics('a.py', one))[0]?.message, "'orders' is also in b.py.");
  await client.change('b.py', 2, { text: 'named other\ntask t\n' });
  await client.diagnostics('b.py', none);
  await client.diagnostics('a.py', none);
});

test('a file that is not open is found by the dag_id it shares, and followed on disk', async (context) => {
  const client = await startClient(context, { files: { 'closed.py': "named orders 'orders'\ntask t\n" } });
  await client.open('a.py', 'named orders\ntask t\n');
  const found = await client.diagnostics('a.py', ({ diagnostics }) => diagnostics.length === 1);
  assert.equal(found[0]?.message, "'orders' is also in closed.py.");
  client.write('closed.py', 'named other\ntask t\n');
  await client.watched('closed.py', 2);
  await client.diagnostics('a.py', ({ diagnostics }) => diagnostics.length === 0);
});

test('a DAG that a task names is looked for in all files, and again when one of them changes', async (context) => {
  const client = await startClient(context, { files: { 'closed.py': 'named other\ntask t\n' } });
  const one = ({ diagnostics }: { diagnostics: unknown[] }) => diagnostics.length === 1;
  const none = ({ diagnostics }: { diagnostics: unknown[] }) => diagnostics.length === 0;
  await client.open('a.py', 'asks orders\n');
  assert.equal((await client.diagnostics('a.py', one))[0]?.message, "'orders' is nowhere.");
  client.write('new.py', 'named orders\ntask t\n');
  await client.watched('new.py', 1);
  await client.diagnostics('a.py', none);
  await client.open('new.py', 'named another\ntask t\n');
  await client.diagnostics('a.py', one);
});

test('an internal error in one file is logged; the others go on', async (context) => {
  const client = await startClient(context);
  await client.open('crash.py', 'CRASH\n');
  await client.open('a.py', 'BAD\n');
  assert.equal((await client.diagnostics('a.py')).length, 1);
  assert.deepEqual(await client.diagnostics('crash.py'), []);
  assert.match(client.logged.join('\n'), /Internal error in the check of .*crash\.py: Error: the fake engine broke/);
  await client.change('crash.py', 2, { text: 'BAD\n' });
  assert.equal((await client.diagnostics('crash.py', ({ version }) => version === 2)).length, 1);
});

test('a client that is sent diagnostics is never told to ask for them', async (context) => {
  const client = await startClient(context);
  await client.open('a.py', 'BAD\n');
  await client.diagnostics('a.py');
  await quietTime();
  assert.equal(client.refreshes, 0);
});
