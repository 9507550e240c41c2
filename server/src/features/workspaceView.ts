// Answers `daglens/workspaceView`.

import type { CancellationToken } from 'vscode-languageserver';
import { workspaceView as viewOf } from '../../../core/features/workspaceView';
import type { WorkspaceViewResult } from '../../../protocol/messages';
import type { Session } from '../session';
import { workspaceLinks } from '../workspaceLinks';
import { withAddresses } from './dagView';

/** All DAGs of the workspace in one picture; when cancelled, those of the files reached so far. */
export async function workspaceView(session: Session, token: CancellationToken): Promise<WorkspaceViewResult> {
  await session.ready;
  return { view: withAddresses(session, viewOf(await workspaceLinks(session, token))) };
}
