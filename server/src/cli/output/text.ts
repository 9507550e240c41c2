// `daglens check` for people: code frames, and a summary.

import type { CheckedFinding } from '../analyse';
import { codeFrame, display } from '../codeFrame';
import type { Colours, Paint } from '../colours';
import type { CheckReport, PrintPath } from '../report';
import { migrationLines } from './migration';

export interface TextStyle {
  readonly colours: Colours;
  /** Columns of the terminal. */
  readonly width: number;
}

/** The findings with their source, then the summary. */
export function textReport(report: CheckReport, print: PrintPath, style: TextStyle): string {
  const findings = report.findings.map((finding) => `${oneFinding(finding, print, style)}\n\n`);
  const lines = [summary(report, style.colours)];
  if (report.target !== undefined) lines.push(...migrationLines(report.target, report, style.colours));
  return `${findings.join('')}${lines.join('\n')}\n`;
}

function oneFinding(finding: CheckedFinding, print: PrintPath, { colours, width }: TextStyle): string {
  const { place, severity, message, rule, source, related, fixes } = finding;
  const paint = painter(severity, colours);
  const where = `${print(place.file)}:${place.line}:${place.column}`;
  return [
    `${colours.bold(display(where))}: ${paint(colours.bold(severity))}: ${display(message)} ${colours.dim(`[${rule}]`)}`,
    ...(source.length ? [codeFrame(place, source, width, colours, paint)] : []),
    ...related.map((each) => {
      const at = `${print(each.place.file)}:${each.place.line}:${each.place.column}`;
      return `   ${colours.dim('see')} ${display(at)}: ${display(each.message)}`;
    }),
    ...fixes.map(({ title }) => `   ${colours.blue('fix')} ${display(title)}`),
  ].join('\n');
}

function painter(severity: CheckedFinding['severity'], colours: Colours): Paint {
  if (severity === 'error') return colours.red;
  return severity === 'warning' ? colours.yellow : colours.blue;
}

function summary(report: CheckReport, colours: Colours): string {
  const { findings, known, gaps, versions, dags, files } = report;
  const checked = `${count(files, 'file')} with ${count(dags, 'DAG')}`;
  const version = versions.length ? ` for Airflow ${versions.join(', ')}` : '';
  const parts = [
    findings.length
      ? `${counts(findings, colours)} in ${count(new Set(findings.map(({ place }) => place.file)).size, 'file')}; checked ${checked}${version}.`
      : `No problems found in ${checked}${version}.`,
  ];
  if (known) parts.push(`${count(known, 'known finding')} left out by the baseline.`);
  if (gaps.length) {
    parts.push(
      `${count(gaps.length, 'place')} could not be known without running the code (--format json lists them).`,
    );
  }
  return parts.join('\n');
}

function counts(findings: readonly CheckedFinding[], colours: Colours): string {
  const of = (severity: CheckedFinding['severity']) =>
    findings.filter((finding) => finding.severity === severity).length;
  const [errors, warnings, infos] = [of('error'), of('warning'), of('info')];
  return [
    errors && colours.red(count(errors, 'error')),
    warnings && colours.yellow(count(warnings, 'warning')),
    infos && colours.blue(count(infos, 'note')),
  ]
    .filter(Boolean)
    .join(', ');
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
