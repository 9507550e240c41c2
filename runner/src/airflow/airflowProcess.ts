// The warm Python process that has Airflow imported, and the talk with it.

import { type ChildProcess, spawn } from 'node:child_process';
import { Lines } from '../builtin/lines';
import { signalGroup } from '../builtin/processGroup';
import { Tail } from '../builtin/tail';
import type { FoundAirflow } from './findAirflow';
import type { FromAirflow, ToAirflow } from './messages';

const BOOTSTRAP = [
  'import runpy, sys',
  'sys.path[:1] = [sys.argv.pop(1)]',
  'runpy.run_module("daglens_airflow", run_name="__main__", alter_sys=True)',
].join('\n');

/** So much of what Airflow prints while it starts is kept: its last words. */
const KEPT_OUTPUT = 16 * 1024;
const END_AFTER_MS = 1000;

export interface AirflowStart {
  readonly found: FoundAirflow;
  /** The folder that holds the package `daglens_airflow`. */
  readonly python: string;
  readonly home: string;
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
}

export class AirflowProcess {
  private readonly output = new Tail(KEPT_OUTPUT);
  private hasEnded = false;

  private constructor(
    private readonly process: ChildProcess,
    private readonly requests: NodeJS.WritableStream,
    private readonly hear: (message: FromAirflow) => void,
    private readonly onEnd: (because: string) => void,
  ) {}

  /**
   * Starts it; `ready` is heard when it takes runs.
   * @param onEnd called once, when it has ended, however
   */
  static start(
    start: AirflowStart,
    hear: (message: FromAirflow) => void,
    onEnd: (because: string) => void,
  ): AirflowProcess {
    const { found, python, home, cwd, environment } = start;
    const child = spawn(found.executable, ['-c', BOOTSTRAP, python, home], {
      ...{ cwd, env: { ...environment }, detached: true },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    });
    const airflow = new AirflowProcess(child, child.stdio[3] as NodeJS.WritableStream, hear, onEnd);
    airflow.listen();
    return airflow;
  }

  get isAlive(): boolean {
    return !this.hasEnded;
  }

  send(message: ToAirflow): void {
    this.requests.write(`${JSON.stringify(message)}\n`);
  }

  /** Ends it and all that it has started, at the latest after a second. */
  end(): Promise<void> {
    if (this.hasEnded) return Promise.resolve();
    // While nobody else keeps this process alive, the end is still waited for.
    this.setIdle(false);
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.kill(), END_AFTER_MS);
      this.process.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
      this.requests.end();
    });
  }

  /** Ends it at once. What it has started notices, and ends itself. */
  kill(): void {
    if (this.process.pid !== undefined) signalGroup(this.process.pid, 'SIGKILL');
  }

  /** It does not keep this process alive while nothing runs. */
  setIdle(isIdle: boolean): void {
    const all = [this.process, ...this.process.stdio] as unknown as readonly (Referenced | null)[];
    for (const one of all) isIdle ? one?.unref?.() : one?.ref?.();
  }

  private listen(): void {
    const { stdout, stderr, stdio } = this.process;
    stdout?.on('data', (chunk: Buffer) => this.output.add(chunk));
    stderr?.on('data', (chunk: Buffer) => this.output.add(chunk));
    this.requests.on('error', () => {});
    const lines = new Lines((line) => this.hear(JSON.parse(line) as FromAirflow));
    (stdio[4] as NodeJS.ReadableStream).on('data', (chunk: Buffer) => lines.add(chunk));
    this.process.once('error', (error) => this.ended(error.message));
    this.process.once('close', (code, signal) => this.ended(code === null ? `by ${signal}` : `with exit code ${code}`));
  }

  private ended(how: string): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    const words = this.output.lines(1)[0];
    this.onEnd(`The process with Airflow ended ${how}${words === undefined ? '' : `: ${words}`}.`);
  }
}

interface Referenced {
  ref?(): void;
  unref?(): void;
}
