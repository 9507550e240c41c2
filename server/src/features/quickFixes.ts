// Answers code actions: the repairs that come with findings.

import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Finding, Fix } from '../../../core/rules/rule';
import type { Places } from '../convert/places';
import { uriToPath } from '../convert/uris';
import { placesOf, reportOf } from '../reports';
import type { Session } from '../session';

/** The fixes of the findings that touch the range. */
export function quickFixes(session: Session, { textDocument, range, context }: CodeActionParams): CodeAction[] {
  if (context.only && !context.only.some((kind) => kind === '' || CodeActionKind.QuickFix.startsWith(kind))) return [];
  const path = uriToPath(textDocument.uri);
  const report = reportOf(session, path);
  if (!report) return [];
  const places = placesOf(session, report);
  const positions = places.in(path);
  const [start, end] = [positions.offset(range.start), positions.offset(range.end)];
  return report.findings
    .filter(({ at }) => at.start <= end && start <= at.end)
    .flatMap((finding) =>
      (finding.fixes ?? []).map((fix) => action(session, finding, fix, places, context.diagnostics)),
    );
}

function action(
  session: Session,
  finding: Finding,
  fix: Fix,
  places: Places,
  shown: readonly Diagnostic[],
): CodeAction {
  const repaired = shown.filter(({ code, message }) => code === finding.rule && message === finding.message);
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    ...(repaired.length > 0 && { diagnostics: repaired }),
    ...(finding.fixes?.length === 1 && { isPreferred: true }),
    edit: workspaceEdit(session, fix, places),
  };
}

function workspaceEdit(session: Session, fix: Fix, places: Places): WorkspaceEdit {
  const edits = new Map<string, TextEdit[]>();
  for (const { at, text } of fix.edits) {
    const edit = { range: places.range(at), newText: text };
    edits.set(at.uri, [...(edits.get(at.uri) ?? []), edit]);
  }
  const { documents, client } = session;
  if (!client.versionedEdits)
    return { changes: Object.fromEntries([...edits].map(([path, list]) => [documents.uriOf(path), list])) };
  return {
    documentChanges: [...edits].map(([path, list]) => ({
      textDocument: { uri: documents.uriOf(path), version: documents.byPath(path)?.version ?? null },
      edits: list,
    })),
  };
}
