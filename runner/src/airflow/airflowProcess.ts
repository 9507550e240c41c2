// The warm Python process that has Airflow imported, and the talk with it.

import { endInWords, PythonProcess } from '../pythonProcess';
import type { FoundAirflow } from './findAirflow';
import type { FromAirflow, ToAirflow } from './messages';

const BOOTSTRAP = [
  'import runpy, sys',
  'sys.path[:1] = [sys.argv.pop(1)]',
  'runpy.run_module("daglens_airflow", run_name="__main__", alter_sys=True)',
].join('\n');

/** So much of what Airflow prints while it starts is kept: its last words. */
const KEPT_OUTPUT = 16 * 1024;

export interface AirflowStart {
  readonly found: FoundAirflow;
  /** The folder that holds the package `daglens_airflow`. */
  readonly python: string;
  readonly home: string;
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
}

export class AirflowProcess {
  private hasEnded = false;
  private readonly python: PythonProcess<ToAirflow, FromAirflow>;

  private constructor(
    { found, python, home, cwd, environment }: AirflowStart,
    hear: (message: FromAirflow) => void,
    private readonly onEnd: (because: string) => void,
  ) {
    const args = ['-c', BOOTSTRAP, python, home];
    const start = { command: found.executable, args, cwd, environment, keptOutput: KEPT_OUTPUT };
    this.python = new PythonProcess({ ...start, onStandardStreams: false }, hear, {
      onError: (error) => this.ended(error.message),
      onClose: (code, signal) => this.ended(endInWords(code, signal)),
    });
  }

  /**
   * Starts it; `ready` is heard when it takes runs.
   * @param onEnd called once, when it has ended, however
   */
  static start(
    start: AirflowStart,
    hear: (message: FromAirflow) => void,
    onEnd: (because: string) => void,
  ): AirflowProcess {
    return new AirflowProcess(start, hear, onEnd);
  }

  get isAlive(): boolean {
    return !this.hasEnded;
  }

  send(message: ToAirflow): void {
    this.python.send(message);
  }

  /** Ends it and all that it has started, at the latest after a second. */
  end(): Promise<void> {
    return this.hasEnded ? Promise.resolve() : this.python.end(() => this.kill());
  }

  /** Ends it at once. What it has started notices, and ends itself. */
  kill(): void {
    this.python.kill();
  }

  /** It does not keep this process alive while nothing runs. */
  setIdle(isIdle: boolean): void {
    this.python.setIdle(isIdle);
  }

  private ended(how: string): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    const words = this.python.output.lines(1)[0];
    this.onEnd(`The process with Airflow ended ${how}${words === undefined ? '' : `: ${words}`}.`);
  }
}
