// `daglens check --baseline FILE` and `--write-baseline FILE`: known findings are not told again.

import {
  Baseline,
  baselineText,
  countKnown,
  type KnownFinding,
  type KnownFindings,
  lineHash,
  parseBaseline,
} from '../../../core/workspace/baseline';
import { parentFolder, resolvePath } from '../../../core/workspace/paths';
import type { FileSystem } from '../../../core/workspace/ports';
import { relativeTo } from '../relative';
import type { CheckedFinding } from './analyse';
import { markedLine } from './codeFrame';
import { KNOWN_RULES } from './knownRules';
import type { CommandProject } from './project';
import type { PrintPath } from './report';
import { UsageError } from './world';
import { writeWhole } from './writeFile';

/** What was found, compared with the baselines in force. */
export interface Compared {
  /** The findings that no baseline has. */
  readonly findings: readonly CheckedFinding[];
  readonly known: number;
  /** Baselines with findings of the checked files that do not occur any more, and how many. */
  readonly stale: ReadonlyMap<string, number>;
}

export interface BaselineInput {
  readonly project: CommandProject;
  readonly files: FileSystem;
  readonly print: PrintPath;
}

/** Leaves out what the baselines of the project know. @throws UsageError for a baseline that cannot be read */
export function compareWithBaselines(
  findings: readonly CheckedFinding[],
  checked: readonly string[],
  { project, files, print }: BaselineInput,
): Compared {
  const paths = new Set(checked.flatMap((path) => project.settingsFor(path).baseline ?? []));
  const baselines = new Map([...paths].map((path) => [path, new Baseline(readBaseline(path, files, print))]));
  const left = findings.filter((finding) => {
    const path = project.settingsFor(finding.place.file).baseline;
    return path === undefined || !baselines.get(path)?.takes(knownFinding(finding, path));
  });
  const isChecked = new Set(checked);
  const stale = [...baselines].map(([path, baseline]): [string, number] => {
    const gone = baseline.rest().filter((known) => isStale(known, path, isChecked, project, files));
    return [path, gone.reduce((sum, { count }) => sum + count, 0)];
  });
  return { findings: left, known: findings.length - left.length, stale: new Map(stale.filter(([, count]) => count)) };
}

/**
 * Writes all findings into a baseline. What it had of files that were not checked now, and are still there, stays.
 * @returns how many findings it has now @throws UsageError if it cannot be written
 */
export function writeBaseline(
  path: string,
  findings: readonly CheckedFinding[],
  checked: readonly string[],
  { files, print }: BaselineInput,
): number {
  const before = files.readText(path) === undefined ? [] : readBaseline(path, files, print);
  const isChecked = new Set(checked);
  const kept = before.filter(({ file }) => {
    const full = resolvePath(parentFolder(path), file);
    return !isChecked.has(full) && files.readText(full) !== undefined;
  });
  const found = findings.map((finding) => ({ ...knownFinding(finding, path), count: 1 }));
  const known = countKnown([...kept, ...found]);
  writeWhole(path, baselineText(known));
  return known.reduce((sum, { count }) => sum + count, 0);
}

function readBaseline(path: string, files: FileSystem, print: PrintPath): readonly KnownFindings[] {
  const text = files.readText(path);
  const make = 'daglens check --write-baseline FILE … writes one.';
  if (text === undefined) throw new UsageError(`there is no baseline file '${print(path)}'; ${make}`);
  const known = parseBaseline(text);
  if (known === undefined) throw new UsageError(`'${print(path)}' is not a baseline; ${make}`);
  return known;
}

function knownFinding({ place, rule, source }: CheckedFinding, baseline: string): KnownFinding {
  const line = lineHash(markedLine(place, source));
  return { file: relativeTo(parentFolder(baseline), place.file), rule, line };
}

/** Of a file that was not looked at, or a rule that is off, nothing is known. */
function isStale(
  { file, rule }: KnownFinding,
  baseline: string,
  checked: ReadonlySet<string>,
  project: CommandProject,
  files: FileSystem,
): boolean {
  const path = resolvePath(parentFolder(baseline), file);
  if (!checked.has(path)) return files.readText(path) === undefined;
  return !KNOWN_RULES.some(({ id }) => id === rule) || project.settingsFor(path).rules.get(rule) !== 'off';
}
