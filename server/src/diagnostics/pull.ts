// Diagnostics that the client asks for (LSP 3.17 pull model).

import {
  type CancellationToken,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  type FullDocumentDiagnosticReport,
  LSPErrorCodes,
  ResponseError,
  type UnchangedDocumentDiagnosticReport,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { uriToPath } from '../convert/uris';
import { forEachInTurn, pause } from '../pause';
import { diagnosticsOf } from '../reports';
import type { Session } from '../session';
import type { Channel } from './channel';
import { resultId } from './resultId';

/** A newer keystroke within this time cancels the question before any work is done. */
const PAUSE_MS = 30;
/** How long changes are collected before the client is told to ask again. */
const REFRESH_MS = 200;

type Report = FullDocumentDiagnosticReport | UnchangedDocumentDiagnosticReport;

export class PulledDiagnostics implements Channel {
  /** Open documents that another document's change affected, and that were not asked for since. */
  private readonly stale = new Set<string>();
  private waiting: (() => void)[] = [];
  private changes = 0;
  /** A client that has not asked yet need not be told to ask again. */
  private asked = false;
  private refreshTimer: NodeJS.Timeout | undefined;

  constructor(private readonly session: Session) {
    const { diagnostics } = session.connection.languages;
    diagnostics.on((params, token) => this.document(params, token));
    // The library takes the partial result token out of the parameters and hands on what it made of it.
    diagnostics.onWorkspace((params, token, _progress, partial) =>
      this.workspace(params, partial !== undefined, token),
    );
  }

  affected(paths: ReadonlySet<string>, changed: ReadonlySet<string>): void {
    let refresh = false;
    for (const path of paths) {
      if (!this.session.documents.byPath(path) || changed.has(path)) continue;
      this.stale.add(path);
      refresh = true;
    }
    if (refresh) this.refresh();
    this.wake();
  }

  opened(): void {
    this.wake();
  }

  closed(path: string): void {
    this.stale.delete(path);
    this.wake();
  }

  everything(): void {
    this.refresh();
    this.wake();
  }

  private async document(
    params: DocumentDiagnosticParams,
    token: CancellationToken,
  ): Promise<DocumentDiagnosticReport> {
    await this.session.ready;
    await pause(PAUSE_MS);
    if (token.isCancellationRequested)
      throw new ResponseError(LSPErrorCodes.RequestCancelled, 'A newer question came.');
    this.asked = true;
    const path = uriToPath(params.textDocument.uri);
    this.stale.delete(path);
    const report = reportOf(this.diagnosticsIfShown(path), params.previousResultId);
    const related = this.session.client.relatedDocuments ? this.relatedReports() : {};
    return Object.keys(related).length ? { ...report, relatedDocuments: related } : report;
  }

  private relatedReports(): Record<string, Report> {
    const paths = [...this.stale];
    this.stale.clear();
    return Object.fromEntries(
      paths.map((path) => [this.session.documents.uriOf(path), reportOf(diagnosticsOf(this.session, path), undefined)]),
    );
  }

  /** To a client that takes partial results the question stays open until something changed, as the protocol allows. */
  private async workspace(
    params: WorkspaceDiagnosticParams,
    keepsAsking: boolean,
    token: CancellationToken,
  ): Promise<WorkspaceDiagnosticReport> {
    await this.session.ready;
    const previous = new Map(params.previousResultIds.map(({ uri, value }) => [uriToPath(uri), { uri, value }]));
    for (;;) {
      const seen = this.changes;
      const items = await this.changedReports(previous, token);
      const stay = keepsAsking && items.length === 0 && !token.isCancellationRequested;
      if (!stay) return { items };
      if (seen === this.changes) await this.nextChange(token);
    }
  }

  private async changedReports(
    previous: ReadonlyMap<string, { readonly uri: string; readonly value: string }>,
    token: CancellationToken,
  ): Promise<WorkspaceDocumentDiagnosticReport[]> {
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    await forEachInTurn(new Set([...this.session.scope.paths(), ...previous.keys()]), token, (path) => {
      if (this.session.documents.byPath(path)) return;
      const before = previous.get(path);
      const report = reportOf(this.diagnosticsIfShown(path), before?.value ?? resultId([]));
      if (report.kind === 'unchanged') return;
      items.push({ ...report, uri: before?.uri ?? this.session.documents.uriOf(path), version: null });
    });
    return items;
  }

  /** A closed document that is not in scope has nothing to show. */
  private diagnosticsIfShown(path: string): Diagnostic[] {
    const shown = this.session.documents.byPath(path) || this.session.scope.paths().has(path);
    return shown ? diagnosticsOf(this.session, path) : [];
  }

  private refresh(): void {
    if (!this.session.client.refreshesDiagnostics || !this.asked) return;
    clearTimeout(this.refreshTimer);
    this.refreshTimer = setTimeout(() => {
      this.session.inBackground('a refresh', this.session.connection.languages.diagnostics.refresh());
    }, REFRESH_MS);
  }

  private wake(): void {
    this.changes++;
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }

  private async nextChange(token: CancellationToken): Promise<void> {
    await new Promise<void>((resolve) => {
      this.waiting.push(resolve);
      token.onCancellationRequested(() => resolve());
    });
    await pause(PAUSE_MS);
  }
}

function reportOf(items: Diagnostic[], previous: string | undefined): Report {
  const id = resultId(items);
  return id === previous ? { kind: 'unchanged', resultId: id } : { kind: 'full', resultId: id, items };
}
