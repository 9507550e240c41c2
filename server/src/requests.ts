// Which function answers which request.

import type { CancellationToken, HandlerResult } from 'vscode-languageserver';
import {
  CHECK_WORKSPACE_REQUEST,
  type CheckWorkspaceParams,
  type CheckWorkspaceResult,
  DAG_VIEW_REQUEST,
  GRAPH_REQUEST,
  NEEDED_PACKAGES_REQUEST,
  PYTHON_ENVIRONMENTS_NOTIFICATION,
  type PythonEnvironmentsParams,
  RUN_SETTINGS_REQUEST,
  SCHEDULE_REQUEST,
  SCHEDULED_RUNS_REQUEST,
  type ScheduleParams,
  type ScheduleResult,
  SIDE_TOOLS_NOTIFICATION,
  type SideToolsParams,
  VERSION_REQUEST,
  WORKSPACE_VIEW_REQUEST,
  type WorkspaceViewResult,
} from '../../protocol/messages';
import { checkWorkspace } from './features/checkWorkspace';
import { codeActions } from './features/codeActions';
import { codeLenses } from './features/codeLens';
import { dagViews } from './features/dagView';
import { documentSymbols } from './features/documentSymbols';
import { graph, version } from './features/graph';
import { hover } from './features/hover';
import { neededPackages, runSettingsOf, scheduledRuns } from './features/runs';
import { schedule } from './features/schedule';
import { workspaceView } from './features/workspaceView';
import type { Session } from './session';
import { sideTools } from './sideBySide';

/** Registers every request and notification beside documents, diagnostics, files and settings. */
export function answerRequests(session: Session): void {
  const { connection } = session;
  connection.onHover((params) => session.guard('hover', null, () => hover(session, params)));
  connection.onDocumentSymbol((params) => session.guard('the outline', [], () => documentSymbols(session, params)));
  connection.onCodeLens((params) => codeLenses(session, params));
  connection.onCodeAction((params) => session.guard('code actions', [], () => codeActions(session, params)));
  connection.onRequest(GRAPH_REQUEST, whenReady(session, graph));
  connection.onRequest(DAG_VIEW_REQUEST, whenReady(session, dagViews));
  connection.onRequest(
    SCHEDULE_REQUEST,
    (params: ScheduleParams, token: CancellationToken): Promise<ScheduleResult> => schedule(session, params, token),
  );
  connection.onRequest(
    WORKSPACE_VIEW_REQUEST,
    (_: unknown, token: CancellationToken): Promise<WorkspaceViewResult> => workspaceView(session, token),
  );
  connection.onRequest(VERSION_REQUEST, whenReady(session, version));
  connection.onRequest(RUN_SETTINGS_REQUEST, whenReady(session, runSettingsOf));
  connection.onRequest(NEEDED_PACKAGES_REQUEST, whenReady(session, neededPackages));
  connection.onRequest(SCHEDULED_RUNS_REQUEST, whenReady(session, scheduledRuns));
  connection.onRequest(
    CHECK_WORKSPACE_REQUEST,
    (params: CheckWorkspaceParams, token: CancellationToken): HandlerResult<CheckWorkspaceResult, void> =>
      checkWorkspace(session, connection.window.attachWorkDoneProgress(params.workDoneToken), token),
  );
  connection.onNotification(SIDE_TOOLS_NOTIFICATION, ({ tools }: SideToolsParams) => {
    session.tools = sideTools(tools);
    session.channel.everything();
  });
  connection.onNotification(PYTHON_ENVIRONMENTS_NOTIFICATION, ({ environments }: PythonEnvironmentsParams) => {
    session.configuration.setEnvironments(environments);
    session.reconfigure();
  });
}

/** Answers when the settings are known. */
function whenReady<Params, Result>(
  session: Session,
  answer: (session: Session, params: Params) => Result,
): (params: Params) => Promise<Result> {
  return async (params) => {
    await session.ready;
    return answer(session, params);
  };
}
