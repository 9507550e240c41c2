// Where a tool beside DagLens reports the same, the editor shows it once.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ruffHasAirflowRules } from '../../core/workspace/ruffSettings';
import { memoryFiles } from '../workspace/memoryFiles';
import { startClient, type TestClient } from './testClient';

const TEXT = 'BAD\nrule syntax-error\n';

async function rules(client: TestClient, count: number): Promise<unknown[]> {
  const found = await client.diagnostics('a.py', ({ diagnostics }) => diagnostics.length === count);
  return found.map(({ code }) => code);
}

test('what an active tool reports is left to it, and comes back when the tool goes', async (context) => {
  const client = await startClient(context, { initializationOptions: { sideTools: ['pylance', 'nonsense'] } });
  await client.open('a.py', TEXT);
  assert.deepEqual(await rules(client, 1), ['rule-bad']);
  const tell = (tools: string[]) => client.connection.sendNotification('daglens/sideTools', { tools });
  await tell([]);
  assert.deepEqual(await rules(client, 2), ['rule-bad', 'syntax-error']);
  await tell(['ruff']);
  assert.deepEqual(await rules(client, 1), ['rule-bad']);
});

test('the setting turns it off', async (context) => {
  const client = await startClient(context, {
    initializationOptions: { sideTools: ['pylance'], settings: { sideBySide: false } },
  });
  await client.open('a.py', TEXT);
  assert.deepEqual(await rules(client, 2), ['rule-bad', 'syntax-error']);
  assert.deepEqual(client.shown, []);
});

test('a client that says nothing sees everything', async (context) => {
  const client = await startClient(context);
  await client.open('a.py', TEXT);
  assert.deepEqual(await rules(client, 2), ['rule-bad', 'syntax-error']);
});

test('ruff has its rules about Airflow only where they are selected', () => {
  const has = (files: Record<string, string>) => ruffHasAirflowRules(memoryFiles(files), '/p');
  assert.equal(has({ '/p/a.py': '' }), false);
  assert.equal(has({ '/p/ruff.toml': 'line-length = 100\n' }), false);
  assert.equal(has({ '/p/ruff.toml': '[lint]\nextend-select = ["B", "AIR30"]\n' }), true);
  assert.equal(has({ '/p/pyproject.toml': '[tool.ruff.lint]\nselect = ["ALL"]\n' }), true);
  assert.equal(has({ '/p/pyproject.toml': '[tool.ruff]\nselect = ["AIR"]\n', '/p/ruff.toml': '[lint]\n' }), false);
  assert.equal(has({ '/p/.ruff.toml': 'select = [' }), false);
});
