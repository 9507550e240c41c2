// Notes which files and folders an evaluation reads.

import type { Environment, SourceFiles } from '../eval/interpreter';
import type { Memo } from './memo';

export type RecordedSources = Pick<Environment, 'files' | 'recordReads' | 'noteReads'>;

/** The files of a memo; every read is noted in the innermost recording, and in those around it when it ends. */
export function recordedSources(memo: Memo): RecordedSources {
  const open: Set<string>[] = [];
  const note = (path: string): void => {
    open.at(-1)?.add(path);
  };
  const files: SourceFiles = {
    parse: (path) => {
      note(path);
      return memo.tree(path)?.module;
    },
    readText: (path) => {
      note(path);
      return memo.text(path);
    },
    readDirectory: (path) => {
      note(path);
      return memo.folder(path);
    },
    kindOf: (folder, name) => {
      note(folder);
      return memo.kindOf(folder, name);
    },
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
