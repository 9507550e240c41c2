// A Python of ours that stays: how it is started, talked to in lines of JSON, and ended with all that it has started.

import { type ChildProcess, spawn } from 'node:child_process';
import { Lines } from './builtin/lines';
import { signalGroup } from './builtin/processGroup';
import { Tail } from './builtin/tail';

const END_AFTER_MS = 1000;

export interface PythonStart {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  /** It talks on its standard streams; else on descriptors 3 (to it) and 4 (from it), which nothing that a user prints can reach. */
  readonly onStandardStreams: boolean;
  /** So many bytes of what it prints are kept: its last words. */
  readonly keptOutput: number;
}

/** What happens to the process itself. */
export interface PythonEnds {
  /** It could not be started. */
  onError(error: NodeJS.ErrnoException): void;
  /** In words: `by SIGKILL`, `with exit code 1`. */
  onExit?(how: string): void;
  /** After that all that it has printed is here. */
  onClose(code: number | null, signal: string | null): void;
}

export class PythonProcess<To, From> {
  /** What it has printed. */
  readonly output: Tail;
  private readonly process: ChildProcess;
  private readonly requests: NodeJS.WritableStream;

  constructor(start: PythonStart, hear: (message: From) => void, ends: PythonEnds) {
    const { command, args, cwd, environment, onStandardStreams, keptOutput } = start;
    this.output = new Tail(keptOutput);
    this.process = spawn(command, args, {
      ...{ cwd, env: { ...environment }, detached: process.platform !== 'win32', windowsHide: true },
      stdio: onStandardStreams ? ['pipe', 'pipe', 'pipe'] : ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    });
    const { stdio, stdin, stdout } = this.process;
    this.requests = (onStandardStreams ? stdin : stdio[3]) as NodeJS.WritableStream;
    this.listen((onStandardStreams ? stdout : stdio[4]) as NodeJS.ReadableStream, hear);
    this.process.once('error', (error) => ends.onError(error));
    this.process.once('exit', (code, signal) => ends.onExit?.(endInWords(code, signal)));
    this.process.once('close', (code, signal) => ends.onClose(code, signal));
  }

  send(message: To): void {
    this.requests.write(`${JSON.stringify(message)}\n`);
  }

  /** Ends it: it notices that nobody asks any more. @param force is called if it has not ended after a second */
  end(force: () => void): Promise<void> {
    // While nobody else keeps our own process alive, the end is still waited for.
    this.setIdle(false);
    return new Promise((resolve) => {
      const timer = setTimeout(force, END_AFTER_MS);
      this.process.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
      this.requests.end();
    });
  }

  /** Ends it at once, with its process group. */
  kill(): void {
    if (this.process.pid !== undefined) signalGroup(this.process.pid, 'SIGKILL');
  }

  /** It does not keep our own process alive while nothing is asked. */
  setIdle(isIdle: boolean): void {
    const all = [this.process, ...this.process.stdio] as unknown as readonly (Referenced | null)[];
    for (const one of all) isIdle ? one?.unref?.() : one?.ref?.();
  }

  private listen(answers: NodeJS.ReadableStream, hear: (message: From) => void): void {
    const { stdout, stderr } = this.process;
    for (const stream of [stdout, stderr])
      if (stream !== answers) stream?.on('data', (chunk: Buffer) => this.output.add(chunk));
    this.requests.on('error', () => {});
    const lines = new Lines((line) => hear(JSON.parse(line) as From));
    answers.on('data', (chunk: Buffer) => lines.add(chunk));
  }
}

/** How a process ended: `by SIGKILL`, `with exit code 1`. */
export function endInWords(code: number | null, signal: string | null): string {
  return code === null ? `by ${signal}` : `with exit code ${code}`;
}

/** What Node lets a process not wait for. */
interface Referenced {
  ref?(): void;
  unref?(): void;
}
