// One client's session: what every request handler needs.

import type { Connection } from 'vscode-languageserver';
import type { FileSystem } from '../../core/workspace/ports';
import type { ClientFeatures } from './clientFeatures';
import { Configuration } from './configuration';
import { type Channel, SILENT } from './diagnostics/channel';
import { Scope } from './diagnostics/scope';
import { Documents } from './documents';
import type { OpenAnalysis } from './engine';
import { editorFiles } from './files';
import { Workspace } from './workspace';

/** What the server is made of, beside the connection. */
export interface ServerParts {
  /** Opens the analysis of a project. */
  readonly openAnalysis: OpenAnalysis;
  /** The disk. */
  readonly disk: FileSystem;
  /** The link to the page of a rule. */
  readonly ruleLink: (rule: string) => string | undefined;
}

export class Session {
  readonly documents: Documents;
  /** The disk with the open documents on top. */
  readonly files: FileSystem;
  readonly configuration: Configuration;
  readonly workspace: Workspace;
  readonly scope: Scope;
  readonly ruleLink: ServerParts['ruleLink'];
  /** Resolves when the settings are known; answers before that would be thrown away. */
  readonly ready: Promise<void>;
  readonly markReady: () => void;
  /** How diagnostics reach the client. */
  channel: Channel = SILENT;
  /** To be called when the versions in force may have changed. */
  news: () => void = () => undefined;

  constructor(
    readonly connection: Connection,
    readonly client: ClientFeatures,
    parts: ServerParts,
  ) {
    this.ruleLink = parts.ruleLink;
    this.documents = new Documents(client.encoding);
    this.files = editorFiles(this.documents, parts.disk);
    this.configuration = new Configuration(connection, client, parts.disk);
    this.workspace = new Workspace(parts.openAnalysis, this.files, (root) => this.configuration.projectSettings(root));
    this.scope = new Scope(this.workspace);
    const { promise, resolve } = withResolvers();
    this.ready = promise;
    this.markReady = resolve;
  }

  /** Files changed in the editor or on disk: forgets what they decided, and renews the diagnostics shown. */
  changed(paths: readonly string[]): void {
    this.guard('a change', undefined, () => {
      const affected = new Set([...this.workspace.changed(paths), ...paths]);
      if (paths.some((path) => !this.documents.byPath(path))) this.scope.forget();
      this.channel.affected(affected, new Set(paths));
    });
    this.news();
  }

  /** Reads the settings of every folder again. */
  reconfigure(): void {
    this.guard('the settings', undefined, () => {
      this.workspace.reconfigure();
      this.scope.configured = this.configuration.checksWorkspace();
      this.scope.forget();
      this.channel.everything();
    });
    this.news();
  }

  /** Runs `work`; an internal error is logged and answered with `fallback`. */
  guard<T>(what: string, fallback: T, work: () => T): T {
    try {
      return work();
    } catch (error) {
      this.log(what, error);
      return fallback;
    }
  }

  /** Lets work go on that nobody waits for; an internal error is logged. */
  inBackground(what: string, work: Promise<unknown>): void {
    work.catch((error: unknown) => this.log(what, error));
  }

  private log(what: string, error: unknown): void {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.connection.console.error(`Internal error in ${what}: ${detail}`);
  }
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
