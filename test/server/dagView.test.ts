// `daglens/dagView`, `daglens/schedule` and `daglens/workspaceView`, as a client asks them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  DAG_VIEW_REQUEST,
  type DagViewResult,
  SCHEDULE_REQUEST,
  type ScheduleResult,
  WORKSPACE_VIEW_REQUEST,
  type WorkspaceViewResult,
} from '../../protocol/messages';
import { realEngine } from '../support/engine';
import { startClient, type TestClient } from './testClient';

const ask = (client: TestClient, name: string): Promise<DagViewResult> =>
  client.connection.sendRequest(DAG_VIEW_REQUEST, { uri: client.uri(name) });

const TEXT = `from airflow.sdk import DAG, task
from helpers import finish

with DAG("shop", schedule="@daily"):
    @task.branch
    def pick():
        return "finish"
    pick() >> finish()
`;

const HELPERS = `from airflow.providers.standard.operators.empty import EmptyOperator

def finish():
    return EmptyOperator(task_id="finish")
`;

test('the DAGs of the unsaved text, with places in every file as the editor names it', async (context) => {
  const client = await startClient(context, {
    openAnalysis: await realEngine('3.3.2'),
    files: { 'helpers.py': HELPERS },
  });
  await client.open('shop dag.py', TEXT);
  const { dags, syntaxError } = await ask(client, 'shop dag.py');
  assert.equal(syntaxError, undefined);
  const [view, ...more] = dags;
  assert.deepEqual(more, []);
  assert.deepEqual([view!.dagId, view!.version, view!.schedule], ['shop', '3.3.2', 'At 00:00 (@daily)']);
  const finish = view!.tasks.find(({ id }) => id === 'finish')!;
  assert.deepEqual([finish.at.uri, finish.via?.uri], [client.uri('helpers.py'), client.uri('shop dag.py')]);
  assert.equal(TEXT.slice(finish.via!.start, finish.via!.end), 'finish()');
  assert.equal(finish.fill, '#e8f7e4');
  assert.deepEqual(view!.tasks.find(({ id }) => id === 'pick')!.branch?.choices, [
    { label: "'finish'", ids: ['finish'] },
  ]);
  assert.equal(view!.edges[0]!.at.uri, client.uri('shop dag.py'));
});

test('a text that cannot be parsed says so, beside what the rest of it makes', async (context) => {
  const client = await startClient(context, { openAnalysis: await realEngine('3.3.2') });
  await client.open('a.py', 'from airflow.sdk import DAG\nDAG("a")\nx = (\n');
  const { dags, syntaxError } = await ask(client, 'a.py');
  assert.match(syntaxError!, /Python cannot read this: /);
  assert.deepEqual(
    dags.map(({ dagId }) => dagId),
    ['a'],
  );
});

test('findings that only other files explain are there', async (context) => {
  const client = await startClient(context);
  await client.open('a.py', 'named same\ntask one\n');
  await client.open('b.py', 'named same\ntask two\n');
  await client.diagnostics('a.py', ({ diagnostics }) => diagnostics.length > 0);
  const { dags } = await ask(client, 'a.py');
  assert.deepEqual(
    dags[0]!.findings.map(({ rule, at }) => [rule, at.uri]),
    [['rule-shared', client.uri('a.py')]],
  );
});

test('a file without DAGs, or that is not there, has none', async (context) => {
  const client = await startClient(context, { files: { 'b.py': 'ok' } });
  for (const name of ['b.py', 'nowhere.py']) assert.deepEqual(await ask(client, name), { dags: [] });
});

const schedule = (client: TestClient, name: string, dagIndex = 0): Promise<ScheduleResult> =>
  client.connection.sendRequest(SCHEDULE_REQUEST, {
    uri: client.uri(name),
    dagIndex,
    timeZone: 'Asia/Tokyo',
    count: 2,
  });

test('when a DAG of the unsaved text runs, on the clock of who asks', async (context) => {
  const client = await startClient(context, { openAnalysis: await realEngine('3.3.2') });
  await client.open('a.py', 'from airflow.sdk import DAG\nDAG("a", schedule="0 6 * * *")\nDAG("b")\nx = DAG("c")\n');
  assert.equal(await schedule(client, 'a.py', 7), null);
  assert.equal(await schedule(client, 'nowhere.py'), null);
  await client.open('b.py', 'from airflow.sdk import DAG\na = DAG("a", schedule="0 6 * * *")\n');
  const answer = (await schedule(client, 'b.py'))!;
  assert.deepEqual([answer.outcome, answer.zone, answer.viewerZone], ['runs', 'UTC', 'Asia/Tokyo']);
  assert.deepEqual(
    answer.runs.map(({ runAfter }) => runAfter.viewer.slice(11)),
    ['15:00:00+09:00', '15:00:00+09:00'],
  );
  assert.ok(answer.runs[0]!.runAfter.at > Date.now());
});

test('a schedule of assets is answered from all files, with the places of the editor', async (context) => {
  const producer = `from airflow.sdk import DAG, Asset
from airflow.providers.standard.operators.bash import BashOperator
with DAG("producer"):
    BashOperator(task_id="make", bash_command="true", outlets=[Asset("x")])
`;
  const client = await startClient(context, {
    openAnalysis: await realEngine('3.3.2'),
    files: { 'producer.py': producer },
  });
  await client.open('a.py', 'from airflow.sdk import DAG, Asset\na = DAG("a", schedule=[Asset("x"), Asset("y")])\n');
  const { outcome, notes } = (await schedule(client, 'a.py'))!;
  assert.equal(outcome, 'events');
  assert.match(notes[0]!.message, /^No DAG of the workspace is seen to update 'y'/);
  assert.deepEqual([notes[1]!.message, notes[1]!.at?.uri], ["'x' is updated by DAG 'producer'.", client.uri('a.py')]);
});

test('the picture of the workspace holds open texts and files on disk', async (context) => {
  const client = await startClient(context, { files: { 'b.py': 'named other\ntask t\n' } });
  await client.open('a.py', 'asks other\nnamed first\n');
  const { view } = await client.connection.sendRequest<WorkspaceViewResult>(WORKSPACE_VIEW_REQUEST, {});
  assert.deepEqual(view.tasks.map(({ id, operator, at }) => [id, operator, at.uri]).sort(), [
    ['first', 'DAG', client.uri('a.py')],
    ['other', 'DAG', client.uri('b.py')],
  ]);
  assert.deepEqual(
    view.edges.map(({ upstream, downstream, label }) => [upstream, downstream, label]),
    [['first', 'other', 'triggers']],
  );
});
