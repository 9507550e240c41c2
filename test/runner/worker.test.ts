// The Python worker over its own protocol: what becomes of children that die, print too much, or do not want to end.

import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';

/** What the worker says, as far as it is looked at here. */
interface Message {
  readonly kind: string;
  readonly id: number;
  readonly state?: string;
  readonly died?: string;
  readonly pid?: number;
  readonly raised?: { readonly type: string; readonly message: string; readonly frames: readonly { line: number }[] };
}

const FOLDER = mkdtempSync(path.join(os.tmpdir(), 'daglens-worker-'));
const NO_FILES = { plugins_folder: null, variables_file: null, connections_file: null, stand_ins_file: null };
const MOST_BYTES = 10_000;
after(() => rmSync(FOLDER, { recursive: true, force: true }));

class Worker {
  readonly process: ChildProcess;
  private readonly messages: AsyncIterator<string>;
  private id = 0;

  constructor() {
    this.process = spawn('python3', ['runner/python/daglens_worker'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    const lines = createInterface({ input: this.process.stdio[4] as NodeJS.ReadableStream });
    this.messages = lines[Symbol.asyncIterator]();
  }

  send(message: Readonly<Record<string, unknown>>): number {
    this.id += 1;
    (this.process.stdio[3] as NodeJS.WritableStream).write(`${JSON.stringify({ ...message, id: this.id })}\n`);
    return this.id;
  }

  /** The next message of a kind about a request. */
  async next(id: number, ...kinds: string[]): Promise<Message> {
    for (;;) {
      const { value, done } = await this.messages.next();
      assert.ok(!done, 'the worker has ended');
      const message = JSON.parse(value) as Message;
      if (message.id === id && kinds.includes(message.kind)) return message;
    }
  }

  async load(file: string): Promise<Message> {
    const id = this.send({
      ...{
        kind: 'load',
        file: path.resolve(file),
        version: '3.3.2',
        import_roots: [],
        catalog: path.resolve('catalog'),
      },
      ...NO_FILES,
    });
    return this.next(id, 'loaded', 'load_failed', 'error');
  }

  execute(task: string): number {
    return this.send({
      ...{ kind: 'execute', run_id: 'r', task_id: task, map_index: -1, try_number: 1, log: logOf(task), states: {} },
      ...{ max_log_bytes: MOST_BYTES, mark: null, first_poke: null, debug_port: null },
    });
  }

  end(): void {
    (this.process.stdio[3] as NodeJS.WritableStream).end();
  }
}

function logOf(task: string): string {
  return path.join(FOLDER, `${task}.log`);
}

async function withRun(use: (worker: Worker) => Promise<void>): Promise<void> {
  const worker = new Worker();
  assert.equal((await worker.load('test/runner/python/faults.py')).kind, 'loaded');
  const id = worker.send({
    ...{
      kind: 'start_run',
      run_id: 'r',
      dag_id: 'faults',
      run_type: 'manual',
      logical_date: null,
      data_interval: null,
    },
    ...{ conf: {}, folder: FOLDER, xcoms: [], previous: null },
  });
  await worker.next(id, 'run_started');
  await use(worker);
  worker.end();
}

/** Has a process ended? One that nobody has waited for yet has. */
function hasEnded(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform === 'linux' && readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0] === 'Z';
  } catch {
    return true;
  }
}

async function eventually(holds: () => boolean, what: string): Promise<void> {
  for (let left = 100; !holds(); left--) {
    assert.ok(left > 0, what);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('a child that is killed or leaves is told of, and harms nobody else', async () => {
  await withRun(async (worker) => {
    const killed = await worker.next(worker.execute('kills_itself'), 'ended');
    assert.deepEqual([killed.state, killed.died], ['failed', 'SIGKILL']);
    const left = await worker.next(worker.execute('leaves'), 'ended');
    assert.deepEqual([left.state, left.died], ['failed', '7']);
  });
});

test('the traceback in a log begins with the code of the user', async () => {
  await withRun(async (worker) => {
    await worker.next(worker.execute('raises'), 'ended');
    const log = readFileSync(logOf('raises'), 'utf8');
    assert.match(log, /Traceback \(most recent call last\):\n {2}File "[^"]*faults\.py", line \d+, in raises\n/);
    assert.doesNotMatch(log, /daglens_worker/);
    await worker.next(worker.execute('exits'), 'ended');
    assert.doesNotMatch(readFileSync(logOf('exits'), 'utf8'), /daglens_worker/);
  });
});

test('a log has an end, and says how much was dropped', async () => {
  await withRun(async (worker) => {
    assert.equal((await worker.next(worker.execute('floods'), 'ended')).state, 'success');
    assert.ok(statSync(logOf('floods')).size < MOST_BYTES + 200);
    assert.match(readFileSync(logOf('floods'), 'utf8'), /The log ends here: [\d,]+ more bytes/);
  });
});

test('a child that ignores the request to end is forced to, and what a task leaves running ends with it', async () => {
  await withRun(async (worker) => {
    const id = worker.execute('stubborn');
    await eventually(() => readIfThere(logOf('stubborn')).includes('asleep'), 'it never began');
    worker.send({ kind: 'kill', execute_id: id, grace_seconds: 0.2 });
    assert.equal((await worker.next(id, 'ended')).died, 'SIGKILL');
    assert.equal((await worker.next(worker.execute('starts_another'), 'ended')).state, 'success');
    const pid = Number(/^\d+$/m.exec(readFileSync(logOf('starts_another'), 'utf8'))?.[0]);
    if (process.platform === 'linux') await eventually(() => hasEnded(pid), 'it is still running');
  });
});

test('children end with a worker that is killed', async () => {
  await withRun(async (worker) => {
    const { pid } = await worker.next(worker.execute('stubborn'), 'child_started');
    worker.process.kill('SIGKILL');
    await eventually(() => hasEnded(Number(pid)), 'the child is still running');
  });
});

test('a file that cannot be loaded says where', async () => {
  const cases = [
    ['x = 1\nraise ValueError("no")\n', 'ValueError', 'no', 2],
    ['def f(:\n    pass\n', 'SyntaxError', undefined, 1],
  ] as const;
  for (const [text, type, message, line] of cases) {
    const file = path.join(FOLDER, `${type}.py`);
    writeFileSync(file, text);
    const worker = new Worker();
    const raised = (await worker.load(file)).raised!;
    assert.deepEqual([raised.type, raised.frames.at(-1)?.line], [type, line]);
    if (message) assert.equal(raised.message, message);
    worker.end();
  }
});

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
