// The file system of this machine, as the workspace reads it: synchronous, read-only, never throwing.

import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import type { DirectoryEntry, FileSystem } from '../../core/workspace/ports';

/** A file longer than this is not source code or configuration; reading it would only fill the memory. */
const LONGEST_FILE_BYTES = 32 * 1024 * 1024;

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Reads the disk at every call; nothing is remembered. Files that are missing, too long or not UTF-8 are undefined. */
export function diskFiles(): FileSystem {
  return { readText, readDirectory };
}

/** The text of UTF-8 bytes without their byte order mark; undefined if they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

function readText(path: string): string | undefined {
  try {
    const stat = statSync(path);
    if (!stat.isFile() || stat.size > LONGEST_FILE_BYTES) return undefined;
    return decodeUtf8(readFileSync(path));
  } catch {
    return undefined;
  }
}

function readDirectory(path: string): readonly DirectoryEntry[] | undefined {
  try {
    return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
      const kind = entry.isSymbolicLink() ? linkedKind(path, entry.name) : kindOf(entry);
      return kind ? [{ name: entry.name, kind }] : [];
    });
  } catch {
    return undefined;
  }
}

function kindOf(entry: Pick<Dirent, 'isFile' | 'isDirectory'>): DirectoryEntry['kind'] | undefined {
  if (entry.isDirectory()) return 'folder';
  return entry.isFile() ? 'file' : undefined;
}

/** A link that leads back to a folder above it is left out: following it would never end. */
function linkedKind(folder: string, name: string): DirectoryEntry['kind'] | undefined {
  try {
    const target = `${folder}/${name}`;
    const kind = kindOf(statSync(target));
    return kind === 'folder' && leadsBack(folder, realpathSync(target)) ? undefined : kind;
  } catch {
    return undefined;
  }
}

function leadsBack(folder: string, target: string): boolean {
  for (let above = folder; above; above = above.slice(0, Math.max(0, above.lastIndexOf('/')))) {
    if (realpathSync(above) === target) return true;
  }
  return false;
}
