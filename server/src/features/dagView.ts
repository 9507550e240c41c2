// Answers `daglens/dagView`.

import { dagViewsOf } from '../../../core/features/dagView';
import type { DagView } from '../../../core/ir/dagView';
import type { Origin } from '../../../core/text/span';
import type { DagViewParams, DagViewResult } from '../../../protocol/messages';
import { uriToPath } from '../convert/uris';
import { allShownFindings, reportOf } from '../reports';
import type { Session } from '../session';
import { withFile, withFiles } from '../viewPlaces';

/** The DAGs of a file as it is in the editor now; none for a file that makes none. */
export function dagViews(session: Session, { uri }: DagViewParams): DagViewResult {
  const path = uriToPath(uri);
  const report = reportOf(session, path);
  if (!report?.dagFile) return { dags: [], syntaxError: undefined };
  const describe = session.workspace.analysisOf(path).describerOf(report.dagFile);
  const views = dagViewsOf({ report, findings: allShownFindings(session, report), describe });
  const problem = report.refusals.find(({ rule }) => rule === 'syntax-error');
  return { dags: views.map((view) => withAddresses(session, view)), syntaxError: problem?.message };
}

/** The place with the editor's address of its file instead of the workspace's path. */
export function addressed({ documents }: Session, at: Origin): Origin {
  return withFile(at, (file) => documents.uriOf(file));
}

/** The view with the editor's addresses. */
export function withAddresses({ documents }: Session, view: DagView): DagView {
  return withFiles(view, (file) => documents.uriOf(file));
}
