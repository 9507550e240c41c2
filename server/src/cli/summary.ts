// How much was found: in all, and by each rule.

import type { CheckedFinding } from './analyse';

export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** How many `daglens fix` repairs: their quick fix is no guess. */
  readonly fixable: number;
}

export interface Summary extends Counts {
  /** Most found first. */
  readonly byRule: ReadonlyMap<string, Counts>;
}

export function summaryOf(findings: readonly CheckedFinding[]): Summary {
  const byRule = new Map<string, CheckedFinding[]>();
  for (const finding of findings) byRule.set(finding.rule, [...(byRule.get(finding.rule) ?? []), finding]);
  const sorted = [...byRule].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  return { ...countsOf(findings), byRule: new Map(sorted.map(([rule, found]) => [rule, countsOf(found)])) };
}

function countsOf(findings: readonly CheckedFinding[]): Counts {
  const of = (wanted: CheckedFinding['severity']) => findings.filter(({ severity }) => severity === wanted).length;
  const fixable = findings.filter(({ fixes: [fix] }) => fix && !fix.guess).length;
  return { errors: of('error'), warnings: of('warning'), infos: of('info'), fixable };
}
