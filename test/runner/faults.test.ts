// What can go wrong in a run: nothing is lost, nothing is left running, and what happened is said.

import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { RunEvent, RunRecord } from '../../core/runs';
import type { RunRequest, RunSettings } from '../../runner/src/engine';
import { leftIn } from './leftRunning';
import { engineFor, ran, requestFor, withFolder } from './support';

const HEAD = `import os, signal, subprocess, sys, time
from datetime import datetime, timedelta
from airflow.sdk import DAG, task

with DAG("d", schedule=None, start_date=datetime(2026, 1, 1)):
`;

/** A DAG file with this in its \`with\`. */
const dagFile = (body: string): string => HEAD + body.trim().replace(/^/gm, '    ');

interface Setup {
  readonly request?: Partial<RunRequest>;
  readonly settings?: Partial<RunSettings>;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent, folder: string) => void;
}

/** Runs a DAG file in a folder of its own. Ends with an error if anything of it is still running. */
async function runOf(
  body: string,
  { request, settings, signal, onEvent }: Setup = {},
): Promise<RunRecord & { took: number }> {
  return withFolder(async (folder) => {
    const file = path.join(folder, 'dag.py');
    writeFileSync(file, dagFile(body));
    const runFolder = path.join(folder, 'run');
    mkdirSync(runFolder);
    const engine = engineFor(folder, {
      ...{ environment: { PATH: process.env.PATH!, HOME: folder, FOLDER: folder }, ...settings },
    });
    const begun = performance.now();
    const record = await ran(engine, requestFor(file, runFolder, request), {
      ...(signal && { signal }),
      onEvent: (event) => onEvent?.(event, folder),
    });
    const took = performance.now() - begun;
    await engine.dispose();
    assert.deepEqual(await leftIn(folder), [], 'left running');
    return { ...record, took };
  });
}

/** The same with forked and with spawned tasks, which Windows has. */
function inBothWays(name: string, check: (spawned: Pick<RunSettings, 'spawnsTasks'>) => Promise<void>): void {
  for (const spawnsTasks of [false, true])
    test(`${name}${spawnsTasks ? ' (spawned)' : ''}`, () => check({ spawnsTasks }));
}

const becauseOf = (record: RunRecord, name: string): string | undefined => record.instances[name]?.because;
const statesOf = (record: RunRecord) =>
  Object.fromEntries(Object.entries(record.instances).map(([name, { state }]) => [name, state]));

inBothWays('a task that kills itself fails alone, and says by what', async (spawned) => {
  const record = await runOf(
    `
@task
def dies():
    os.kill(os.getpid(), signal.SIGKILL)
@task
def lives(): pass
@task(trigger_rule="all_done")
def last(): pass
[dies(), lives()] >> last()`,
    { settings: spawned },
  );
  assert.deepEqual(statesOf(record), { dies: 'failed', last: 'success', lives: 'success' });
  assert.match(becauseOf(record, 'dies')!, /SIGKILL/);
});

inBothWays('a task that kills itself is tried again', async (spawned) => {
  const record = await runOf(
    `
@task(retries=1, retry_delay=timedelta(0))
def dies():
    os._exit(7)
dies()`,
    { settings: spawned },
  );
  assert.deepEqual([record.instances.dies!.state, record.instances.dies!.tryNumber], ['failed', 2]);
  assert.match(becauseOf(record, 'dies')!, /7/);
});

inBothWays('a worker that is killed in the middle of a task: the run fails, and says why', async (spawned) => {
  const record = await runOf(
    `
@task
def long():
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(60)
long()`,
    { settings: spawned },
  );
  assert.deepEqual([record.state, statesOf(record)], ['failed', { long: 'failed' }]);
  assert.match(record.because!, /the Python process ended by SIGKILL/);
  assert.ok(record.took < 10_000, `${record.took} ms`);
});

inBothWays(
  'a stopped run ends within two seconds, with a task that ignores SIGTERM and all that it has started',
  async (spawned) => {
    const stopping = new AbortController();
    let stoppedAt = 0;
    let poll: NodeJS.Timeout | undefined;
    const stopOnceBegun = (folder: string): void => {
      if (stoppedAt > 0 || !existsSync(path.join(folder, 'begun'))) return;
      stoppedAt = performance.now();
      stopping.abort();
    };
    const record = await runOf(
      `
@task
def stubborn():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    subprocess.Popen(["sleep", "61"])
    open(os.environ["FOLDER"] + "/begun", "w").close()
    time.sleep(60)
@task
def plain(): time.sleep(60)
stubborn() ; plain()`,
      {
        settings: spawned,
        signal: stopping.signal,
        onEvent: (event, folder) => {
          if (event.kind === 'started') poll = setInterval(() => stopOnceBegun(folder), 20);
        },
      },
    ).finally(() => clearInterval(poll));
    assert.ok(performance.now() - stoppedAt < 10_000);
    assert.deepEqual([record.state, record.stopped, record.because], ['failed', true, 'stopped']);
    assert.deepEqual(statesOf(record), { plain: 'failed', stubborn: 'failed' });
  },
);

inBothWays('a run is stopped while its file is being loaded', async (spawned) => {
  const stopping = new AbortController();
  setTimeout(() => stopping.abort(), 700);
  const record = await runOf('time.sleep(60)', { settings: spawned, signal: stopping.signal });
  assert.deepEqual([record.state, record.stopped], ['failed', true]);
  assert.ok(record.took < 20_000, `${record.took} ms`);
});

inBothWays(
  'a file that is changed in the middle of a run: the run goes on with what was loaded, the next one has the new file',
  async (spawned) => {
    await withFolder(async (folder) => {
      const file = path.join(folder, 'dag.py');
      const text = (value: number) =>
        dagFile(`
@task
def a(): return ${value}
@task
def b(x): return x + ${value}
b(a())`);
      writeFileSync(file, text(1));
      const engine = engineFor(folder, spawned);
      const result = async (name: string) => {
        const run = path.join(folder, name);
        mkdirSync(run);
        const record = await ran(engine, requestFor(file, run), {
          onEvent: (event) => {
            if (event.kind === 'started' && name === 'first') writeFileSync(file, text(10));
          },
        });
        return record.instances.b?.xcoms.return_value?.value;
      };
      assert.deepEqual([await result('first'), await result('second')], [2, 20]);
      await engine.dispose();
    });
  },
);

inBothWays('a module that the file imports is changed: the next run has the new one', async (spawned) => {
  await withFolder(async (folder) => {
    const file = path.join(folder, 'dag.py');
    writeFileSync(path.join(folder, 'values_of_mine.py'), 'VALUE = 1\n');
    writeFileSync(file, `import values_of_mine\n${dagFile('@task\ndef a(): return values_of_mine.VALUE\na()')}`);
    const engine = engineFor(folder, spawned);
    const result = async (name: string) => {
      const run = path.join(folder, name);
      mkdirSync(run);
      return (await ran(engine, requestFor(file, run))).instances.a?.xcoms.return_value?.value;
    };
    const before = await result('first');
    writeFileSync(path.join(folder, 'values_of_mine.py'), 'VALUE = 23\n');
    assert.deepEqual([before, await result('second')], [1, 23]);
    await engine.dispose();
  });
});

inBothWays('500 mapped instances', async (spawned) => {
  const record = await runOf(
    `
@task
def one(x): return x
@task
def total(xs): return sum(xs)
total(one.expand(x=list(range(500))))`,
    { settings: spawned, request: { parallelism: 16 } },
  );
  assert.equal(record.state, 'success', record.because);
  assert.equal(record.instances.total?.xcoms.return_value?.value, (500 * 499) / 2);
});

inBothWays('a task that prints 1 GB stays within its log, and is not slowed down for long', async (spawned) => {
  await withFolder(async (folder) => {
    const file = path.join(folder, 'dag.py');
    writeFileSync(
      file,
      dagFile('@task\ndef prints():\n    for _ in range(1000): os.write(1, b"x" * 999_999 + b"\\n")\nprints()'),
    );
    mkdirSync(path.join(folder, 'run'));
    const engine = engineFor(folder, spawned);
    const begun = performance.now();
    const record = await ran(engine, requestFor(file, path.join(folder, 'run')));
    await engine.dispose();
    assert.equal(record.state, 'success', record.because);
    assert.ok(statSync(record.instances.prints!.tries[0]!.log!).size < 6_000_000);
    assert.ok(performance.now() - begun < 30_000);
  });
});

inBothWays('no space for logs: the task goes on, or fails with the reason, and the run ends', async (spawned) => {
  await withFolder(async (folder) => {
    const file = path.join(folder, 'dag.py');
    writeFileSync(file, dagFile('@task\ndef prints():\n    for _ in range(20): print("x" * 1000)\nprints()'));
    const python = path.join(folder, 'python-without-space');
    writeFileSync(python, '#!/bin/sh\nulimit -f 1\nexec python3 "$@"\n');
    chmodSync(python, 0o755);
    mkdirSync(path.join(folder, 'run'));
    const engine = engineFor(folder, { python, ...spawned });
    const record = await ran(engine, requestFor(file, path.join(folder, 'run')));
    await engine.dispose();
    assert.equal(record.state, 'success', record.because);
    const log = record.instances.prints!.tries[0]!.log!;
    assert.ok(statSync(log).size <= 1024);
  });
});

inBothWays('no place for logs at all: the run fails and says so', async (spawned) => {
  await withFolder(async (folder) => {
    const file = path.join(folder, 'dag.py');
    writeFileSync(file, dagFile('@task\ndef a(): pass\na()'));
    writeFileSync(path.join(folder, 'run'), 'this is no folder');
    const engine = engineFor(folder, spawned);
    const record = await ran(engine, requestFor(file, path.join(folder, 'run')));
    await engine.dispose();
    assert.equal(record.state, 'failed');
    assert.match(record.because!, /FileExistsError|NotADirectory|EEXIST|ENOTDIR/);
  });
});

const PYTHONS: readonly (readonly [what: string, script: string | undefined, because: RegExp])[] = [
  ['is missing', undefined, /^There is no Python at .*Choose another interpreter, or install Python 3\.9 or later\.$/],
  [
    'is too old',
    '#!/bin/sh\nprintf 2.7.18 >&2\nexit 3\n',
    /^.* is Python 2\.7\.18; Python 3\.9 or later is needed\. Choose another interpreter\.$/,
  ],
  [
    'lies in a broken virtual environment',
    '#!/bin/sh\necho "ModuleNotFoundError: No module named \'encodings\'" >&2\nexit 1\n',
    /^.* does not work: it ended with exit code 1 \(ModuleNotFoundError: No module named 'encodings'\)\. Choose another interpreter, or make its virtual environment anew\.$/,
  ],
  ['is no program', 'this is no program', /^.* (does not work|cannot be started)/],
];

for (const [what, script, because] of PYTHONS)
  test(`a Python that ${what}: said, with what to do`, async () => {
    await withFolder(async (folder) => {
      const python = path.join(folder, 'python');
      if (script !== undefined) writeFileSync(python, script, { mode: 0o755 });
      const engine = engineFor(folder, { python });
      const record = await ran(engine, requestFor(path.join(folder, 'dag.py'), folder));
      assert.match(record.because!, because);
      assert.match((await engine.unavailable())!, because);
      await engine.dispose();
    });
  });

test('a virtual environment of the project whose Python is gone is passed over', async () => {
  await withFolder(async (folder) => {
    mkdirSync(path.join(folder, '.venv/bin'), { recursive: true });
    writeFileSync(path.join(folder, '.venv/bin/python'), '#!/no/such/python\n', { mode: 0o755 });
    const engine = engineFor(folder);
    assert.equal(await engine.unavailable(), undefined);
    await engine.dispose();
  });
});
