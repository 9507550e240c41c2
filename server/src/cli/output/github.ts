// `daglens check --format github`: workflow commands that GitHub Actions shows beside the changed lines.

import type { CheckedFinding } from '../analyse';
import type { CheckReport, PrintPath } from '../report';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** One line for each finding. */
export function githubReport(report: CheckReport, print: PrintPath): string {
  return report.findings.map((finding) => `${annotation(finding, print)}\n`).join('');
}

function annotation({ severity, rule, message, place }: CheckedFinding, print: PrintPath): string {
  const { file, line, column, endLine, endColumn } = place;
  // GitHub takes columns only where start and end are on one line, and counts the end as included.
  const columns = line === endLine ? { col: column, endColumn: Math.max(column, endColumn - 1) } : {};
  const properties = Object.entries({ file: print(file), line, endLine, ...columns, title: `DagLens: ${rule}` });
  const written = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',');
  return `::${COMMANDS[severity]} ${written}::${escapeText(message)}`;
}

function escapeText(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
