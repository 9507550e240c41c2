// Diagnostics that the client asks for.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CancellationTokenSource,
  type DocumentDiagnosticReport,
  type RelatedFullDocumentDiagnosticReport,
  type WorkspaceDiagnosticReport,
} from 'vscode-languageserver-protocol/node';
import { quietTime } from './fakeAnalysis';
import { PULL, startClient, type TestClient } from './testClient';

const pulled = (client: TestClient, name: string): Promise<RelatedFullDocumentDiagnosticReport> => client.pull(name);

/** As an editor asks that keeps asking. */
function pullWorkspace(client: TestClient, previous: Readonly<Record<string, string>> = {}) {
  const previousResultIds = Object.entries(previous).map(([name, value]) => ({ uri: client.uri(name), value }));
  return client.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', {
    previousResultIds,
    partialResultToken: 'mine',
  });
}

test('the answer is of the unsaved text; asked again, it is unchanged', async (context) => {
  const client = await startClient(context, { capabilities: PULL });
  assert.deepEqual(client.initialized.capabilities.diagnosticProvider, {
    identifier: 'daglens',
    interFileDependencies: true,
    workspaceDiagnostics: true,
  });
  await client.open('a.py', 'ok\n');
  await client.change('a.py', 2, { text: 'BAD\n' });
  const report = await pulled(client, 'a.py');
  assert.deepEqual([report.kind, report.items.length], ['full', 1]);
  const again = await client.pull<DocumentDiagnosticReport>('a.py', report.resultId);
  assert.deepEqual(again, { kind: 'unchanged', resultId: report.resultId });
  await client.change('a.py', 3, { text: 'BAD\nBAD\n' });
  assert.equal((await pulled(client, 'a.py')).items.length, 2);
});

test('nothing is ever sent unasked to a client that asks', async (context) => {
  const client = await startClient(context, { capabilities: PULL });
  await client.open('a.py', 'BAD\n');
  await client.change('a.py', 2, { text: 'BAD\nBAD\n' });
  await client.close('a.py');
  await quietTime();
  assert.deepEqual(client.published, []);
});

test('a question that was cancelled is not answered with old text', async (context) => {
  const client = await startClient(context, { capabilities: PULL });
  await client.open('a.py', 'BAD\n');
  const source = new CancellationTokenSource();
  const params = { textDocument: { uri: client.uri('a.py') } };
  const answer = client.connection.sendRequest('textDocument/diagnostic', params, source.token);
  source.cancel();
  await assert.rejects(answer, { code: -32800 });
});

test('a closed file that nobody asked to check has no diagnostics', async (context) => {
  const client = await startClient(context, { capabilities: PULL, files: { 'a.py': 'BAD\n' } });
  assert.deepEqual((await pulled(client, 'a.py')).items, []);
});

test('when a file changes that others read, the client is told to ask again', async (context) => {
  const client = await startClient(context, { capabilities: PULL, files: { 'helper.py': 'fine\n' } });
  await client.open('dag.py', 'use helper.py\n');
  assert.deepEqual((await pulled(client, 'dag.py')).items, []);
  client.write('helper.py', 'BROKEN\n');
  await client.watched('helper.py', 2);
  await client.until(
    () => client.refreshes,
    (count) => count > 0,
    'refresh',
  );
  assert.equal((await pulled(client, 'dag.py')).items.length, 1);
});

test('diagnostics of related documents come along where the client takes them', async (context) => {
  const textDocument = { diagnostic: { relatedDocumentSupport: true } };
  const client = await startClient(context, { capabilities: { textDocument } });
  await client.open('helper.py', 'fine\n');
  await client.open('dag.py', 'use helper.py\n');
  await pulled(client, 'dag.py');
  await client.change('helper.py', 2, { text: 'BROKEN\n' });
  const { relatedDocuments } = await pulled(client, 'helper.py');
  const related = relatedDocuments?.[client.uri('dag.py')];
  assert.deepEqual([related?.kind, related?.kind === 'full' && related.items.length], ['full', 1]);
  assert.equal((await pulled(client, 'helper.py')).relatedDocuments, undefined);
});

test('the question for the workspace waits until there is something to say', async (context) => {
  const client = await startClient(context, { capabilities: PULL, files: { 'a.py': 'BAD\n', 'b.py': 'ok\n' } });
  let answered = false;
  const answer = pullWorkspace(client);
  void answer.then(() => {
    answered = true;
  });
  await quietTime();
  assert.equal(answered, false);
  const result = await client.connection.sendRequest('daglens/checkWorkspace', {});
  assert.deepEqual(result, { files: 2, errors: 1, warnings: 0 });
  const { items } = await answer;
  assert.deepEqual(
    items.map(({ uri, kind }) => [uri, kind]),
    [[client.uri('a.py'), 'full']],
  );
});

test('a client that asks for the workspace once is answered at once', async (context) => {
  const client = await startClient(context, { capabilities: PULL, files: { 'a.py': 'ok\n' } });
  const answer = await client.connection.sendRequest('workspace/diagnostic', { previousResultIds: [] });
  assert.deepEqual(answer, { items: [] });
});

test('after a check of the workspace, repaired and deleted files are cleared', async (context) => {
  const client = await startClient(context, { capabilities: PULL, files: { 'a.py': 'BAD\n', 'b.py': 'BAD\n' } });
  await client.connection.sendRequest('daglens/checkWorkspace', {});
  const first = await pullWorkspace(client);
  const ids = Object.fromEntries(
    first.items.map(({ uri, resultId }) => [uri.slice(uri.lastIndexOf('/') + 1), resultId!]),
  );
  assert.deepEqual(Object.keys(ids), ['a.py', 'b.py']);
  const next = pullWorkspace(client, ids);
  client.write('a.py', 'GOOD\n');
  await client.watched('a.py', 2);
  const { items } = await next;
  assert.deepEqual(
    items.map((item) => [item.uri, item.kind === 'full' && item.items.length]),
    [[client.uri('a.py'), 0]],
  );
});
