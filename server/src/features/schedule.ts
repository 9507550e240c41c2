// Answers `daglens/schedule`.

import type { CancellationToken } from 'vscode-languageserver';
import { updatersIn } from '../../../core/features/dagLinks';
import { scheduleAnswer } from '../../../core/features/scheduleAnswer';
import type { ScheduleParams, ScheduleResult } from '../../../protocol/messages';
import { uriToPath } from '../convert/uris';
import { reportOf } from '../reports';
import type { Session } from '../session';
import { workspaceLinks } from '../workspaceLinks';
import { addressed } from './dagView';

const USUAL_COUNT = 5;
const HIGHEST_COUNT = 100;

/** When a DAG of the file runs, as its text is in the editor now. Only for a schedule of assets all other files are read. */
export async function schedule(
  session: Session,
  { uri, dagIndex, timeZone, count = USUAL_COUNT }: ScheduleParams,
  token: CancellationToken,
): Promise<ScheduleResult> {
  await session.ready;
  const path = uriToPath(uri);
  const before = reportOf(session, path)?.dagFile?.dags[dagIndex]?.schedule;
  const isByAssets = before?.known && before.value.kind === 'assets';
  const updatersOf = isByAssets ? updatersIn(await workspaceLinks(session, token)) : undefined;
  const report = reportOf(session, path);
  if (!report?.dagFile) return null;
  const config = session.workspace.analysisOf(path).configOf(report.dagFile);
  const question = { report, dagIndex, config, now: Date.now(), viewerZone: timeZone, updatersOf };
  const answer = scheduleAnswer({ ...question, count: Math.min(count, HIGHEST_COUNT) });
  if (!answer) return null;
  const notes = answer.notes.map((note) => ({ ...note, at: note.at && addressed(session, note.at) }));
  return { ...answer, notes };
}
