// The Python process that loads a DAG file and runs its tasks, and the talk with it.

import { endInWords, PythonProcess } from '../pythonProcess';
import { type Interpreter, OLDEST_PYTHON, saysThereIsNone } from './interpreter';
import { signalGroup } from './processGroup';
import type { Tail } from './tail';
import type { FromWorker, ToWorker } from './workerMessages';

/** What the process says before it can say anything else: that the interpreter is too old. Any Python can read it. */
const TOO_OLD = 3;
const BOOTSTRAP = [
  'import sys',
  `if sys.version_info < (${OLDEST_PYTHON.replace('.', ', ')}): sys.stderr.write(sys.version.split()[0]); sys.exit(${TOO_OLD})`,
  'sys.path.insert(0, sys.argv.pop(1))',
  // Our own modules are compiled once, whatever the user wants of theirs.
  'sys.dont_write_bytecode = False',
  'from daglens_worker.__main__ import main',
  'main(sys.argv.pop(1) == "spawn")',
].join('\n');

/** Files without a named encoding are UTF-8, as where Airflow runs. */
const TEXTS = process.platform === 'win32' ? ['-X', 'utf8'] : [];

/** So much of what the worker itself prints is kept: what a DAG file prints when it is loaded, and Python's last words. */
const KEPT_OUTPUT = 64 * 1024;

export interface WorkerStart {
  readonly interpreter: Interpreter;
  /** The folder that holds the package `daglens_worker`. */
  readonly python: string;
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Tasks are new processes, and standard input and output are the channel; else they are forks of the worker. */
  readonly spawns: boolean;
}

export type Request = ToWorker extends infer One ? (One extends ToWorker ? Omit<One, 'id'> : never) : never;
export type Answer = FromWorker extends infer One ? (One extends { readonly id: number } ? One : never) : never;

/** Why there is no worker: the interpreter is missing, too old, or broken. */
export class NoWorker extends Error {
  constructor(
    message: string,
    /** There is no such program at all. */
    readonly isAbsent: boolean,
  ) {
    super(message);
  }
}

export class WorkerProcess {
  /** The version of Python. */
  python = '';
  private readonly listeners = new Map<number, (answer: Answer) => void>();
  private readonly deaths = new Set<(because: string) => void>();
  /** Process ids of the tries that are running, by the request. */
  private readonly children = new Map<number, number>();
  private nextId = 1;
  private death: string | undefined;

  private readonly process: PythonProcess<ToWorker, FromWorker>;

  private constructor(
    { interpreter, python, cwd, environment, spawns }: WorkerStart,
    onReady: () => void,
    reject: (error: NoWorker) => void,
  ) {
    const { command } = interpreter;
    const args = [...interpreter.args, ...TEXTS, '-c', BOOTSTRAP, python, spawns ? 'spawn' : 'fork'];
    const hear = (message: FromWorker): void => {
      if (message.kind === 'ready') {
        this.python = message.python;
        onReady();
      } else this.hear(message);
    };
    // A launcher, as in a virtual environment on Windows, hands on nothing but the standard streams.
    const start = { command, args, cwd, environment, onStandardStreams: spawns, keptOutput: KEPT_OUTPUT };
    this.process = new PythonProcess(start, hear, {
      onError: (error) => reject(new NoWorker(whyNotStarted(interpreter, error), error.code === 'ENOENT')),
      onExit: (how) => this.died(how),
      onClose: (code, signal) => {
        if (saysThereIsNone(interpreter, code)) reject(new NoWorker(whyMissing(interpreter), true));
        else reject(new NoWorker(whyNotReady(interpreter, code, signal, this.process.output), false));
      },
    });
  }

  /** Starts a worker and waits until it is ready. @throws NoWorker */
  static start(start: WorkerStart): Promise<WorkerProcess> {
    return new Promise((resolve, reject) => {
      const worker: WorkerProcess = new WorkerProcess(start, () => resolve(worker), reject);
    });
  }

  get isAlive(): boolean {
    return this.death === undefined;
  }

  /** The last lines that the worker itself has printed. */
  lastLines(count: number): string[] {
    return this.process.output.lines(count);
  }

  /** Asks, and hears every answer. @returns the id of the request */
  send(request: Request, onAnswer: (answer: Answer) => void): number {
    const id = this.nextId++;
    this.listeners.set(id, onAnswer);
    this.process.send({ ...request, id } as ToWorker);
    return id;
  }

  /** Asks, and waits for the last answer; others are told on the way. @throws if the worker dies, or cannot answer */
  ask(request: Request, onAnswer: (answer: Answer) => void = () => {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const onDeath = (because: string): void => reject(new Error(because));
      if (this.death !== undefined) return onDeath(this.death);
      this.deaths.add(onDeath);
      this.send(request, (answer) => {
        if (!isLast(answer)) return onAnswer(answer);
        this.deaths.delete(onDeath);
        if (answer.kind === 'error') reject(new Error(answer.message));
        else resolve(answer);
      });
    });
  }

  /** Is told when the worker ends unasked. @returns forgets that again */
  onDeath(listener: (because: string) => void): () => void {
    if (this.death !== undefined) listener(this.death);
    this.deaths.add(listener);
    return () => this.deaths.delete(listener);
  }

  /** Ends the worker and all that it has started, at the latest after a second. */
  stop(): Promise<void> {
    return this.isAlive ? this.process.end(() => this.kill()) : Promise.resolve();
  }

  /** Ends the worker and all that it has started, at once. */
  kill(): void {
    for (const pid of this.children.values()) signalGroup(pid, 'SIGKILL');
    this.process.kill();
  }

  /** The worker does not keep this process alive while nothing is asked. */
  setIdle(isIdle: boolean): void {
    this.process.setIdle(isIdle);
  }

  private hear(message: Answer): void {
    if (message.kind === 'child_started') this.children.set(message.id, message.pid);
    if (message.kind === 'ended') this.children.delete(message.id);
    this.listeners.get(message.id)?.(message);
    if (isLast(message)) this.listeners.delete(message.id);
  }

  private died(how: string): void {
    const words = this.lastLines(1)[0];
    this.death = `the Python process ended ${how}${words === undefined ? '' : `: ${words}`}`;
    for (const pid of this.children.values()) signalGroup(pid, 'SIGKILL');
    for (const listener of [...this.deaths]) listener(this.death);
    this.deaths.clear();
  }
}

const ON_THE_WAY: ReadonlySet<Answer['kind']> = new Set([
  ...(['child_started', 'rendered', 'named', 'xcom', 'simulated', 'debugging', 'raised', 'note', 'trigger'] as const),
]);

/** Of all answers to a request, the last one. */
function isLast({ kind }: Answer): boolean {
  return !ON_THE_WAY.has(kind);
}

function whyMissing({ command, isChosen }: Interpreter): string {
  return isChosen
    ? `There is no Python at ${command}. Choose another interpreter, or install Python ${OLDEST_PYTHON} or later.`
    : `No Python was found. Install Python ${OLDEST_PYTHON} or later, or choose the interpreter.`;
}

function whyNotStarted(interpreter: Interpreter, error: NodeJS.ErrnoException): string {
  const { command } = interpreter;
  return error.code === 'ENOENT'
    ? whyMissing(interpreter)
    : `${command} cannot be started (${error.code ?? error.message}). Choose another interpreter.`;
}

function whyNotReady({ command }: Interpreter, code: number | null, signal: string | null, output: Tail): string {
  const words = output.lines(1)[0];
  if (code === TOO_OLD && words !== undefined)
    return `${command} is Python ${words}; Python ${OLDEST_PYTHON} or later is needed. Choose another interpreter.`;
  const how = endInWords(code, signal);
  return `${command} does not work: it ended ${how}${words ? ` (${words})` : ''}. Choose another interpreter, or make its virtual environment anew.`;
}
