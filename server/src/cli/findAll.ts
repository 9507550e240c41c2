// Everything that is found in the files that a command line names, each by itself and all together.

import type { CheckedFinding, FileResult } from './analyse';
import { analyseTargets, type TargetOptions } from './analyseTargets';
import { type CrossFileFindings, crossFileFindings } from './crossFile';
import type { Place } from './places';
import type { World } from './world';

export interface Found {
  readonly results: readonly FileResult[];
  /** File by file, in each by place. */
  readonly findings: readonly CheckedFinding[];
}

export async function findAll(
  paths: readonly string[],
  world: World,
  options: Omit<TargetOptions, 'wanted'>,
): Promise<Found> {
  const results = await analyseTargets(paths, world, { ...options, wanted: 'findings' });
  const { project, files } = options;
  return {
    results,
    findings: inOrder(results, await crossFileFindings(results, { project, files, home: world.home })),
  };
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
