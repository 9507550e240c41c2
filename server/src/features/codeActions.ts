// Answers code actions: the repairs that come with findings, one by one and all at once, and comments that turn findings off.

import { type CodeAction, CodeActionKind, type CodeActionParams, type Diagnostic } from 'vscode-languageserver';
import type { Finding, TextEdit } from '../../../core/rules/rule';
import { ignoreEdit } from '../../../core/rules/support/ignoreEdit';
import { compatible } from '../../../core/text/edits';
import type { FileReport } from '../../../core/workspace/report';
import type { Places } from '../convert/places';
import { uriToPath } from '../convert/uris';
import { workspaceEdit } from '../convert/workspaceEdit';
import { placesOf, reportOf, shownFindings } from '../reports';
import type { Session } from '../session';

/** What editors run on saving, if the user says so in `editor.codeActionsOnSave`. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.daglens`;

interface Request {
  readonly session: Session;
  readonly report: FileReport;
  readonly places: Places;
  readonly shown: readonly Diagnostic[];
}

/** The actions for the findings that touch the range. */
export function codeActions(session: Session, { textDocument, range, context }: CodeActionParams): CodeAction[] {
  const report = reportOf(session, uriToPath(textDocument.uri));
  if (!report) return [];
  const request = { session, report, places: placesOf(session, report), shown: context.diagnostics };
  const positions = request.places.in(report.uri);
  const [start, end] = [positions.offset(range.start), positions.offset(range.end)];
  const all = shownFindings(session, report);
  const touched = all.filter(({ at }) => at.start <= end && start <= at.end);
  const fixAll = touched.length || context.only ? fixEverything(all, request) : [];
  return [...touched.flatMap((each) => fixesOf(each, request)), ...ignoring(touched, request), ...fixAll].filter(
    ({ kind }) => isWanted(kind ?? '', context.only),
  );
}

/** A kind is asked for by itself, or by the beginning of its name. */
function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
}

function fixesOf(finding: Finding, request: Request): CodeAction[] {
  const fixes = finding.fixes ?? [];
  return fixes.map(({ title, edits }) => ({
    ...action(title, [finding], edits, request),
    ...(fixes.length === 1 && { isPreferred: true }),
  }));
}

/** Comments that turn the findings off, one for each rule. In text that Python cannot read a comment may mean anything. */
function ignoring(findings: readonly Finding[], request: Request): CodeAction[] {
  const { report } = request;
  if (report.refusals.some(({ rule }) => rule === 'syntax-error')) return [];
  const byRule = new Map(findings.map((finding) => [finding.rule, finding]));
  byRule.delete('unused-suppression');
  return [...byRule.values()].map((finding) =>
    action(`Ignore '${finding.rule}' on this line`, [finding], [ignoreEdit(report.text, finding)], request),
  );
}

function fixEverything(findings: readonly Finding[], request: Request): CodeAction[] {
  const { uri } = request.report;
  const repairs = findings.flatMap((finding) => {
    const fix = finding.fixes?.[0];
    const changes = fix?.edits.map(({ at, text }) => ({ ...at, text }));
    return !fix?.guess && changes?.every((change) => change.uri === uri) ? [{ finding, edits: changes }] : [];
  });
  const chosen = compatible(repairs);
  if (!chosen.length) return [];
  const edits = chosen.flatMap((each) => each.edits.map(({ text, ...at }) => ({ at, text })));
  const fixed = chosen.map(({ finding }) => finding);
  return [{ ...action('Fix all DagLens problems in this file', fixed, edits, request), kind: FIX_ALL }];
}

function action(
  title: string,
  findings: readonly Finding[],
  edits: readonly TextEdit[],
  { session, places, shown }: Request,
): CodeAction {
  const repaired = shown.filter(({ code, message }) =>
    findings.some((finding) => code === finding.rule && message === finding.message),
  );
  return {
    title,
    kind: CodeActionKind.QuickFix,
    ...(repaired.length > 0 && { diagnostics: repaired }),
    edit: workspaceEdit(edits, places, session.documents, session.client.versionedEdits),
  };
}
