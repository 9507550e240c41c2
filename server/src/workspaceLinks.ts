// What ties the DAGs of all files of the workspace together.

import type { CancellationToken } from 'vscode-languageserver';
import { type FileLinks, linksOf } from '../../core/features/dagLinks';
import type { FileReport } from '../../core/workspace/report';
import { forEachInTurn } from './pause';
import { reportOf } from './reports';
import type { Session } from './session';

/** A file that has not changed is looked at once. */
const known = new WeakMap<FileReport, FileLinks>();

/** What every file of the workspace adds, those that are open as they are in the editor; until cancelled. */
export async function workspaceLinks(session: Session, token?: CancellationToken): Promise<FileLinks[]> {
  const open = [...session.documents.all()].map(({ path }) => path);
  const paths = new Set([...session.workspace.discover(), ...open]);
  const found: FileLinks[] = [];
  await forEachInTurn(paths, token, (path) => {
    session.guard(`the check of ${path}`, undefined, () => {
      const report = reportOf(session, path);
      if (report) found.push(linksOfReport(report));
    });
  });
  return found;
}

function linksOfReport(report: FileReport): FileLinks {
  const links = known.get(report) ?? linksOf(report);
  known.set(report, links);
  return links;
}
