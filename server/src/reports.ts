// Checks one file and says what was found in the protocol's terms.

import type { Diagnostic } from 'vscode-languageserver';
import type { Finding } from '../../core/rules/rule';
import type { FileReport } from '../../core/workspace/report';
import { type DiagnosticOptions, toDiagnostic } from './convert/diagnostics';
import { Places } from './convert/places';
import type { Session } from './session';

/** The diagnostics of a file as it is now. An internal error in one file is logged, and gives none. */
export function diagnosticsOf(session: Session, path: string): Diagnostic[] {
  return session.guard(`the check of ${path}`, [], () => {
    const report = reportOf(session, path);
    const findings = [...(report?.findings ?? []), ...sharedNames(session, path, report)];
    if (findings.length === 0) return [];
    const places = placesOf(session, report);
    const options: DiagnosticOptions = {
      relatedInformation: session.client.relatedInformation,
      ruleLink: session.client.codeDescription ? session.ruleLink : () => undefined,
    };
    return findings.map((finding) => toDiagnostic(finding, places, options));
  });
}

/** Findings about a dag_id that another file has too. */
function sharedNames(session: Session, path: string, report: FileReport | undefined): readonly Finding[] {
  const others = session.takeNames(path, report?.dagFile);
  const shared = report?.dagFile?.dags.some(({ id }) => id.known && others.dagsNamed(id.value).length > 0);
  return shared ? session.workspace.analysisOf(path).crossFindings(path, others) : [];
}

/** The report of a Python file; undefined if no dialect claims it. */
export function reportOf(session: Session, path: string): FileReport | undefined {
  const analysis = session.workspace.analysisOf(path);
  return analysis.claims(path) ? analysis.check(path) : undefined;
}

/** Places for an answer about a report: its text is the one that was checked. */
export function placesOf(session: Session, report?: FileReport): Places {
  const places = new Places(session.files, session.documents, session.client.encoding);
  if (report) places.take(report.uri, report.text);
  return places;
}
