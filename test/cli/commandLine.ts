// Runs command lines in the tests' own process, over a folder of files.

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { runCommandLine } from '../../server/src/cli/run';
import { toWorkspacePath } from '../../server/src/convert/uris';

export interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Options {
  readonly stdin?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** The folder that lies beside the bundles: `product` has what runs need, and the catalog. */
  readonly home?: 'product';
  /** Runs start tasks as they have to on Windows. */
  readonly spawnsTasks?: boolean;
  /** Interrupts the command. */
  readonly interrupt?: AbortSignal;
}

export class Project {
  readonly folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'daglens-')));

  constructor(files: Readonly<Record<string, string>>) {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  write(name: string, text: string): void {
    const file = path.join(this.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Runs `daglens ARGS` with the project as the current folder. */
  async run(
    args: readonly string[],
    { stdin = '', environment = {}, home, interrupt, spawnsTasks = false }: Options = {},
  ): Promise<Answer> {
    const written = { out: '', err: '' };
    const output = (name: 'out' | 'err') => ({
      write: (text: string) => {
        written[name] += text;
      },
      isTerminal: false,
      columns: undefined,
    });
    const code = await runCommandLine(args, {
      cwd: toWorkspacePath(this.folder),
      environment,
      out: output('out'),
      err: output('err'),
      readStdin: async () => new TextEncoder().encode(stdin),
      onInterrupt: (listener) => {
        interrupt?.addEventListener('abort', listener);
        return () => interrupt?.removeEventListener('abort', listener);
      },
      home: path.join(__dirname, '..', home ?? ''),
      version: '1.2.3',
      cores: 1,
      ...(spawnsTasks && { spawnsTasks }),
    });
    return { code, ...written };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A project that is removed after the test. */
export function projectFor(t: TestContext, files: Readonly<Record<string, string>>): Project {
  const project = new Project(files);
  t.after(() => project.remove());
  return project;
}
