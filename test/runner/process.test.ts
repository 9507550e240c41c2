// `daglens run` as a program: interrupted, killed, and with its output in a pipe.

import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { leftIn } from './leftRunning';
import { withFolder } from './support';

const PRODUCT = path.join(__dirname, '..', 'product');
const CLI = path.join(PRODUCT, 'dist', 'cli.js');

const DAG = `import os, signal, time
from airflow.sdk import DAG, task

with DAG("d", schedule=None):
    @task
    def long():
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        open(os.environ["FOLDER"] + "/begun", "w").close()
        time.sleep(60)
    long()
`;

before(async () => {
  const dist = path.dirname(CLI);
  mkdirSync(dist);
  await build({
    ...{ bundle: true, platform: 'node', format: 'cjs', logLevel: 'warning', outdir: dist },
    alias: { 'web-tree-sitter': './node_modules/web-tree-sitter/web-tree-sitter.cjs' },
    entryPoints: { cli: 'server/src/cli/main.ts' },
  });
  symlinkSync(path.resolve('package.json'), path.join(PRODUCT, 'package.json'));
  for (const name of ['python', 'catalog']) symlinkSync(path.join(PRODUCT, name), path.join(dist, name), 'junction');
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
}

/** Runs the DAG, and does something to the process when its task has begun. */
async function interrupted(folder: string, act: (run: ChildProcess) => void): Promise<Ended> {
  writeFileSync(path.join(folder, 'dag.py'), DAG);
  const run = spawn(process.execPath, [CLI, 'run', 'dag.py', '--engine', 'builtin'], {
    cwd: folder,
    env: { ...process.env, FOLDER: folder, DAGLENS_CACHE: path.join(folder, 'cache') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  run.stdout.on('data', (chunk) => {
    out += chunk;
  });
  while (!existsSync(path.join(folder, 'begun'))) await sleep(20);
  const ended = new Promise<number | null>((resolve) => run.once('close', resolve));
  act(run);
  return { code: await ended, out };
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  test(`${signal} stops the run within two seconds and leaves nothing`, async () => {
    await withFolder(async (folder) => {
      const begun = performance.now();
      let sent = begun;
      const { code, out } = await interrupted(folder, (run) => {
        sent = performance.now();
        run.kill(signal);
      });
      assert.ok(performance.now() - sent < 10_000, `${performance.now() - sent} ms`);
      assert.equal(code, 1);
      assert.match(out, /^d stopped in .* s: stopped$/m);
      assert.deepEqual(await leftIn(folder), []);
    });
  });

test('the process that runs is killed: the worker ends by itself, with its tasks, and the next run removes what is left', async () => {
  await withFolder(async (folder) => {
    const { code } = await interrupted(folder, (run) => run.kill('SIGKILL'));
    assert.equal(code, null);
    assert.deepEqual(await leftIn(folder), []);
    const values = readdirSync(os.tmpdir()).filter((name) => name.startsWith('daglens-values-'));
    assert.deepEqual(values, []);
  });
});
