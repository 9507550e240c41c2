// Hover, outline, quick fixes, the graph and the version.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction, CodeLens, DocumentSymbol, Hover, SymbolInformation } from 'vscode-languageserver-protocol';
import { startClient, type TestClient } from './testClient';

const TASKS = 'task first\ntask second\ntask third\n';

function actions(client: TestClient, name: string, line: number, context: object = { diagnostics: [] }) {
  const range = { start: { line, character: 0 }, end: { line, character: 0 } };
  return client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: client.uri(name) },
    range,
    context,
  });
}

test('a hover over a task says operator, trigger rule and neighbours', async (context) => {
  const client = await startClient(context, {
    capabilities: { textDocument: { hover: { contentFormat: ['markdown', 'plaintext'] } } },
  });
  await client.open('a.py', TASKS);
  const hover = await client.at<Hover>('hover', 'a.py', 1, 6);
  assert.deepEqual(hover, {
    contents: {
      kind: 'markdown',
      value:
        '**Task** `second` — `BashOperator`  \nTrigger rule: `all_success`  \nUpstream: `first`  \nDownstream: `third`',
    },
    range: { start: { line: 1, character: 5 }, end: { line: 1, character: 11 } },
  });
  assert.equal(await client.at('hover', 'a.py', 3, 0), null);
});

test('a client without Markdown gets plain text', async (context) => {
  const client = await startClient(context);
  await client.open('a.py', TASKS);
  const hover = await client.at<Hover>('hover', 'a.py', 0, 6);
  assert.deepEqual(hover.contents, {
    kind: 'plaintext',
    value: 'Task first (BashOperator)\nTrigger rule: all_success\nUpstream: none\nDownstream: second',
  });
});

test('the outline is nested where the client can show it, else flat', async (context) => {
  const nesting = { textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } } };
  const nested = await startClient(context, { capabilities: nesting });
  const flat = await startClient(context);
  const symbols = async <T>(client: TestClient): Promise<T[]> => {
    await client.open('a.py', TASKS);
    return client.connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri: client.uri('a.py') } });
  };
  const [dag] = await symbols<DocumentSymbol>(nested);
  assert.deepEqual([dag?.name, dag?.children?.map(({ name }) => name)], ['dag', ['first', 'second', 'third']]);
  assert.deepEqual(
    (await symbols<SymbolInformation>(flat)).map(({ name, containerName }) => [name, containerName]),
    [
      ['dag', undefined],
      ['first', 'dag'],
      ['second', 'dag'],
      ['third', 'dag'],
    ],
  );
});

test('a quick fix changes exactly the place of the finding', async (context) => {
  const client = await startClient(context, {
    capabilities: { workspace: { workspaceEdit: { documentChanges: true } } },
  });
  await client.open('a.py', 'ok\nBAD\n', 7);
  const [shown] = await client.diagnostics('a.py');
  assert.deepEqual(await actions(client, 'a.py', 0), []);
  assert.deepEqual(await actions(client, 'a.py', 1, { diagnostics: [], only: ['refactor'] }), []);
  assert.deepEqual(await actions(client, 'a.py', 1, { diagnostics: [shown], only: ['quickfix'] }), [
    {
      title: "Change to 'GOOD'",
      kind: 'quickfix',
      diagnostics: [shown],
      isPreferred: true,
      edit: {
        documentChanges: [
          {
            textDocument: { uri: client.uri('a.py'), version: 7 },
            edits: [{ range: { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } }, newText: 'GOOD' }],
          },
        ],
      },
    },
    {
      title: "Ignore 'rule-bad' on this line",
      kind: 'quickfix',
      diagnostics: [shown],
      edit: {
        documentChanges: [
          {
            textDocument: { uri: client.uri('a.py'), version: 7 },
            edits: [
              {
                range: { start: { line: 1, character: 3 }, end: { line: 1, character: 3 } },
                newText: '  # daglens: ignore[rule-bad]',
              },
            ],
          },
        ],
      },
    },
  ]);
});

test('everything in a file is fixed at once, when asked for', async (context) => {
  const client = await startClient(context);
  await client.open('a.py', 'BAD\nok\nWARN BAD\n');
  await client.diagnostics('a.py');
  const all = async (...only: string[]) => actions(client, 'a.py', 1, { diagnostics: [], only });
  for (const kind of ['source', 'source.fixAll', 'source.fixAll.daglens']) {
    const [action, ...more] = await all(kind);
    assert.deepEqual(
      [action?.title, action?.kind, more.length],
      ['Fix all DagLens problems in this file', 'source.fixAll.daglens', 0],
    );
    const edits = Object.values(action?.edit?.changes ?? {}).flat();
    const places = edits.map(({ range: { start }, newText }) => [start.line, start.character, newText]);
    assert.deepEqual(places.sort(), [
      [0, 0, 'GOOD'],
      [2, 0, 'GOOD'],
      [2, 5, 'GOOD'],
    ]);
  }
  assert.deepEqual(await all('source.organizeImports'), []);
  assert.deepEqual(await all('source.fixAll.ruff'), []);
  assert.deepEqual(await actions(client, 'a.py', 1), []);
  await client.open('fine.py', 'ok\n');
  assert.deepEqual(await actions(client, 'fine.py', 0, { diagnostics: [], only: ['source.fixAll'] }), []);
});

test('the graph is of the unsaved text, and keeps what Airflow refuses', async (context) => {
  const client = await startClient(context, { files: { 'a.py': 'task old\n' } });
  await client.open('a.py', 'task a\ntask b\nBAD\n');
  const answer = await client.connection.sendRequest<{
    graph: { dags: { edges: unknown }[]; errors: unknown };
    findings: number;
  }>('daglens/graph', { uri: client.uri('a.py') });
  assert.equal(answer.findings, 1);
  assert.deepEqual(answer.graph.dags[0]?.edges, [['a', 'b']]);
  assert.deepEqual(answer.graph.errors, [{ file: `${client.folder}/a.py`, message: "'BAD' is wrong." }]);
});

test('a file that breaks the engine answers an error, and the next question is answered', async (context) => {
  const client = await startClient(context);
  await client.open('crash.py', 'CRASH\n');
  await assert.rejects(client.connection.sendRequest('daglens/graph', { uri: client.uri('crash.py') }), /fake engine/);
  assert.equal(await client.at('hover', 'crash.py', 0, 0), null);
  await client.open('a.py', TASKS);
  assert.ok(await client.at('hover', 'a.py', 0, 6));
});

test('a check of the workspace reports progress and can be cancelled', async (context) => {
  const files = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`f${index}.py`, 'BAD WARN\n']));
  const client = await startClient(context, { files });
  const steps: { kind: string }[] = [];
  client.connection.onNotification('$/progress', ({ value }: { value: { kind: string } }) => void steps.push(value));
  const result = await client.connection.sendRequest('daglens/checkWorkspace', { workDoneToken: 'mine' });
  assert.deepEqual(result, { files: 20, errors: 20, warnings: 20 });
  assert.deepEqual([steps[0]?.kind, steps.at(-1)?.kind], ['begin', 'end']);
  assert.ok(steps.some(({ kind }) => kind === 'report'));
  assert.equal((await client.diagnostics('f7.py')).length, 2);
});

test('a client with a command for graphs gets a code lens over each DAG, others none', async (context) => {
  const lenses = async (initializationOptions: object) => {
    const client = await startClient(context, { initializationOptions });
    await client.open('a.py', TASKS);
    const provider = client.initialized.capabilities.codeLensProvider;
    const answer = await client.connection.sendRequest<CodeLens[]>('textDocument/codeLens', {
      textDocument: { uri: client.uri('a.py') },
    });
    return { provider, answer, uri: client.uri('a.py') };
  };
  const { provider, answer, uri } = await lenses({ graphCommand: 'open.it' });
  assert.ok(provider);
  const start = { line: 0, character: 0 };
  assert.deepEqual(answer, [
    { range: { start, end: start }, command: { title: 'Graph', command: 'open.it', arguments: [{ uri, dags: [0] }] } },
  ]);
  const without = await lenses({});
  assert.deepEqual([without.provider, without.answer], [undefined, []]);
});

test('a client with commands for runs gets lenses over DAGs and tasks, as far as the user wants them', async (context) => {
  let codeLens = 'all';
  let refreshed = (): void => undefined;
  const client = await startClient(context, {
    settings: () => ({ codeLens }),
    capabilities: { workspace: { configuration: true, codeLens: { refreshSupport: true } } },
    initializationOptions: {
      graphCommand: 'open.it',
      dagCommands: [{ command: 'run.dag', title: 'Run' }],
      taskCommands: [{ command: 'run.task', title: 'Run task' }],
    },
  });
  client.connection.onRequest('workspace/codeLens/refresh', () => refreshed());
  await client.open('a.py', TASKS);
  const uri = client.uri('a.py');
  const ask = () =>
    client.connection
      .sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } })
      .then((lenses) =>
        lenses.map(({ range, command }) => [range.start.line, command?.title, ...(command?.arguments ?? [])]),
      );
  const ofDag = [
    [0, 'Run', { uri, dags: [0] }],
    [0, 'Graph', { uri, dags: [0] }],
  ];
  assert.deepEqual(await ask(), [
    ...ofDag,
    ...['first', 'second', 'third'].map((id, line) => [line, 'Run task', { uri, dags: [0], tasks: [id] }]),
  ]);
  for (const [setting, expected] of [
    ['dags', ofDag],
    ['off', []],
  ] as const) {
    codeLens = setting;
    const asksAgain = new Promise<void>((resolve) => {
      refreshed = resolve;
    });
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await asksAgain;
    assert.deepEqual(await ask(), expected);
  }
});
