// Notes which files and folders an evaluation reads.

import type { Environment, SourceFiles } from '../eval/interpreter';
import type { Memo } from './memo';
import { isInside } from './paths';

export type RecordedSources = Pick<Environment, 'files' | 'recordReads' | 'noteReads'>;

/**
 * The files of a memo below the readable folders; every read is noted in the innermost recording, and in those around it when it ends.
 */
export function recordedSources(memo: Memo, readable: readonly string[]): RecordedSources {
  const open: Set<string>[] = [];
  const note = (path: string): void => {
    open.at(-1)?.add(path);
  };
  // Code may name any path; what lies outside is as if it were not there.
  const isReadable = (path: string) => !path.includes('/../') && readable.some((folder) => isInside(folder, path));
  const read = <T>(path: string, answer: () => T | undefined): T | undefined => {
    if (!isReadable(path)) return undefined;
    note(path);
    return answer();
  };
  const files: SourceFiles = {
    parse: (path) => read(path, () => memo.tree(path)?.module),
    readText: (path) => read(path, () => memo.text(path)),
    readDirectory: (path) => read(path, () => memo.folder(path)),
    kindOf: (folder, name) => read(folder, () => memo.kindOf(folder, name)),
  };
  return {
    files,
    noteReads: (paths) => {
      for (const path of paths) note(path);
    },
    recordReads: (run) => {
      const reads = new Set<string>();
      open.push(reads);
      try {
        return { result: run(), reads };
      } finally {
        open.pop();
        for (const path of reads) note(path);
      }
    },
  };
}
