// Answers `daglens/dagView`.

import { dagViewsOf } from '../../../core/features/dagView';
import type { DagView } from '../../../core/ir/dagView';
import type { Origin } from '../../../core/text/span';
import type { DagViewParams, DagViewResult } from '../../../protocol/messages';
import { uriToPath } from '../convert/uris';
import { allShownFindings, reportOf } from '../reports';
import type { Session } from '../session';

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
export function addressed({ documents }: Session, { uri, start, end }: Origin): Origin {
  return { uri: uri && documents.uriOf(uri), start, end };
}

/** The view with the editor's addresses. */
export function withAddresses(session: Session, view: DagView): DagView {
  const place = (at: Origin): Origin => addressed(session, at);
  const placed = <T extends { readonly at: Origin }>(one: T): T => ({ ...one, at: place(one.at) });
  return {
    ...view,
    tasks: view.tasks.map((task) => ({ ...placed(task), via: task.via && place(task.via) })),
    groups: view.groups.map(placed),
    edges: view.edges.map(placed),
    findings: view.findings.map(placed),
    gaps: view.gaps.map(placed),
    at: place(view.at),
  };
}
