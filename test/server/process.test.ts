// The server as a program of its own, over stdio: what it prints, and when it ends.

import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { buildSync } from 'esbuild';
import { createProtocolConnection } from 'vscode-languageserver-protocol/node';
import { initialize, TestClient, temporaryFolder } from './testClient';

const OUT = path.resolve(`.out/server-${process.pid}`);
const MISTAKE = `from datetime import datetime
from airflow.sdk import DAG

with DAG("d", schedule="0 25 * * *", start_date=datetime(2026, 1, 1)):
    pass
`;

before(() => {
  buildSync({
    entryPoints: { server: 'server/src/main.ts' },
    outdir: OUT,
    bundle: true,
    platform: 'node',
    target: 'node20',
    alias: { 'web-tree-sitter': './node_modules/web-tree-sitter/web-tree-sitter.cjs' },
  });
  for (const file of ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-python/tree-sitter-python.wasm'])
    copyFileSync(`node_modules/${file}`, path.join(OUT, path.basename(file)));
});

after(() => rmSync(OUT, { recursive: true, force: true }));

function startServer(context: TestContext): { readonly child: ChildProcess; readonly ended: Promise<number | null> } {
  const child = spawn(process.execPath, [path.join(OUT, 'server.js'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  context.after(() => child.kill('SIGKILL'));
  return { child, ended };
}

function clientOf(context: TestContext, child: ChildProcess): TestClient {
  const connection = createProtocolConnection(child.stdout!, child.stdin!);
  context.after(() => connection.dispose());
  return new TestClient(connection, temporaryFolder(context));
}

test('it finds a mistake in unsaved text, and ends with 0 after shutdown and exit', async (context) => {
  const { child, ended } = startServer(context);
  const client = await initialize(clientOf(context, child));
  await client.open('dag.py', MISTAKE);
  const found = await client.diagnostics('dag.py');
  assert.deepEqual(
    found.map(({ code, severity, range }) => [code, severity, range.start.line]),
    [['invalid-cron', 1, 3]],
  );
  await client.connection.sendRequest('shutdown');
  await client.connection.sendNotification('exit');
  assert.equal(await ended, 0);
});

test('it ends when its client closes the pipe', async (context) => {
  const { child, ended } = startServer(context);
  await initialize(clientOf(context, child));
  child.stdin!.end();
  assert.equal(await ended, 1);
});

test('it ends when the process that its client named has died', async (context) => {
  const { child, ended } = startServer(context);
  const parent = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const connection = createProtocolConnection(child.stdout!, child.stdin!);
  connection.listen();
  context.after(() => connection.dispose());
  const params = { processId: parent.pid, rootUri: null, capabilities: {} };
  assert.ok(await connection.sendRequest('initialize', params));
  parent.kill('SIGKILL');
  assert.equal(await ended, 1);
});
