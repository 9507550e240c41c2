// Where the logs of a run are written, and how large they may become.

import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { type InstanceKey, instanceName } from '../../../core/runs';

/** Of one try; the worker drops what comes after. */
const MOST_OF_TRY = 5_000_000;
/** Of a whole run; tries that begin later get what is left, but never less than this much. */
const MOST_OF_RUN = 100_000_000;
const LEAST_OF_TRY = 100_000;

export class RunLogs {
  private readonly folder: string;
  private written = 0;

  /** @throws Error if there is no place for the logs */
  constructor(runFolder: string) {
    this.folder = path.join(runFolder, 'logs');
    mkdirSync(this.folder, { recursive: true });
  }

  /** The log of a try: an absolute path, another one for each. */
  pathOf(key: InstanceKey, tryNumber: number): string {
    const name = instanceName(key).replace(/[^\w.[\]-]/g, (letter) => `%${letter.codePointAt(0)!.toString(16)}`);
    return path.join(this.folder, `${name}.${tryNumber}.log`);
  }

  /** How many bytes the next try may write. */
  allowance(): number {
    return Math.max(LEAST_OF_TRY, Math.min(MOST_OF_TRY, MOST_OF_RUN - this.written));
  }

  /** Counts a log that is complete. */
  count(file: string): void {
    this.written += statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  }
}
