// Workspace folders added and removed while the editor runs.

import { uriToPath } from './convert/uris';
import type { Session } from './session';

export function followFolders(session: Session): void {
  if (!session.client.changesFolders) return;
  session.connection.workspace.onDidChangeWorkspaceFolders(async ({ added, removed }) => {
    for (const { uri } of removed) session.workspace.removeFolder(uriToPath(uri));
    for (const { uri } of added) session.workspace.addFolder(uriToPath(uri));
    await session.configuration.fetch(session.workspace.roots());
    session.reconfigure();
  });
}
