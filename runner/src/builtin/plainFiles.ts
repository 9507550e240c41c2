// The project's files of values for the worker, whose Python reads JSON but no YAML.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { isRunning } from '../isRunning';

const PREFIX = 'daglens-values-';

/** A folder of this process alone, for files that may hold passwords; ended processes' ones are removed. */
export class PlainFiles {
  private folder: string | undefined;

  /** The path of the same content as JSON; of a file that is no YAML, its own. @throws Error if it is no valid YAML */
  plain(file: string | undefined): string | null {
    if (file === undefined) return null;
    if (!/\.ya?ml$/i.test(file)) return file;
    const json = JSON.stringify(contentOf(file) ?? {});
    this.folder ??= newFolder();
    const copy = path.join(this.folder, `${path.basename(file).replace(/\W/g, '_')}.json`);
    writeFileSync(copy, json, { mode: 0o600 });
    return copy;
  }

  dispose(): void {
    if (this.folder !== undefined) rmSync(this.folder, { recursive: true, force: true });
    this.folder = undefined;
  }
}

function contentOf(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'), { version: '1.1' });
  } catch (error) {
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
  }
}

function newFolder(): string {
  const temporary = os.tmpdir();
  for (const name of readdirSync(temporary).filter((one) => one.startsWith(PREFIX)))
    if (!isRunning(Number(name.slice(PREFIX.length).split('-')[0])))
      rmSync(path.join(temporary, name), { recursive: true, force: true });
  return mkdtempSync(path.join(temporary, `${PREFIX}${process.pid}-`));
}
