// `daglens check --format sarif`: SARIF 2.1.0, for code scanning services.

import { createHash } from 'node:crypto';
import { rulePage } from '../../../../core/rules/page';
import type { Rule } from '../../../../core/rules/rule';
import type { CheckedFinding } from '../analyse';
import { markedLine } from '../codeFrame';
import type { Place } from '../places';
import type { CheckReport, PrintPath } from '../report';

export interface SarifTool {
  /** The version of DagLens. */
  readonly version: string;
  readonly rules: readonly Rule[];
  /** Where the page of a rule stands, if it has one. */
  readonly pageOf: (rule: string) => string | undefined;
}

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/** The report as one SARIF run. */
export function sarifReport(report: CheckReport, print: PrintPath, tool: SarifTool): string {
  const value = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'DagLens', semanticVersion: tool.version, rules: rules(tool) } },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: true }],
        results: results(report, print, tool),
      },
    ],
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function rules({ rules, pageOf }: SarifTool) {
  return rules.map((rule) => {
    const { id, severity, summary, why, bad, good } = rule;
    const page = pageOf(id);
    return {
      id,
      shortDescription: { text: summary },
      fullDescription: { text: why },
      help: { text: `${summary}\n\n${why}\n\nBad:\n${bad}\nGood:\n${good}`, markdown: rulePage(rule) },
      ...(page !== undefined && { helpUri: page }),
      defaultConfiguration: { level: LEVELS[severity] },
    };
  });
}

function results(report: CheckReport, print: PrintPath, tool: SarifTool) {
  const seen = new Map<string, number>();
  return report.findings.map((finding) => {
    const ruleIndex = tool.rules.findIndex(({ id }) => id === finding.rule);
    return {
      ruleId: finding.rule,
      ...(ruleIndex >= 0 && { ruleIndex }),
      level: LEVELS[finding.severity],
      message: { text: finding.message },
      locations: [{ physicalLocation: location(finding.place, print) }],
      partialFingerprints: { 'daglens/v1': fingerprint(finding, print, seen) },
      ...(finding.related.length > 0 && {
        relatedLocations: finding.related.map(({ place, message }) => ({
          physicalLocation: location(place, print),
          message: { text: message },
        })),
      }),
      ...(finding.fixes.length > 0 && { fixes: finding.fixes.map((fix) => fixJson(fix, print)) }),
    };
  });
}

function location(place: Place, print: PrintPath) {
  return { artifactLocation: { uri: uri(print(place.file)) }, region: region(place) };
}

function region({ line, column, endLine, endColumn }: Place) {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function fixJson({ title, edits }: CheckedFinding['fixes'][number], print: PrintPath) {
  const byFile = new Map<string, { deletedRegion: ReturnType<typeof region>; insertedContent: { text: string } }[]>();
  for (const { place, text } of edits) {
    const replacement = { deletedRegion: region(place), insertedContent: { text } };
    byFile.set(place.file, [...(byFile.get(place.file) ?? []), replacement]);
  }
  const artifactChanges = [...byFile].map(([file, replacements]) => ({
    artifactLocation: { uri: uri(print(file)) },
    replacements,
  }));
  return { description: { text: title }, artifactChanges };
}

/** The same for the same finding when lines above it move: made of file, rule, the line and how many like it came before. */
function fingerprint({ place, rule, source }: CheckedFinding, print: PrintPath, seen: Map<string, number>): string {
  const key = JSON.stringify([print(place.file), rule, markedLine(place, source).trim()]);
  const nth = seen.get(key) ?? 0;
  seen.set(key, nth + 1);
  return createHash('sha256').update(`${key}${nth}`).digest('hex').slice(0, 32);
}

function uri(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
