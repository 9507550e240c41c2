// When the DAGs of a file run: what `daglens schedule --explain` prints, and what the page of `daglens graph` shows.

import { linksOf, updatersIn } from '../../../core/features/dagLinks';
import { type ScheduleQuestion, scheduleAnswer } from '../../../core/features/scheduleAnswer';
import type { Dag } from '../../../core/ir/dag';
import type { ScheduleAnswer } from '../../../core/ir/scheduleAnswer';
import type { FileReport } from '../../../core/workspace/report';
import type { Analysis } from '../engine';

/** Who asks, when, and for how many runs. */
export type Asked = Pick<ScheduleQuestion, 'now' | 'count' | 'viewerZone' | 'updatersOf'>;

/** The name of this machine's time zone. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';
}

/** So many runs are in a page: it may be looked at long after. */
const RUNS_OF_PAGE = 50;

/** What a page asks that is made now. */
export function askedNow(updatersOf?: Asked['updatersOf']): Asked {
  return { now: Date.now(), count: RUNS_OF_PAGE, viewerZone: ownZone(), updatersOf };
}

/** The answers for the DAGs of a checked file, in the order in which they are made. */
export function scheduleAnswers(analysis: Analysis, report: FileReport, asked: Asked): ScheduleAnswer[] {
  const { dagFile } = report;
  if (!dagFile) return [];
  const config = analysis.configOf(dagFile);
  return dagFile.dags.map((_, dagIndex) => scheduleAnswer({ report, config, dagIndex, ...asked })!);
}

/** Is it started by assets? Then only the other files can tell what updates them. */
export function isByAssets({ schedule }: Dag): boolean {
  return schedule.known && schedule.value.kind === 'assets';
}

/** Which DAGs of a project update an asset: all its files are read. */
export function projectUpdaters(analysis: Analysis, root: string): Asked['updatersOf'] {
  const links = analysis
    .discover(root)
    .filter((path) => analysis.claims(path))
    .map((path) => {
      const found = linksOf(analysis.check(path));
      analysis.release(path);
      return found;
    });
  return updatersIn(links);
}
