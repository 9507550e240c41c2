// Changes on disk: files that DAGs read, written by other programs.

import { DidChangeWatchedFilesNotification, FileChangeType, type FileEvent, WatchKind } from 'vscode-languageserver';
import { uriToPath } from './convert/uris';
import type { Session } from './session';

/** Files that decide what a DAG file builds: code, what it reads at parse time, and what names the Airflow version. */
const WATCHED = [
  '**/*.{py,json,yaml,yml,csv,cfg,ini,toml,txt,sql,env,j2,jinja,jinja2,sh}',
  '**/{.env,.airflowignore,Dockerfile,Dockerfile.*,*.Dockerfile,Pipfile,.python-version}',
];
/** A deleted or renamed folder is told as one event of the folder. */
const ANYTHING = '**/*';
const COLLECT_MS = 100;
const SETTINGS_FILE = /\/(?:daglens|pyproject)\.toml$/;
const ENVIRONMENT_FILE = /\/pyvenv\.cfg$/;

/** Asks the client to watch, and hands on what it tells. */
export function watchFiles(session: Session): void {
  const pending = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    const paths = [...pending];
    pending.clear();
    if (paths.some((path) => SETTINGS_FILE.test(path) || ENVIRONMENT_FILE.test(path))) session.reconfigure();
    session.changed(paths);
  };
  session.connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const change of changes) if (matters(session, change)) pending.add(uriToPath(change.uri));
    if (pending.size === 0) return;
    clearTimeout(timer);
    timer = setTimeout(flush, COLLECT_MS);
  });
}

/** Registers the watchers, where the client takes registrations. */
export async function registerWatchers(session: Session): Promise<void> {
  if (!session.client.watchesFiles) return;
  await session.connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: [...WATCHED.map((globPattern) => ({ globPattern })), { globPattern: ANYTHING, kind: WatchKind.Delete }],
  });
}

/** An open document's text comes from the editor; that it was saved changes nothing. */
function matters(session: Session, { uri, type }: FileEvent): boolean {
  return type !== FileChangeType.Changed || session.documents.byUri(uri) === undefined;
}
