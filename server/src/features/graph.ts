// Answers `daglens/graph` and `daglens/version`.

import { dagJson } from '../../../core/ir/dagJson';
import type { GraphParams, GraphResult, VersionParams, VersionResult } from '../../../protocol/messages';
import { uriToPath } from '../convert/uris';
import { reportOf } from '../reports';
import type { Session } from '../session';

/** The graph of a file as it is in the editor now. A refused DAG is there too, and in `errors` why it is refused. */
export function graph(session: Session, { uri }: GraphParams): GraphResult {
  const path = uriToPath(uri);
  const report = reportOf(session, path);
  const findings = report?.findings ?? [];
  const { dags } = dagJson(report?.dagFile, [], path);
  const errors = (report?.refusals ?? []).map(({ message }) => ({ file: path, message }));
  return { graph: { version: 1, dags, errors }, findings: findings.length };
}

/** The version in force for a file, else for the first workspace folder. */
export function version(session: Session, { uri }: VersionParams): VersionResult {
  const path = uri === undefined ? `${session.workspace.roots()[0] ?? ''}/airflow.cfg` : uriToPath(uri);
  return session.workspace.analysisOf(path).versionInForce(path);
}
