// Findings of the analysis to diagnostics of the protocol.

import { type Diagnostic, type DiagnosticRelatedInformation, DiagnosticSeverity } from 'vscode-languageserver';
import type { Finding, Severity } from '../../../core/rules/rule';
import type { Places } from './places';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

export interface DiagnosticOptions {
  /** The client shows other places beside the message. */
  readonly relatedInformation: boolean;
  /** The page that explains a rule, if there is one and the client can show the link. */
  readonly ruleLink: (rule: string) => string | undefined;
}

/** The diagnostic of a finding, in the file the finding stands in. */
export function toDiagnostic(finding: Finding, places: Places, options: DiagnosticOptions): Diagnostic {
  const href = options.ruleLink(finding.rule);
  const related = options.relatedInformation ? (finding.related ?? []) : [];
  return {
    range: places.range(finding.at),
    severity: SEVERITIES[finding.severity],
    code: finding.rule,
    source: 'DagLens',
    message: finding.message,
    ...(href !== undefined && { codeDescription: { href } }),
    ...(related.length > 0 && {
      relatedInformation: related.map(
        (place): DiagnosticRelatedInformation => ({ location: places.location(place.at), message: place.message }),
      ),
    }),
  };
}
