// Writes a file whole or not at all.

import { accessSync, chmodSync, constants, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { baseName, joinPath, parentFolder } from '../../../core/workspace/paths';
import { toWorkspacePath } from '../convert/uris';
import { UsageError } from './world';

/** Nobody ever sees half of it. Permissions stay, and a link stays a link. @throws UsageError if it cannot be written */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const target = targetOf(path);
  const part = joinPath(parentFolder(target), `.${baseName(target)}.${process.pid}.part`);
  try {
    const mode = modeOf(target);
    // A folder that may be written to would let a file be replaced that may not.
    if (mode !== undefined) accessSync(target, constants.W_OK);
    writeFileSync(part, content, { flag: 'wx' });
    if (mode !== undefined) chmodSync(part, mode);
    renameSync(part, target);
  } catch (error) {
    rmSync(part, { force: true });
    throw new UsageError(`cannot write '${path}': ${error instanceof Error ? error.message : String(error)}`);
  }
}

function targetOf(path: string): string {
  try {
    return toWorkspacePath(realpathSync(path));
  } catch {
    return path;
  }
}

function modeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mode;
}
