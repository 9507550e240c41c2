// The engine as the measurements use it.

import type { FileSystem, ProjectSettings } from '../../core/workspace/ports';
import { Snapshot } from '../../core/workspace/snapshot';
import { catalogFiles } from '../../server/src/catalogFiles';
import { diskFiles } from '../../server/src/diskFiles';
import { loadPythonParser } from '../../server/src/parser';
import { projectSettings } from '../workspace/settings';

export interface Corpus {
  readonly root: string;
  readonly airflowVersion: string;
  readonly importRoots: readonly string[];
  /** Absolute paths. */
  readonly files: readonly string[];
}

export function settingsOf({ root, airflowVersion, importRoots }: Corpus): ProjectSettings {
  return projectSettings({ root, paths: importRoots, airflowVersion });
}

export type Parser = Awaited<ReturnType<typeof loadPythonParser>>;

export function loadParser(): Promise<Parser> {
  return loadPythonParser(__dirname);
}

/** One for the whole process, as in the server. */
const catalog = catalogFiles('catalog');

export function newSnapshot(corpus: Corpus, parser: Parser, files: FileSystem = diskFiles()): Snapshot {
  return Snapshot.create({
    settings: settingsOf(corpus),
    files,
    parser,
    catalog,
    now: Date.now,
  });
}

/** Milliseconds that `work` takes. */
export function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
