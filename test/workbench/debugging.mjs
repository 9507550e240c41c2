// Debugging: a debugger stops at a breakpoint in a task, with debugpy from PyPI.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadCore } from '../../scripts/load-core.mjs';
import { dapClient } from './dapClient.mjs';
import { home } from './home.mjs';

const TEXT = `from datetime import datetime

from airflow.sdk import DAG, task

with DAG("debugged", schedule=None, start_date=datetime(2026, 1, 1)):

    @task
    def add():
        total = sum([1, 2, 39])
        return total

    @task
    def other():
        return "not debugged"

    add() >> other()
`;
const LINE = TEXT.slice(0, TEXT.indexOf('return total')).split('\n').length;
const LATE_MS = 60_000;

/** Debugs a task of the builtin engine, with and without debugpy; forked, and spawned as on Windows. */
export async function debugTasks(report) {
  for (const spawnsTasks of [false, true]) await debugWith(spawnsTasks, report);
}

async function debugWith(spawnsTasks, report) {
  const way = spawnsTasks ? ' (spawned)' : '';
  const folder = mkdtempSync(path.join(os.tmpdir(), 'debug-'));
  const file = path.join(folder, 'debugged.py');
  writeFileSync(file, TEXT);
  const { createEngine } = await loadCore("export { createEngine } from './runner/src/engines';");
  const folders = { python: path.resolve('dist/python'), catalog: path.resolve('dist/catalog') };
  const engine = createEngine('builtin', { ...settingsIn(folder), spawnsTasks }, folders);
  try {
    await report.step(`debugging${way}: a debugger stops at a breakpoint in a task`, async () => {
      const events = await debugged(engine, requestFor(file, folder, installDebugpy()), (port) => stopAt(port, file));
      assert.equal(events.at(-1).state, 'success');
      const { value } = events.find(({ kind, taskId }) => kind === 'xcom' && taskId === 'add');
      assert.equal(value, 42);
    });
    await report.step(`debugging${way}: without debugpy the run says so, and fails`, async () => {
      const events = await debugged(engine, requestFor(file, folder, undefined), () => assert.fail('no debugger'));
      assert.match(events.find(({ kind }) => kind === 'note').message, /debugpy is not installed/);
      assert.equal(events.at(-1).state, 'failed');
    });
  } finally {
    await engine.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All events of a run; what waits for a debugger is given to `attach`. */
async function debugged(engine, request, attach) {
  const events = [];
  const late = AbortSignal.timeout(LATE_MS);
  let attached;
  for await (const event of engine.run(request, late)) {
    events.push(event);
    if (event.kind === 'debugging') attached = attach(event.port);
  }
  await attached;
  return events;
}

async function stopAt(port, file) {
  const client = await dapClient(port);
  await client.ask('initialize', { adapterID: 'test', pathFormat: 'path' });
  const attached = client.send('attach', { justMyCode: true });
  await client.event('initialized');
  await client.ask('setBreakpoints', { source: { path: file }, breakpoints: [{ line: LINE }] });
  await client.ask('configurationDone');
  await client.expect(attached);
  const { body } = await client.event('stopped');
  assert.equal(body.reason, 'breakpoint');
  const { stackFrames } = await client.ask('stackTrace', { threadId: body.threadId });
  assert.deepEqual([stackFrames[0].name, stackFrames[0].line], ['add', LINE]);
  const { result } = await client.ask('evaluate', { expression: 'total', frameId: stackFrames[0].id });
  assert.equal(result, '42');
  await client.ask('continue', { threadId: body.threadId });
  await client.event('terminated');
  client.end();
}

/** debugpy alone in a folder, as the editor's Python Debugger bundles it. */
function installDebugpy() {
  const target = path.join(home, 'debugpy');
  mkdirSync(home, { recursive: true });
  if (!existsSync(path.join(target, 'debugpy')))
    execFileSync('python3', ['-m', 'pip', 'install', '--quiet', '--target', target, 'debugpy'], { stdio: 'inherit' });
  return target;
}

function settingsIn(root) {
  return {
    ...{ version: '3.3.2', python: 'python3', root, importRoots: [], environment: process.env },
    ...{ dagsFolder: undefined, pluginsFolder: undefined },
    ...{ variablesFile: undefined, connectionsFile: undefined, standInsFile: undefined },
  };
}

function requestFor(file, folder, debugpyFolder) {
  return {
    ...{ file, dagId: 'debugged', runId: 'debug', runType: 'manual', tasks: undefined, xcoms: [], conf: {} },
    ...{ logicalDate: '2026-01-01T00:00:00+00:00', marks: new Map(), dryRun: false, parallelism: 2, folder },
    debug: { taskId: 'add', debugpyFolder },
  };
}
