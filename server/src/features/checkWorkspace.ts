// Answers `daglens/checkWorkspace`: checks every file, and shows what was found from then on.

import { type CancellationToken, DiagnosticSeverity, type WorkDoneProgressReporter } from 'vscode-languageserver';
import type { CheckWorkspaceResult } from '../../../protocol/messages';
import { forEachInTurn } from '../pause';
import { diagnosticsOf } from '../reports';
import type { Session } from '../session';

/** Counts what is found in the files that a check looks at; when cancelled, in those reached so far. */
export async function checkWorkspace(
  session: Session,
  progress: Pick<WorkDoneProgressReporter, 'begin' | 'report' | 'done'>,
  token: CancellationToken,
): Promise<CheckWorkspaceResult> {
  await session.ready;
  progress.begin('Checking the workspace', 0, undefined, true);
  session.scope.asked = true;
  session.scope.forget();
  const paths = [...session.scope.paths()];
  const total = { files: 0, errors: 0, warnings: 0 };
  let told = -1;
  await forEachInTurn(paths, token, (path, index) => {
    const percentage = Math.floor((100 * index) / paths.length);
    if (percentage !== told) progress.report(percentage, `${index} of ${paths.length} files`);
    told = percentage;
    total.files++;
    for (const { severity } of diagnosticsOf(session, path)) {
      if (severity === DiagnosticSeverity.Error) total.errors++;
      else total.warnings++;
    }
  });
  progress.done();
  session.channel.everything();
  return total;
}
