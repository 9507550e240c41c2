// Checks one file and says what was found in the protocol's terms.

import type { Diagnostic } from 'vscode-languageserver';
import type { Finding } from '../../core/rules/rule';
import type { FileReport } from '../../core/workspace/report';
import { type AcrossFindings, NOTHING_ACROSS, withAcross } from '../../core/workspace/told';
import { type DiagnosticOptions, toDiagnostic } from './convert/diagnostics';
import { Places } from './convert/places';
import type { Session } from './session';
import { notReportedBeside } from './sideBySide';

/** The diagnostics of a file as it is now. An internal error in one file is logged, and gives none. */
export function diagnosticsOf(session: Session, path: string): Diagnostic[] {
  return session.guard(`the check of ${path}`, [], () => {
    const report = reportOf(session, path);
    const across = acrossFiles(session, path, report);
    const findings = report ? shownOf(session, report, across) : [];
    if (findings.length === 0) return [];
    const places = placesOf(session, report);
    const options: DiagnosticOptions = {
      relatedInformation: session.client.relatedInformation,
      ruleLink: session.client.codeDescription ? session.ruleLink : () => undefined,
    };
    return findings.map((finding) => toDiagnostic(finding, places, options));
  });
}

/** The findings of a file that the editor shows, by the file alone. */
export function shownFindings(session: Session, report: FileReport): readonly Finding[] {
  return shownOf(session, report, NOTHING_ACROSS);
}

/** The findings of a file that the editor shows, with what the other files add. */
export function allShownFindings(session: Session, report: FileReport): readonly Finding[] {
  return shownOf(session, report, acrossFiles(session, report.uri, report));
}

function shownOf(session: Session, report: FileReport, across: AcrossFindings): readonly Finding[] {
  const findings = session.workspace.withoutKnown(withAcross(report.findings, across), report);
  const root = session.workspace.rootOf(report.uri);
  if (!session.configuration.isSideBySide(root)) return findings;
  return notReportedBeside(findings, session.tools, session.files, root);
}

/** What the other files add. */
function acrossFiles(session: Session, path: string, report: FileReport | undefined): AcrossFindings {
  const others = session.takeNames(path, report);
  return others ? session.workspace.analysisOf(path).crossFindings(path, others) : NOTHING_ACROSS;
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
