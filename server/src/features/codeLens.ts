// Answers code lenses: over every DAG the way to its graph, for clients that can show it.

import type { CodeLens, CodeLensParams } from 'vscode-languageserver';
import { dagLenses } from '../../../core/features/dagLenses';
import type { GraphTarget } from '../../../protocol/messages';
import { uriToPath } from '../convert/uris';
import { placesOf, reportOf } from '../reports';
import type { Session } from '../session';

/** One lens for every place where DAGs are made; none for a client without the command. */
export function codeLenses(session: Session, { textDocument: { uri } }: CodeLensParams): CodeLens[] {
  const command = session.client.options.graphCommand;
  const report = command === undefined ? undefined : reportOf(session, uriToPath(uri));
  if (command === undefined || !report?.dagFile) return [];
  const places = placesOf(session, report);
  return dagLenses(report.dagFile).map(({ at, dags }) => {
    const { start } = places.range(at);
    const target: GraphTarget = { uri, dags };
    const title = dags.length === 1 ? 'Graph' : `Graphs of ${dags.length} DAGs`;
    return { range: { start, end: start }, command: { title, command, arguments: [target] } };
  });
}
