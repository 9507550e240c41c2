// What the command line needs from outside, so that tests can run it whole.

export interface Output {
  write(text: string): void;
  /** A terminal that shows colours and lets a line be written over. */
  readonly isTerminal: boolean;
  /** Width of the terminal in columns, if known. */
  readonly columns: number | undefined;
}

export interface World {
  /** The current folder, absolute, as the workspace writes paths. */
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly out: Output;
  readonly err: Output;
  /** All of standard input, as bytes. */
  readStdin(): Promise<Uint8Array>;
  /** The folder of the bundles: the parser's wasm files and `worker.js` stand there. */
  readonly home: string;
  /** Is told when the user interrupts, instead of ending the process. Forgets that again: the answer. */
  onInterrupt(listener: () => void): () => void;
  /** The version of DagLens. */
  readonly version: string;
  /** How many threads may work at a time. */
  readonly cores: number;
  /** Runs start tasks as they have to on Windows; left out: only there. */
  readonly spawnsTasks?: boolean;
}

/** Wrong use: told in one line; the process ends with 2. */
export class UsageError extends Error {}
