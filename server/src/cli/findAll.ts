// Everything that is found in the files that a command line names, each by itself and all together.

import type { CheckedFinding, FileResult } from './analyse';
import { crossFileFindings } from './crossFile';
import type { CrossFileFindings } from './job';
import type { Place } from './places';
import { type PoolOptions, withPool } from './pool';
import type { World } from './world';

export interface Found {
  readonly results: readonly FileResult[];
  /** File by file, in each by place. */
  readonly findings: readonly CheckedFinding[];
}

export function findAll(paths: readonly string[], world: World, options: PoolOptions): Promise<Found> {
  return withPool(paths.length, world, options, async (pool) => {
    const results = await pool.analyse(paths, 'findings');
    return { results, findings: inOrder(results, await crossFileFindings(results, pool, options)) };
  });
}

function inOrder(results: readonly FileResult[], across: CrossFileFindings): CheckedFinding[] {
  const needed = new Set(across.used.map(placeKey));
  const isTold = ({ rule, place }: CheckedFinding) => rule !== 'unused-suppression' || !needed.has(placeKey(place));
  const byFile = new Map(results.map(({ path, findings }) => [path, findings.filter(isTold)]));
  for (const finding of across.findings) byFile.get(finding.place.file)?.push(finding);
  return [...byFile.values()].flatMap((findings) =>
    findings.sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column),
  );
}

function placeKey({ file, line, column }: Place): string {
  return `${line}:${column} ${file}`;
}
