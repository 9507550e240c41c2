// `daglens run`: runs a DAG, or a part of it, and tells what becomes of it.

import type { RunRecord } from '../../../../core/runs';
import { resolvePath } from '../../../../core/workspace/paths';
import type { Engine } from '../../../../runner/src/engine';
import { chooseEngine } from '../../../../runner/src/engines';
import { History } from '../../../../runner/src/history';
import { diskFiles } from '../../diskFiles';
import type { Arguments } from '../arguments';
import type { Command } from '../command';
import { openProject } from '../project';
import { UsageError, type World } from '../world';
import { backfill } from './backfill';
import { cacheFolder, runsFolder } from './cacheFolder';
import { chosenDag, chosenTasks } from './chosen';
import { dryRun } from './dryRun';
import { printedPath } from './printedPath';
import { runJson, runsJson } from './runJson';
import { now, type RunPlan, runOnce } from './runOnce';
import { RUN_OPTIONS, readRunOptions } from './runOptions';
import { reporterFor } from './runReporter';
import { runSettings } from './runSettings';
import { staticJson, staticRuns, staticText } from './staticTasks';

export const runDagCommand: Command = {
  name: 'run',
  usage: 'PATH [DAG_ID]',
  summary: 'run a DAG, or a part of it, on this machine; --dry-run shows what it would do',
  options: RUN_OPTIONS,
  run: runDag,
};

async function runDag(args: Arguments, world: World): Promise<number> {
  const options = readRunOptions(args);
  const files = diskFiles();
  const file = resolvePath(world.cwd, options.path);
  if (files.readText(file) === undefined) throw new UsageError(`there is no file '${options.path}'.`);
  const project = openProject(args, world, files).settingsFor(file);
  const settings = runSettings(options, file, project, files, world);
  const cache = cacheFolder(world.environment);
  const folders = { python: `${world.home}/python`, catalog: `${world.home}/catalog`, cache };
  const engine = chosenEngine(options.engine, settings, folders);
  const stopping = new AbortController();
  const forget = world.onInterrupt(() => stopping.abort());
  try {
    const history = new History(runsFolder(settings.root, world.environment));
    const known = () => staticRuns(file, options, project, files, world);
    const onTriggered = (records: readonly RunRecord[]) => tellTriggered(records, world);
    const plan = { engine, history, file, options, version: settings.version, known, onTriggered };
    return await answer(plan, world, stopping.signal);
  } finally {
    forget();
    await engine.dispose();
  }
}

async function answer(project: Omit<RunPlan, 'dag' | 'tasks'>, world: World, signal: AbortSignal): Promise<number> {
  const { engine, file, options } = project;
  const loaded = await Promise.race([engine.load(file), aborted(signal)]);
  if (loaded === undefined) return 1;
  if ('raised' in loaded) return tellNotLoaded(project, loaded.raised, world);
  const dag = chosenDag(loaded.dags, options);
  const plan: RunPlan = { ...project, dag, tasks: chosenTasks(dag, options) };
  if (options.dryRun) return dryRun(plan, world, signal);
  const reporter = reporterFor(plan, world);
  const records = options.backfill
    ? await backfill(plan, options.backfill, signal, reporter)
    : [await runOnce(plan, 'manual', options.logicalDate ?? now(), signal, reporter.onEvent)];
  reporter.end();
  if (options.format === 'json') world.out.write(asJson(records, plan, world));
  return records.length > 0 && records.every(({ state }) => state === 'success') ? 0 : 1;
}

function asJson(records: readonly RunRecord[], { options, tasks }: RunPlan, world: World): string {
  const print = (path: string): string => printedPath(world.cwd, path);
  const json = { tasks, isDryRun: false, print };
  return options.backfill ? runsJson(records, json) : runJson(records[0]!, json);
}

function tellTriggered(records: readonly RunRecord[], world: World): void {
  for (const { dag, runId, state, because, triggeredBy } of records) {
    const what = `the run ${runId} of '${dag?.dagId}', started by '${triggeredBy?.taskId}'`;
    world.err.write(`daglens: ${what}, ended: ${state}${because ? ` (${because})` : ''}\n`);
  }
}

/** @throws UsageError */
function chosenEngine(...[id, settings, folders]: Parameters<typeof chooseEngine>): Engine {
  try {
    return chooseEngine(id, settings, folders);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined)));
}

/**
 * A file that raises is a failed run; no Python, or one that does not work, is wrong use, but for a dry run: that is done from
 * the text. @throws UsageError
 */
async function tellNotLoaded(
  { engine, options, known }: Omit<RunPlan, 'dag' | 'tasks'>,
  raised: NonNullable<RunRecord['raised']>,
  world: World,
): Promise<number> {
  const { path, format, dryRun: isDry } = options;
  const unavailable = raised.frames.length > 0 ? undefined : await engine.unavailable();
  const [run] = unavailable !== undefined && isDry ? await known() : [];
  if (run) {
    world.out.write(format === 'json' ? staticJson(run, unavailable!) : staticText(run, unavailable!));
    return 0;
  }
  if (unavailable !== undefined) throw new UsageError(unavailable);
  const { type, message, frames } = raised;
  const because = `${type}: ${message}`;
  const at = frames.at(-1);
  const place = at ? ` (${printedPath(world.cwd, at.file)}:${at.line})` : '';
  if (format === 'json')
    world.out.write(
      `${JSON.stringify({ version: 1, dag_id: null, engine: engine.id, state: 'failed', because, raised, task_instances: [] })}\n`,
    );
  else world.err.write(`daglens: '${path}' cannot be loaded: ${because}${place}\n`);
  return 1;
}
