// A dry run that no Python takes part in: what the text of the file alone says.

import { imaginedInterval, type StaticTask, staticDryRun } from '../../../../core/features/staticDryRun';
import { knownValue } from '../../../../core/ir/fact';
import type { FileSystem, ProjectSettings } from '../../../../core/workspace/ports';
import { parseVariablesFile } from '../../../../core/workspace/variablesFile';
import { runIdFor } from '../../../../runner/src/history';
import { loadEngine } from '../analysis';
import type { World } from '../world';
import { now } from './runOnce';
import type { RunOptions } from './runOptions';

export interface StaticRun {
  readonly dagId: string;
  readonly version: string;
  readonly logicalDate: string;
  readonly tasks: readonly StaticTask[];
}

/** The DAGs of a file as they would run, those that are asked for; a DAG whose id is not known is left out. */
export async function staticRuns(
  file: string,
  { dagId, logicalDate = now(), conf }: Pick<RunOptions, 'dagId' | 'logicalDate' | 'conf'>,
  settings: ProjectSettings,
  files: FileSystem,
  world: World,
): Promise<StaticRun[]> {
  const analysis = (await loadEngine(world.home))(settings, files);
  const { dagFile } = analysis.check(file);
  if (!dagFile) return [];
  const { version } = dagFile;
  const at = Date.parse(logicalDate);
  return dagFile.dags.flatMap((dag) => {
    const id = knownValue(dag.id);
    if (id === undefined || (dagId !== undefined && dagId !== id)) return [];
    const interval = imaginedInterval(dag, analysis.configOf(dagFile), version, at);
    const run = { version, dagId: id, runId: runIdFor('manual', logicalDate), logicalDate: at, interval, conf };
    return [
      {
        dagId: id,
        version,
        logicalDate,
        tasks: staticDryRun(dag, { ...run, variables: variablesOf(settings, files) }),
      },
    ];
  });
}

function variablesOf({ variablesFile }: ProjectSettings, files: FileSystem): ReadonlyMap<string, string> {
  const text = variablesFile === undefined ? undefined : files.readText(variablesFile);
  const read = variablesFile === undefined || text === undefined ? undefined : parseVariablesFile(variablesFile, text);
  return read && 'entries' in read ? read.entries : new Map();
}

/** In text. @param because why no Python has a part in it */
export function staticText(run: StaticRun, because: string): string {
  const lines = [`${run.dagId} · Airflow ${run.version} · ${run.logicalDate} · dry run from the text alone`, because];
  for (const task of run.tasks) {
    lines.push('', `${String(task.wave).padStart(2)}  ${task.id}  ${task.operator}${task.mapped ? ' · mapped' : ''}`);
    lines.push(...(task.leads ?? []).map(leadLine));
    for (const { name, value, unknown } of task.fields) {
      lines.push(`      ${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
      if (unknown.length > 0) lines.push(`        not known: ${unknown.join('; ')}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** What a choice of a branch leads to. */
export function leadLine({ label, follows }: NonNullable<StaticTask['leads']>[number]): string {
  return `      chooses ${label} → ${follows.length > 0 ? follows.join(', ') : 'skips all'}`;
}

/** As JSON, in the form of a run. */
export function staticJson({ dagId, version, logicalDate, tasks }: StaticRun, because: string): string {
  const task_instances = tasks.map((task) => ({
    ...{ task_id: task.id, map_index: -1, state: null, try_number: 0, wave: task.wave, operator: task.operator },
    rendered: Object.fromEntries(task.fields.map(({ name, value }) => [name, value])),
    not_known: Object.fromEntries(
      task.fields.flatMap(({ name, unknown }) => (unknown.length > 0 ? [[name, unknown]] : [])),
    ),
    ...{ leads: task.leads ?? null, xcom: {}, start: null, end: null, log: null },
  }));
  const head = { version: 1, dag_id: dagId, engine: null, airflow_version: version, dry_run: true, because };
  return `${JSON.stringify({ ...head, state: 'success', logical_date: logicalDate, task_instances }, undefined, 2)}\n`;
}
