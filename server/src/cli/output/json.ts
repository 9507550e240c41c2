// `daglens check --format json`: the shape is a contract, see docs.

import type { CheckedFinding } from '../analyse';
import type { Place } from '../places';
import type { CheckReport, PrintPath } from '../report';
import { summaryOf } from '../summary';

/** The report as JSON text, ending in a line break. */
export function jsonReport(report: CheckReport, print: PrintPath): string {
  const value = {
    version: 1,
    findings: report.findings.map((finding) => findingJson(finding, print)),
    summary: summaryJson(report),
    gaps: report.gaps.map(({ file, line, because }) => ({ file: print(file), line, because })),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function summaryJson({ findings }: CheckReport) {
  const { byRule, ...counts } = summaryOf(findings);
  return { ...counts, by_rule: Object.fromEntries(byRule) };
}

function findingJson(finding: CheckedFinding, print: PrintPath) {
  const { rule, severity, message, place, related, fixes } = finding;
  return {
    file: print(place.file),
    ...range(place),
    rule,
    severity,
    message,
    fixes: fixes.map(({ title, guess, edits }) => ({
      title,
      ...(guess && { guess }),
      edits: edits.map((edit) => ({
        ...(edit.place.file === place.file ? {} : { file: print(edit.place.file) }),
        ...range(edit.place),
        text: edit.text,
      })),
    })),
    ...(related.length > 0 && {
      related: related.map((each) => ({ file: print(each.place.file), ...range(each.place), message: each.message })),
    }),
  };
}

function range({ line, column, endLine, endColumn }: Place) {
  return { line, column, end_line: endLine, end_column: endColumn };
}
