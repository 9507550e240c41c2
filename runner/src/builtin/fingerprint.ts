// Whether files are still what they were.

import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';

/** A text that changes when one of the files does: the content of the first, size and time of the others. */
export function fingerprint([main, ...others]: readonly string[]): string {
  const hash = createHash('sha1');
  if (main !== undefined) hash.update(contentOf(main));
  for (const file of others) hash.update(`\0${file}\0${stamp(file)}`);
  return hash.digest('hex');
}

function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}

function stamp(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? `${stat.size} ${stat.mtimeMs}` : '';
}
