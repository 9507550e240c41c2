// The DAGs of the workspace, by file.

import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { WORKSPACE_VIEW_REQUEST, type WorkspaceViewResult } from '../../../protocol/messages';

/** What a DAG is in the picture of the workspace. */
const DAG = 'DAG';

/** The files that make DAGs, sorted by path. Undefined while the server does not run. */
export async function dagFiles(
  client: LanguageClient,
  token: vscode.CancellationToken,
): Promise<vscode.Uri[] | undefined> {
  if (!client.isRunning()) return undefined;
  const result = await client.sendRequest<WorkspaceViewResult>(WORKSPACE_VIEW_REQUEST, token).catch(() => undefined);
  if (!result) return undefined;
  const uris = result.view.tasks.filter(({ operator }) => operator === DAG).map(({ at }) => at.uri);
  return [...new Set(uris)].sort().map((uri) => vscode.Uri.parse(uri));
}
