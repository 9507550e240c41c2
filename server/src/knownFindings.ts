// The baseline of a project: findings that are known are not shown.

import type { Finding } from '../../core/rules/rule';
import { LineIndex } from '../../core/text/lines';
import { Baseline, type KnownFindings, lineHash, parseBaseline } from '../../core/workspace/baseline';
import { parentFolder } from '../../core/workspace/paths';
import type { FileSystem } from '../../core/workspace/ports';
import type { FileReport } from '../../core/workspace/report';
import { relativeTo } from './relative';

/** The findings that the baseline does not have. @param baseline its path @param known what it has */
export function withoutKnown(
  findings: readonly Finding[],
  { uri, text }: FileReport,
  baseline: string,
  known: readonly KnownFindings[],
): readonly Finding[] {
  const file = relativeTo(parentFolder(baseline), uri);
  const ofFile = new Baseline(known.filter((each) => each.file === file));
  const lines = new LineIndex(text);
  return findings.filter(({ rule, at }) => {
    const line = lines.line(lines.position(at.start).line);
    return !ofFile.takes({ file, rule, line: lineHash(line) });
  });
}

/** The findings of a baseline file; one that cannot be read has none. */
export function readKnown(files: FileSystem, baseline: string): readonly KnownFindings[] {
  return parseBaseline(files.readText(baseline) ?? '') ?? [];
}

/** What is wrong with a baseline file. */
export function baselineProblems(files: FileSystem, baseline: string | undefined): string[] {
  const text = baseline === undefined ? '' : files.readText(baseline);
  if (baseline === undefined || (text !== undefined && parseBaseline(text))) return [];
  const wrong = text === undefined ? `There is no baseline file ${baseline}` : `${baseline} is not a baseline`;
  return [`${wrong}; daglens check --write-baseline FILE writes one.`];
}
