// The end of `daglens check --airflow-version V`: what a move to that version means, rule by rule.

import type { Colours } from '../colours';
import type { CheckReport } from '../report';
import { type Counts, summaryOf } from '../summary';

type Kind = 'errors' | 'warnings' | 'infos';

const KINDS: readonly (readonly [Kind, string])[] = [
  ['errors', 'breaks'],
  ['warnings', 'is deprecated, or hardly does what was meant'],
  ['infos', 'is worth a look'],
];

/** Lines that say how much breaks, how much is deprecated, and how much of it has a quick fix. */
export function migrationLines(version: string, report: CheckReport, colours: Colours): string[] {
  const { byRule, fixable, ...all } = summaryOf(report.findings);
  const width = Math.max(0, ...[...byRule.keys()].map((rule) => rule.length));
  const parts = KINDS.filter(([kind]) => all[kind]).flatMap(([kind, means]) => [
    '',
    `For Airflow ${version}, this ${means}:`,
    ...[...byRule]
      .filter(([, counts]) => counts[kind])
      .map(([rule, counts]) => row(rule, width, kind, counts, colours)),
  ]);
  if (!parts.length) return ['', `Nothing found that breaks or is deprecated for Airflow ${version}.`];
  const fix = `daglens fix --airflow-version ${version} applies them`;
  return [
    ...parts,
    '',
    fixable ? `${fixable} of ${report.findings.length} have a quick fix; ${fix}.` : 'None has a quick fix.',
  ];
}

function row(rule: string, width: number, kind: Kind, counts: Counts, colours: Colours): string {
  const fixable = counts.fixable ? colours.dim(` (${counts.fixable} with a quick fix)`) : '';
  return `  ${String(counts[kind]).padStart(5)}  ${fixable ? rule.padEnd(width) : rule}${fixable}`;
}
