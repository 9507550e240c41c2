// The language server: what it offers, and which module answers what.

import {
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeResult,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { type ClientFeatures, clientFeatures } from './clientFeatures';
import { PulledDiagnostics } from './diagnostics/pull';
import { PushedDiagnostics } from './diagnostics/push';
import { syncDocuments } from './documentSync';
import { FIX_ALL } from './features/codeActions';
import { hasLenses } from './lensCommands';
import { answerRequests } from './requests';
import { type ServerParts, Session } from './session';
import { versionNews } from './versionNews';
import { registerWatchers, watchFiles } from './watch';
import { followFolders } from './workspaceFolders';

/**
 * Serves one client until it says `exit`, its process ends or the connection closes.
 * @param parts what the server is made of; a rejection makes `initialize` fail with its message
 */
export function startServer(connection: Connection, parts: Promise<ServerParts>): void {
  connection.onInitialize(async (params) => {
    const client = clientFeatures(params);
    const session = new Session(connection, client, await parts);
    for (const folder of client.folders) session.workspace.addFolder(folder);
    session.channel = client.pullsDiagnostics ? new PulledDiagnostics(session) : new PushedDiagnostics(session);
    session.news = versionNews(session);
    syncDocuments(session);
    watchFiles(session);
    answerRequests(session);
    connection.onInitialized(() => session.inBackground('the start', afterInitialized(session)));
    return capabilities(client);
  });
  connection.listen();
}

async function afterInitialized(session: Session): Promise<void> {
  try {
    followFolders(session);
    session.connection.onDidChangeConfiguration(async ({ settings }) => {
      if (session.client.answersConfiguration) await session.configuration.fetch(session.workspace.roots());
      else session.configuration.take(settings);
      session.reconfigure();
    });
    await session.configuration.fetch(session.workspace.roots());
    session.reconfigure();
  } finally {
    session.markReady();
  }
  await registerWatchers(session);
  if (session.client.registersConfiguration)
    await session.connection.client.register(DidChangeConfigurationNotification.type, { section: 'daglens' });
}

function capabilities(client: ClientFeatures): InitializeResult {
  return {
    serverInfo: { name: 'DagLens' },
    capabilities: {
      positionEncoding: client.encoding,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      hoverProvider: true,
      ...(hasLenses(client) && { codeLensProvider: {} }),
      documentSymbolProvider: { label: 'DagLens' },
      codeActionProvider: { codeActionKinds: ['quickfix', FIX_ALL] },
      ...(client.pullsDiagnostics && {
        diagnosticProvider: { identifier: 'daglens', interFileDependencies: true, workspaceDiagnostics: true },
      }),
      ...(client.changesFolders && { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }),
    },
  };
}
