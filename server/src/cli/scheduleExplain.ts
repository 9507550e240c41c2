// `daglens schedule --explain FILE [DAG_ID]`: when the DAGs of a file run, and if not, why not.

import type { ScheduleAnswer } from '../../../core/ir/scheduleAnswer';
import { UTC, zoneNamed } from '../../../core/schedule';
import { resolvePath } from '../../../core/workspace/paths';
import type { FileReport } from '../../../core/workspace/report';
import { diskFiles } from '../diskFiles';
import type { Analysis } from '../engine';
import { relativeTo } from '../relative';
import { loadEngine } from './analysis';
import type { Arguments } from './arguments';
import { Places } from './places';
import { openProject } from './project';
import { isByAssets, ownZone, projectUpdaters, scheduleAnswers } from './scheduleAnswers';
import { explanationJson, explanationText } from './scheduleExplainReport';
import { countOf, instant, knownZone } from './scheduleOptions';
import { UsageError, type World } from './world';

/** Prints the answers. The exit code comes back: 1 if Airflow refuses one of the DAGs. @throws UsageError */
export async function explainSchedule(args: Arguments, world: World): Promise<number> {
  const [given, dagId, ...rest] = args.positionals;
  if (given === undefined || rest.length > 0)
    throw new UsageError('name a file, and perhaps a DAG in it: daglens schedule --explain dags/etl.py etl.');
  const useless = OF_EXPRESSIONS.find((name) => args.has(name));
  if (useless !== undefined) throw new UsageError(`--${useless} is for an expression; with --explain the DAG says it.`);
  const files = diskFiles();
  const project = openProject(args, world, files);
  const path = resolvePath(world.cwd, given);
  if (files.readText(path) === undefined) throw new UsageError(`there is no file '${given}'.`);
  const analysis = (await loadEngine(world.home))(project.settingsFor(path), files);
  const report = analysis.check(path);
  const answers = answersFor(analysis, report, dagId, args, project.settings.root);
  if (answers.length === 0) throw new UsageError(noDag(report, given, dagId));
  const print = relativeTo(world.cwd, path);
  const places = new Places(files);
  const isJson = args.one('format') === 'json';
  world.out.write(isJson ? explanationJson(answers, print, places) : explanationText(answers, print, places));
  return answers.some((answer) => isRefused(report, answer)) ? 1 : 0;
}

const OF_EXPRESSIONS = ['start-date', 'end-date', 'catchup', 'no-catchup'];

function answersFor(
  analysis: Analysis,
  report: FileReport,
  dagId: string | undefined,
  args: Arguments,
  root: string,
): ScheduleAnswer[] {
  const named = args.one('timezone');
  const here = zoneNamed(ownZone()) ?? UTC;
  const zone = named === undefined ? here : knownZone(named);
  const file = report.dagFile;
  if (!file) return [];
  const answers = scheduleAnswers(analysis, report, {
    viewerZone: zone.name,
    now: instant('from', args.one('from'), zone) ?? Date.now(),
    count: countOf(args.one('count') ?? '5'),
    updatersOf: file.dags.some(isByAssets) ? projectUpdaters(analysis, root) : undefined,
  });
  const places = file.dags.map(({ at, via }) => (at.uri === file.uri ? at : (via ?? at)).start);
  const inOrder = [...places.keys()].sort((a, b) => places[a]! - places[b]!);
  return inOrder.map((index) => answers[index]!).filter((answer) => dagId === undefined || answer.dagId === dagId);
}

function isRefused({ refusals, dagFile }: FileReport, { dagId }: ScheduleAnswer): boolean {
  return refusals.some(({ refuses }) => {
    if (typeof refuses !== 'number') return refuses === 'file';
    const id = dagFile?.dags[refuses]?.id;
    return (id?.known ? id.value : undefined) === dagId;
  });
}

function noDag({ dagFile }: FileReport, file: string, dagId: string | undefined): string {
  const ids = (dagFile?.dags ?? []).flatMap(({ id }) => (id.known ? [`'${id.value}'`] : []));
  if (ids.length === 0) return `'${file}' makes no DAG.`;
  return `'${file}' makes no DAG '${dagId}', but ${ids.join(', ')}.`;
}
