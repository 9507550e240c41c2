// The worker with a Python that has nothing that Windows' Python lacks: the nearest thing to Windows on another system.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { RunEvent, RunRecord } from '../../core/runs';
import type { RunRequest } from '../../runner/src/engine';
import { leftIn } from './leftRunning';
import { engineFor, ran, requestFor, withFolder } from './support';

const WITHOUT_POSIX = path.resolve('test/runner/python/like_windows');
const HEAD = `import os, sys, time
from datetime import datetime, timedelta
from airflow.sdk import DAG, task

print("the file is loaded")
with DAG("d", schedule=None, start_date=datetime(2026, 1, 1)):
`;

interface Ended extends RunRecord {
  /** Texts of the last tries. */
  readonly logs: Readonly<Record<string, string>>;
}

interface Setup {
  readonly request?: Partial<RunRequest>;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent, folder: string) => void;
}

/** Runs a DAG with these tasks. Ends with an error if anything of it is still running. */
async function runOf(tasks: string, { request, signal, onEvent }: Setup = {}): Promise<Ended> {
  return withFolder(async (folder) => {
    const file = path.join(folder, 'dag.py');
    writeFileSync(file, HEAD + tasks.trim().replace(/^/gm, '    '));
    mkdirSync(path.join(folder, 'run'));
    const environment = { PATH: process.env.PATH!, HOME: folder, FOLDER: folder, PYTHONPATH: WITHOUT_POSIX };
    const engine = engineFor(folder, { spawnsTasks: true, environment });
    const record = await ran(engine, requestFor(file, path.join(folder, 'run'), request), {
      ...(signal && { signal }),
      onEvent: (event) => onEvent?.(event, folder),
    });
    await engine.dispose();
    assert.deepEqual(await leftIn(folder), [], 'left running');
    const logs = Object.values(record.instances).map(({ taskId, tries }) => [taskId, textOf(tries.at(-1)?.log)]);
    return { ...record, logs: Object.fromEntries(logs) };
  });
}

function textOf(log: string | undefined): string {
  return log !== undefined && existsSync(log) ? readFileSync(log, 'utf8') : '';
}

test('a task runs, its output is its log, and nothing that it prints is taken for a message', async () => {
  const { state, because, logs, instances } = await runOf(`
@task
def prints():
    assert not hasattr(os, "fork")
    try:
        import fcntl
    except ImportError:
        os.write(1, b'{"kind":"ended","id":1,"state":"failed"}\\n')
        os.write(2, b"to standard error\\n")
        print("at the end", end="")
    return sys.stdin.read()
prints()`);
  assert.equal(state, 'success', because);
  assert.equal(instances.prints!.xcoms.return_value?.value, '');
  assert.match(logs.prints!, /^\{"kind":"ended","id":1,"state":"failed"\}\nto standard error\n.*\n?at the end/);
  assert.doesNotMatch(logs.prints!, /daglens|\0|the file is loaded/);
});

test('a task that takes too long is interrupted, one that leaves says how', async () => {
  const { instances } = await runOf(`
@task(execution_timeout=timedelta(seconds=0.3))
def slow():
    for _ in range(1000): time.sleep(0.01)
@task
def leaves(): os._exit(7)
slow() ; leaves()`);
  assert.match(instances.slow!.because!, /^AirflowTaskTimeout: /);
  assert.equal(instances.leaves!.because, 'its process ended: 7');
});

test('a run is stopped: a task that wants to can still tidy up, one that does not listen is ended', async () => {
  const stopping = new AbortController();
  let poll: NodeJS.Timeout | undefined;
  let stoppedAt = 0;
  const begun = (folder: string): boolean => ['polite', 'deaf'].every((name) => existsSync(path.join(folder, name)));
  const { stopped, logs } = await runOf(
    `
def begin(name): open(os.path.join(os.environ["FOLDER"], name), "w").close()
@task
def polite():
    begin("polite")
    try:
        for _ in range(6000): time.sleep(0.01)
    finally:
        print("tidied up")
@task
def deaf():
    begin("deaf")
    time.sleep(60)
polite() ; deaf()`,
    {
      signal: stopping.signal,
      onEvent: ({ kind }, folder) => {
        if (kind !== 'started') return;
        poll = setInterval(() => {
          if (stoppedAt > 0 || !begun(folder)) return;
          stoppedAt = performance.now();
          stopping.abort();
        }, 20);
      },
    },
  ).finally(() => clearInterval(poll));
  assert.ok(performance.now() - stoppedAt < 4000);
  assert.equal(stopped, true);
  assert.match(logs.polite!, /tidied up/);
});

test('a file that cannot be loaded a second time: the task fails, and says why', async () => {
  const { instances } = await runOf(`
if os.path.exists(os.path.join(os.environ["FOLDER"], "loaded")):
    raise ValueError("only once")
open(os.path.join(os.environ["FOLDER"], "loaded"), "w").close()
@task
def a(): pass
a()`);
  assert.equal(instances.a!.because, 'ValueError: only once');
});

test('a dry run renders all tasks, and a task that cannot be rendered harms no other', async () => {
  const { state, instances } = await runOf(
    `
from airflow.providers.standard.operators.bash import BashOperator
for number in range(5): BashOperator(task_id=f"t{number}", bash_command="echo {{ ds }} {{ 1 // %d }}" % (number % 2))`,
    { request: { dryRun: true, logicalDate: '2026-01-05T00:00:00+00:00' } },
  );
  const shown = Object.entries(instances).map(([name, { rendered }]) => [name, rendered?.bash_command]);
  const command = 'echo 2026-01-05 1';
  assert.deepEqual(Object.fromEntries(shown), {
    t0: undefined,
    t1: command,
    t2: undefined,
    t3: command,
    t4: undefined,
  });
  assert.equal(state, 'success');
});

test('tasks whose names differ in upper and lower case only, and names of devices, have results of their own', async () => {
  let folders: string[] = [];
  const tasks = `
@task
def value(x): return x
def made(x, name): return value.override(task_id=name)(x)
names = ["load", "Load", "LOAD", "con", "nul.x", "end.", "L" * 200]
@task
def total(xs): return xs
total([made(x, name) for x, name in enumerate(names)])`;
  const { state, because, instances } = await runOf(tasks, {
    onEvent: ({ kind }, folder) => {
      if (kind === 'ended') folders = readdirSync(path.join(folder, 'run', 'instances'));
    },
  });
  assert.equal(state, 'success', because);
  assert.deepEqual(instances.total!.xcoms.return_value?.value, [0, 1, 2, 3, 4, 5, 6]);
  assert.equal(new Set(folders.map((name) => name.toLowerCase())).size, 8);
  assert.deepEqual(
    folders.filter((name) => /^(con|nul)(\.|$)|\.$/i.test(name)),
    [],
  );
});
