// A language client for tests, joined to the server by pipes within one process.

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import type { TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  type InitializeParams,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol/node';
import { diskFiles } from '../../server/src/diskFiles';
import type { OpenAnalysis } from '../../server/src/engine';
import { startServer } from '../../server/src/lsp';
import { FakeAnalysis } from './fakeAnalysis';

const WAIT_MS = 10_000;

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** Files to write before the start: name → text. */
  readonly files?: Readonly<Record<string, string>>;
  /** Answers `workspace/configuration` for the section `daglens`. */
  readonly settings?: () => unknown;
  /** Names of the workspace folders below the test's folder; default: the folder itself. */
  readonly folders?: readonly string[];
  /** Opens the analysis; default: the fake engine. */
  readonly openAnalysis?: OpenAnalysis;
}

export const PULL: ClientCapabilities = {
  textDocument: { diagnostic: { relatedDocumentSupport: false, relatedInformation: true } },
  workspace: { diagnostics: { refreshSupport: true } },
};

export class TestClient {
  readonly published: PublishDiagnosticsParams[] = [];
  readonly logged: string[] = [];
  readonly shown: string[] = [];
  readonly registered: string[] = [];
  readonly notified: string[] = [];
  refreshes = 0;
  initialized!: InitializeResult;
  private waiting: (() => void)[] = [];

  constructor(
    readonly connection: ProtocolConnection,
    /** Ends with no `/`. */
    readonly folder: string,
  ) {}

  uri(name: string): string {
    return pathToFileURL(path.join(this.folder, name)).href;
  }

  write(name: string, text: string | Uint8Array): void {
    const file = path.join(this.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  async open(name: string, text: string, version = 1): Promise<void> {
    const textDocument = { uri: this.uri(name), languageId: 'python', version, text };
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  async change(name: string, version: number, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
    const textDocument = { uri: this.uri(name), version };
    await this.connection.sendNotification('textDocument/didChange', { textDocument, contentChanges });
  }

  async close(name: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.uri(name) } });
  }

  async watched(name: string, type: 1 | 2 | 3): Promise<void> {
    const changes = [{ uri: this.uri(name), type }];
    await this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  }

  /** Asks about a document: `at(method, name, line, character)`. */
  at<T>(method: string, name: string, line: number, character: number): Promise<T> {
    return this.connection.sendRequest<T>(`textDocument/${method}`, {
      textDocument: { uri: this.uri(name) },
      position: { line, character },
    });
  }

  pull<T>(name: string, previousResultId?: string): Promise<T> {
    const textDocument = { uri: this.uri(name) };
    return this.connection.sendRequest<T>('textDocument/diagnostic', { textDocument, previousResultId });
  }

  /** The next diagnostics sent for a document that fulfil the condition, also if they came before. */
  async diagnostics(
    name: string,
    accept: (sent: PublishDiagnosticsParams) => boolean = () => true,
  ): Promise<Diagnostic[]> {
    const sent = await this.until(
      () => this.published.findLast(({ uri }) => uri === this.uri(name)),
      (last) => last !== undefined && accept(last),
      `diagnostics of ${name}`,
    );
    return sent!.diagnostics;
  }

  /** Waits, without polling, until a value that messages change is accepted. */
  async until<T>(read: () => T, accept: (value: T) => boolean, what: string): Promise<T> {
    const late = Date.now() + WAIT_MS;
    for (;;) {
      const value = read();
      if (accept(value)) return value;
      if (Date.now() > late) throw new Error(`No ${what} within ${WAIT_MS} ms; log: ${this.logged.join('\n')}`);
      await this.nextMessage();
    }
  }

  /** Something arrived. */
  wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  private nextMessage(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, WAIT_MS);
      this.waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}

/** A folder of its own for one test, removed at its end. */
export function temporaryFolder(test: TestContext, files: Readonly<Record<string, string>> = {}): string {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'daglens-')));
  test.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

/** Starts a server, and a client that has said `initialized`. */
export async function startClient(test: TestContext, options: ClientOptions = {}): Promise<TestClient> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  startServer(
    createConnection(ProposedFeatures.all, toServer, toClient),
    Promise.resolve({
      openAnalysis: options.openAnalysis ?? ((settings, files) => new FakeAnalysis(settings, files)),
      disk: diskFiles(),
      ruleLink: (rule) => `file:///rules.md#${rule}`,
    }),
  );
  const connection = createProtocolConnection(toClient, toServer);
  test.after(() => connection.dispose());
  return initialize(new TestClient(connection, temporaryFolder(test, options.files)), options);
}

/** Says `initialize` and `initialized`, and answers what servers ask. */
export async function initialize(client: TestClient, options: ClientOptions = {}): Promise<TestClient> {
  listen(client, options.settings);
  const folders = (options.folders ?? ['']).map((name) => ({ uri: client.uri(name), name: name || 'root' }));
  const params: InitializeParams = {
    processId: null,
    rootUri: null,
    workspaceFolders: folders,
    capabilities: options.capabilities ?? {},
    initializationOptions: options.initializationOptions,
  };
  client.initialized = await client.connection.sendRequest('initialize', params);
  await client.connection.sendNotification('initialized', {});
  return client;
}

function listen(client: TestClient, settings: (() => unknown) | undefined): void {
  const { connection } = client;
  const on = (method: string, take: (params: unknown) => void): void => {
    connection.onNotification(method, (params: unknown) => {
      client.notified.push(method);
      take(params);
      client.wake();
    });
  };
  on('textDocument/publishDiagnostics', (params) => client.published.push(params as PublishDiagnosticsParams));
  on('window/logMessage', (params) => client.logged.push((params as { message: string }).message));
  on('window/showMessage', (params) => client.shown.push((params as { message: string }).message));
  on('daglens/versionsChanged', () => undefined);
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
    items.map(() => settings?.() ?? null),
  );
  connection.onRequest('client/registerCapability', (params: { registrations: { method: string }[] }) => {
    client.registered.push(...params.registrations.map(({ method }) => method));
    client.wake();
    return null;
  });
  connection.onRequest('workspace/diagnostic/refresh', () => {
    client.refreshes++;
    client.wake();
    return null;
  });
  connection.listen();
}
