// Answers code lenses: over DAGs and tasks what a client can do with them.

import type { CodeLens, CodeLensParams } from 'vscode-languageserver';
import { type DagLens, dagLenses, type TaskLens, taskLenses } from '../../../core/features/dagLenses';
import type { DagFile } from '../../../core/ir/dag';
import type { Origin } from '../../../core/text/span';
import type { GraphTarget, LensCommand, TaskTarget } from '../../../protocol/messages';
import type { Places } from '../convert/places';
import { uriToPath } from '../convert/uris';
import { placesOf, reportOf } from '../reports';
import type { Session } from '../session';

/** The lenses of every place where DAGs or tasks are made; those alone that the client has commands for, and the user wants. */
export async function codeLenses(session: Session, { textDocument: { uri } }: CodeLensParams): Promise<CodeLens[]> {
  await session.ready;
  return session.guard('code lenses', [], () => {
    const path = uriToPath(uri);
    const wanted = session.configuration.codeLens(session.workspace.rootOf(path));
    const report = wanted === 'off' ? undefined : reportOf(session, path);
    if (!report?.dagFile) return [];
    const source = { session, uri, file: report.dagFile, places: placesOf(session, report) };
    return [...lensesOfDags(source), ...(wanted === 'all' ? lensesOfTasks(source) : [])];
  });
}

interface Source {
  readonly session: Session;
  readonly uri: string;
  readonly file: DagFile;
  readonly places: Places;
}

function lensesOfDags({ session, uri, file, places }: Source): CodeLens[] {
  const { dagCommands = [], graphCommand } = session.client.options;
  return dagLenses(file).flatMap(({ at, dags }) => {
    const target: GraphTarget = { uri, dags };
    const graph = graphCommand === undefined ? [] : [{ command: graphCommand, title: graphTitle(dags) }];
    return [...dagCommands, ...graph].map((command) => lens(places, at, command, target));
  });
}

function graphTitle(dags: DagLens['dags']): string {
  return dags.length === 1 ? 'Graph' : `Graphs of ${dags.length} DAGs`;
}

function lensesOfTasks({ session, uri, file, places }: Source): CodeLens[] {
  const { taskCommands = [] } = session.client.options;
  if (taskCommands.length === 0) return [];
  return oneALine(taskLenses(file), places).flatMap(({ at, dag, tasks }) => {
    const target: TaskTarget = { uri, dags: [dag], tasks };
    return taskCommands.map((command) => lens(places, at, command, target));
  });
}

/** Tasks made in one line share their lenses: several rows of the same words would say nothing. */
function oneALine(lenses: readonly TaskLens[], places: Places): TaskLens[] {
  const byLine = new Map<string, TaskLens>();
  for (const each of lenses) {
    const key = `${each.dag} ${places.range(each.at).start.line}`;
    const known = byLine.get(key);
    byLine.set(key, known ? { ...known, tasks: [...known.tasks, ...each.tasks] } : each);
  }
  return [...byLine.values()];
}

function lens(places: Places, at: Origin, { command, title }: LensCommand, target: GraphTarget): CodeLens {
  const { start } = places.range(at);
  return { range: { start, end: start }, command: { title, command, arguments: [target] } };
}
