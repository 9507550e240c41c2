// Diagnostics sent unasked, for clients that cannot ask for them.

import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import { forEachInTurn } from '../pause';
import { diagnosticsOf } from '../reports';
import type { Session } from '../session';
import type { Channel } from './channel';
import { resultId } from './resultId';

/** How long a pause in typing must be before the file is checked. */
const TYPING_PAUSE_MS = 120;

export class PushedDiagnostics implements Channel {
  private readonly pending = new Set<string>();
  /** What the client shows: path → id of its diagnostics. */
  private readonly sent = new Map<string, string>();
  private timer: NodeJS.Timeout | undefined;
  private round = 0;

  constructor(private readonly session: Session) {}

  affected(paths: ReadonlySet<string>): void {
    this.schedule(paths, TYPING_PAUSE_MS);
  }

  opened(path: string): void {
    this.sent.delete(path);
    this.schedule([path], 0);
  }

  closed(path: string): void {
    this.schedule([path], 0);
  }

  everything(): void {
    const open = [...this.session.documents.all()].map(({ path }) => path);
    this.schedule([...open, ...this.sent.keys(), ...this.session.scope.paths()], 0);
  }

  private schedule(paths: Iterable<string>, delay: number): void {
    for (const path of paths) this.pending.add(path);
    this.round++;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.session.inBackground('diagnostics', this.flush(this.round)), delay);
  }

  /** Sends what is pending, open documents first; a newer change takes over the rest. */
  private async flush(round: number): Promise<void> {
    await this.session.ready;
    const { documents } = this.session;
    const paths = [...this.pending].sort((a, b) => Number(!documents.byPath(a)) - Number(!documents.byPath(b)));
    await forEachInTurn(paths, undefined, (path) => {
      if (round !== this.round) return;
      this.pending.delete(path);
      this.send(path);
    });
  }

  private send(path: string): void {
    const document = this.session.documents.byPath(path);
    const shown = document !== undefined || this.session.scope.paths().has(path);
    const diagnostics = shown ? diagnosticsOf(this.session, path) : [];
    const id = resultId(diagnostics);
    const before = this.sent.get(path) ?? (document ? undefined : resultId([]));
    if (shown) this.sent.set(path, id);
    else this.sent.delete(path);
    if (id === before) return;
    const params: PublishDiagnosticsParams = {
      uri: this.session.documents.uriOf(path),
      diagnostics,
      ...(document && { version: document.version }),
    };
    this.session.inBackground('diagnostics', this.session.connection.sendDiagnostics(params));
  }
}
