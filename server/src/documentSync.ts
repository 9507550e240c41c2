// Opening, editing and closing documents.

import type { Session } from './session';

/** Keeps the open documents, and tells what their changes affect. */
export function syncDocuments(session: Session): void {
  const { connection, documents } = session;
  connection.onDidOpenTextDocument((params) => {
    const { path } = documents.didOpen(params);
    session.changed([path]);
    session.channel.opened(path);
  });
  connection.onDidChangeTextDocument((params) => {
    const document = documents.didChange(params);
    if (document) session.changed([document.path]);
  });
  connection.onDidCloseTextDocument(({ textDocument }) => {
    const path = documents.didClose(textDocument.uri);
    if (path === undefined) return;
    // What is on disk counts from now on: unsaved changes are gone.
    session.changed([path]);
    session.channel.closed(path);
  });
}
