// Known findings that are not told again: `daglens check --baseline FILE`.

import type { CheckedFinding } from './analyse';
import type { PrintPath } from './report';
import { UsageError } from './world';

/** How often each known finding may occur. */
export type Baseline = ReadonlyMap<string, number>;

interface KnownFinding {
  readonly file: string;
  readonly rule: string;
  readonly message: string;
}

/** Reads what `daglens check --format json` printed. @throws UsageError if the text is something else */
export function parseBaseline(text: string | undefined, name: string): Baseline {
  const known = new Map<string, number>();
  for (const finding of findingsIn(text, name)) {
    const key = keyOf(finding);
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  return known;
}

/** The findings that the baseline does not have. Lines do not count, so that code may move. */
export function withoutKnown(
  findings: readonly CheckedFinding[],
  baseline: Baseline,
  print: PrintPath,
): CheckedFinding[] {
  const left = new Map(baseline);
  return findings.filter(({ place, rule, message }) => {
    const key = keyOf({ file: print(place.file), rule, message });
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
}

function findingsIn(text: string | undefined, name: string): readonly KnownFinding[] {
  const make = 'daglens check --format json … writes one';
  if (text === undefined) throw new UsageError(`there is no baseline file '${name}'; ${make}.`);
  try {
    const value: unknown = JSON.parse(text);
    if (isReport(value)) return value.findings;
  } catch {
    // Said below.
  }
  throw new UsageError(`'${name}' is not a baseline; ${make}.`);
}

function isReport(value: unknown): value is { readonly findings: readonly KnownFinding[] } {
  if (typeof value !== 'object' || value === null || !('findings' in value) || !Array.isArray(value.findings))
    return false;
  return value.findings.every((each) => typeof each?.file === 'string' && typeof each?.rule === 'string');
}

function keyOf({ file, rule, message }: KnownFinding): string {
  return JSON.stringify([file, rule, message]);
}
