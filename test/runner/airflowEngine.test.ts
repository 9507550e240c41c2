// The engine `airflow` on this side of the pipes; a small Python package stands in for the other one, and for Airflow.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { RunEvent } from '../../core/runs';
import { createAirflowEngine } from '../../runner/src/airflow/engine';
import { airflowEnvironment } from '../../runner/src/airflow/environment';
import type { Engine, RunRequest, RunSettings } from '../../runner/src/engine';

/** Says what `answers` has for each request; a line is Python. */
const SERVER = (answers: string) => `
import json, os, sys, time
def say(**message): os.write(4, (json.dumps(message) + "\\n").encode())
say(kind="preparing", version="2.11.2")
say(kind="ready", version="2.11.2", python="3.11.1", pid=os.getpid())
for line in os.fdopen(3):
    request = json.loads(line)
    def event(**told): say(kind="event", id=request["id"], event=told)
    def end(**told): event(**{"kind": "ended", "state": "success", "because": None, "raised": None, "stopped": False, "at": "now", **told})
${answers
  .trim()
  .split('\n')
  .map((text) => `    ${text}`)
  .join('\n')}
`;

const STARTED =
  'event(kind="started", run_id=request["run_id"], dag={"dag_id": "d", "tasks": [], "mapped_groups": [], "params": []}, version="2.11.2", logical_date=None, data_interval=None, conf={}, at="now")';

async function withEngine(answers: string, use: (engine: Engine, folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'daglens-airflow-'));
  const metadata = path.join(folder, 'packages', 'apache_airflow-2.11.2.dist-info');
  const server = path.join(folder, 'python', 'daglens_airflow');
  for (const each of [metadata, server]) mkdirSync(each, { recursive: true });
  writeFileSync(path.join(metadata, 'METADATA'), 'Name: apache-airflow\nVersion: 2.11.2\n');
  writeFileSync(path.join(server, '__init__.py'), '');
  writeFileSync(path.join(server, '__main__.py'), SERVER(answers));
  const folders = { python: path.join(folder, 'python'), catalog: '', cache: path.join(folder, 'cache') };
  const engine = createAirflowEngine(settingsOf(folder, { PYTHONPATH: path.join(folder, 'packages') }), folders);
  try {
    await use(engine, folder);
  } finally {
    await engine.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

function settingsOf(root: string, environment: Record<string, string>): RunSettings {
  return {
    ...{ version: '2.11.2', python: 'python3', root, importRoots: [], dagsFolder: undefined, pluginsFolder: undefined },
    ...{ variablesFile: undefined, connectionsFile: undefined, standInsFile: undefined },
    environment: { PATH: process.env.PATH ?? '', ...environment },
  };
}

const REQUEST: RunRequest = {
  ...{ file: '/dags/d.py', dagId: 'd', runId: 'manual__1', runType: 'manual', tasks: undefined, xcoms: [] },
  ...{
    logicalDate: undefined,
    conf: {},
    marks: new Map(),
    dryRun: false,
    debug: undefined,
    parallelism: 1,
    folder: '/f',
  },
};

async function eventsOf(engine: Engine, signal = new AbortController().signal): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of engine.run(REQUEST, signal)) events.push(event);
  return events;
}

const kinds = (events: readonly RunEvent[]) => events.map(({ kind }) => kind).join(' ');

test('what comes before the run begins is told after its beginning; a second run takes the same process', async () => {
  const answers = `
${STARTED}
event(kind="state", task_id="a", map_index=-1, state="success", try_number=1, at="now", because=None, until=None)
event(kind="note", level="info", message=str(os.getpid()))
end()
say(kind="over", id=request["id"])`;
  await withEngine(answers, async (engine) => {
    const first = await eventsOf(engine);
    assert.equal(kinds(first), 'started note state note ended');
    const second = await eventsOf(engine);
    assert.equal(kinds(second), 'started state note ended');
    assert.deepEqual(second[2], first[3]);
    const state = { kind: 'state', taskId: 'a', mapIndex: -1, state: 'success', tryNumber: 1, at: 'now' };
    assert.deepEqual(second[1], { ...state, because: undefined, until: undefined });
  });
});

test('a process that dies ends its runs with its last words, and the next run gets a new one', async () => {
  const answers = `${STARTED}
print("no memory left", flush=True)
os._exit(7)`;
  await withEngine(answers, async (engine) => {
    for (const events of [await eventsOf(engine), await eventsOf(engine)]) {
      const last = events.at(-1);
      assert.equal(last?.kind === 'ended' && last.state, 'failed');
      assert.match(
        (last?.kind === 'ended' && last.because) || '',
        /The process with Airflow ended with exit code 7: no memory left/,
      );
    }
  });
});

test('a stop that the process does not heed ends it within two seconds', async () => {
  await withEngine(`${STARTED}\nif request["kind"] == "run": time.sleep(60)`, async (engine) => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 1000);
    const began = performance.now();
    const last = (await eventsOf(engine, abort.signal)).at(-1);
    assert.equal(last?.kind === 'ended' && last.stopped, true);
    assert.ok(performance.now() - began < 10_000, `${performance.now() - began} ms`);
  });
});

test('a file is loaded, or what it raised is told', async () => {
  const answers = `
if request["file"].endswith("good.py"):
    event(kind="loaded", dags=[{"dag_id": "d", "max_active_runs": 3, "tasks": [{"id": "a", "trigger_rule": "always"}], "mapped_groups": [], "params": []}])
else:
    end(state="failed", because="cannot be loaded", raised={"type": "ValueError", "message": "no", "frames": []})
say(kind="over", id=request["id"])`;
  await withEngine(answers, async (engine) => {
    const dag = {
      dagId: 'd',
      maxActiveRuns: 3,
      tasks: [{ id: 'a', triggerRule: 'always' }],
      mappedGroups: [],
      params: [],
    };
    assert.deepEqual(await engine.load('/dags/good.py'), { dags: [dag], notes: [] });
    assert.deepEqual(await engine.load('/dags/bad.py'), { raised: { type: 'ValueError', message: 'no', frames: [] } });
  });
});

test('an interpreter without Airflow says what to do', async () => {
  const folders = { python: '/none', catalog: '', cache: '/none' };
  const engine = createAirflowEngine(settingsOf('/', { PYTHONPATH: '/none' }), folders);
  const words = 'python3 has no Airflow. Choose an interpreter with Airflow, or run "DagLens: Set up Airflow".';
  assert.equal(await engine.unavailable(), words);
  assert.deepEqual(await engine.load('/dags/d.py'), { raised: { type: 'DagLens', message: words, frames: [] } });
  const [ended, ...more] = await eventsOf(engine);
  assert.equal(ended?.kind === 'ended' && ended.because, words);
  assert.equal(more.length, 0);
});

test("Airflow gets the user's variables, but neither the user's database nor servers", () => {
  const theirs = {
    ...{
      AIRFLOW_HOME: '/theirs',
      AIRFLOW__DATABASE__SQL_ALCHEMY_CONN: 'postgresql://prod',
      AIRFLOW_CONFIG: '/etc/a.cfg',
    },
    ...{
      AIRFLOW__CORE__EXECUTOR: 'CeleryExecutor',
      AIRFLOW__LOGGING__REMOTE_LOGGING: 'True',
      OPENLINEAGE_URL: 'http://x',
    },
    ...{ AIRFLOW__CORE__SQL_ALCHEMY_CONN: 'postgresql://prod', AIRFLOW__CORE__PARALLELISM: '7' },
    ...{ AIRFLOW_CONN_DB: 'postgres://h/db', AIRFLOW_VAR_PLAIN: 'x', AIRFLOW__SECRETS__BACKEND: 'my.Backend' },
  };
  const got = airflowEnvironment(settingsOf('/project', theirs), '/ours');
  assert.equal(JSON.stringify(got).includes('prod'), false);
  for (const gone of [
    'AIRFLOW_CONFIG',
    'AIRFLOW__CORE__EXECUTOR',
    'AIRFLOW__LOGGING__REMOTE_LOGGING',
    'OPENLINEAGE_URL',
  ])
    assert.equal(got[gone], undefined, gone);
  for (const kept of [
    'AIRFLOW_CONN_DB',
    'AIRFLOW_VAR_PLAIN',
    'AIRFLOW__SECRETS__BACKEND',
    'AIRFLOW__CORE__PARALLELISM',
  ] as const)
    assert.equal(got[kept], theirs[kept], kept);
  assert.equal(got.AIRFLOW_HOME, '/ours');
});
