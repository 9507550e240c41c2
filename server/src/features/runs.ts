// Answers what the editor asks before it runs a DAG: `daglens/runSettings`, `daglens/neededPackages` and `daglens/scheduledRuns`.

import { runBefore, runsBetween, type ScheduledRunsQuestion } from '../../../core/features/scheduledRuns';
import type { ScheduledRun } from '../../../core/schedule';
import type {
  NeededPackagesResult,
  RunSettingsParams,
  RunSettingsResult,
  ScheduledRunsParams,
  ScheduledRunsResult,
  ScheduledRunView,
} from '../../../protocol/messages';
import { uriToPath } from '../convert/uris';
import { reportOf } from '../reports';
import { runSettings } from '../runSettings';
import type { Session } from '../session';

const MOST_RUNS = 1000;

/** The settings for runs of a file's DAGs. */
export function runSettingsOf(session: Session, { uri }: RunSettingsParams): RunSettingsResult {
  const path = uriToPath(uri);
  const { version } = session.workspace.analysisOf(path).versionInForce(path);
  return runSettings(session.files, session.workspace.settingsOf(path), version, path);
}

/** What an environment for the project of a file needs. */
export function neededPackages(session: Session, { uri }: RunSettingsParams): NeededPackagesResult {
  const path = uriToPath(uri);
  const snapshot = session.workspace.analysisOf(path);
  const { version } = snapshot.versionInForce(path);
  const { root } = session.workspace.settingsOf(path);
  return { version, root, packages: snapshot.packagesImported(root, version) };
}

/** The scheduled runs of a range, or the one before a moment. */
export function scheduledRuns(session: Session, params: ScheduledRunsParams): ScheduledRunsResult {
  const path = uriToPath(params.uri);
  const report = reportOf(session, path);
  if (!report?.dagFile) return { runs: [], isMore: false, because: 'The file makes no DAG that DagLens can read.' };
  const config = session.workspace.analysisOf(path).configOf(report.dagFile);
  const question: ScheduledRunsQuestion = { report, dagIndex: params.dagIndex, config };
  if ('before' in params) {
    const run = runBefore(question, Date.parse(params.before));
    return { runs: run ? [viewOf(run)] : [], isMore: false, because: undefined };
  }
  const [from, to] = params.between.map((moment) => Date.parse(moment)) as [number, number];
  const most = Math.min(params.most ?? MOST_RUNS, MOST_RUNS);
  const { runs, isMore, because } = runsBetween(question, { from, to, most });
  return { runs: runs.map(viewOf), isMore, because };
}

function viewOf({ logicalDate, interval }: ScheduledRun): ScheduledRunView {
  const iso = (at: number): string => new Date(at).toISOString().replace(/\.?0*Z$/, '+00:00');
  return { logicalDate: iso(logicalDate), dataInterval: [iso(interval.start), iso(interval.end)] };
}
