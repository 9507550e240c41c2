// One client's session: what every request handler needs.

import { CodeLensRefreshRequest, type Connection } from 'vscode-languageserver';
import type { OtherFiles, SideTool } from '../../core/rules/rule';
import { DagIndex } from '../../core/workspace/dagIndex';
import { NO_OFFER, offerOf } from '../../core/workspace/fileOffer';
import type { FileSystem } from '../../core/workspace/ports';
import type { FileReport } from '../../core/workspace/report';
import type { ClientFeatures } from './clientFeatures';
import { Configuration } from './configuration';
import { type Channel, SILENT } from './diagnostics/channel';
import { Scope } from './diagnostics/scope';
import { Documents } from './documents';
import type { OpenAnalysis } from './engine';
import { editorFiles } from './files';
import { hasLenses } from './lensCommands';
import { NameSearch } from './nameSearch';
import { sideTools } from './sideBySide';
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
  private readonly dags = new DagIndex();
  private readonly nameSearch: NameSearch;
  readonly ruleLink: ServerParts['ruleLink'];
  /** Resolves when the settings are known; answers before that would be thrown away. */
  readonly ready: Promise<void>;
  readonly markReady: () => void;
  /** The tools that are active in the editor beside DagLens. */
  tools: ReadonlySet<SideTool>;
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
    this.tools = sideTools(client.options.sideTools);
    this.documents = new Documents(client.encoding);
    this.files = editorFiles(this.documents, parts.disk);
    this.configuration = new Configuration(connection, client, parts.disk);
    this.workspace = new Workspace(parts.openAnalysis, this.files, (root, folder) =>
      this.configuration.projectSettings(root, folder),
    );
    this.scope = new Scope(this.workspace);
    this.nameSearch = new NameSearch({
      workspace: this.workspace,
      documents: this.documents,
      readText: (path) => this.files.readText(path),
      index: this.dags,
      check: (path) => this.checkNames(path),
      affected: (paths) => this.channel.affected(paths, new Set()),
      inBackground: (what, work) => this.inBackground(what, work),
    });
    const { promise, resolve } = withResolvers();
    this.ready = promise;
    this.markReady = resolve;
  }

  /** Files changed in the editor or on disk: forgets what they decided, and renews the diagnostics shown. */
  changed(paths: readonly string[]): void {
    this.guard('a change', undefined, () => {
      const affected = new Set([...this.workspace.changed(paths), ...paths]);
      for (const path of paths) for (const other of this.renewNames(path)) affected.add(other);
      if (paths.some((path) => !this.documents.byPath(path))) this.scope.forget();
      this.channel.affected(affected, new Set(paths));
      if (paths.some((path) => this.workspace.isBaseline(path))) this.channel.everything();
    });
    this.news();
  }

  /**
   * Takes note of a file just checked; files whose findings it may change are told to look again.
   * @returns what it may ask about the others; undefined if they cannot add to its findings
   */
  takeNames(path: string, report: FileReport | undefined): OtherFiles | undefined {
    const folder = this.workspace.dagsFolderOf(path);
    const before = this.dags.namesOf(path).join();
    const affected = this.dags.take(path, folder, report ? offerOf(report) : NO_OFFER);
    if (affected.size) this.channel.affected(affected, new Set());
    if (this.dags.namesOf(path).join() !== before) this.nameSearch.look(path);
    return this.dags.concernsOthers(path) ? this.dags.others(path, folder) : undefined;
  }

  /** A file changed. One that is not open is checked only for the sake of the open files that ask about it. */
  private renewNames(path: string): ReadonlySet<string> {
    if (this.documents.byPath(path) || !path.endsWith('.py')) return new Set();
    if (!this.dags.has(path) && !this.dags.isWhole(this.workspace.dagsFolderOf(path))) return new Set();
    const affected = this.dags.forget(path);
    if (this.files.readText(path) !== undefined) this.checkNames(path);
    return affected;
  }

  private checkNames(path: string): void {
    this.guard(`the check of ${path}`, undefined, () => {
      const analysis = this.workspace.analysisOf(path);
      this.takeNames(path, analysis.claims(path) ? analysis.check(path) : undefined);
    });
  }

  /** Reads the settings of every folder again. */
  reconfigure(): void {
    this.guard('the settings', undefined, () => {
      this.workspace.reconfigure();
      this.scope.configured = this.configuration.checksWorkspace();
      this.scope.forget();
      this.channel.everything();
      this.refreshLenses();
    });
    this.news();
  }

  private refreshLenses(): void {
    if (!this.client.refreshesLenses || !hasLenses(this.client)) return;
    this.inBackground('the code lenses', this.connection.sendRequest(CodeLensRefreshRequest.type));
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
