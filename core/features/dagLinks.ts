// What ties the DAGs of one file to other DAGs: plain data, to be put together for the whole workspace.

import type { Dag, DagFile, Task } from '../ir/dag';
import type { FindingView } from '../ir/dagView';
import { knownValue } from '../ir/fact';
import { dagIdArgument, isPlain } from '../rules/support/externalDags';
import { type Origin, originOf } from '../text/span';
import { offerOf } from '../workspace/fileOffer';
import type { FileReport } from '../workspace/report';
import { scheduleWords } from './scheduleWords';

/** One DAG, and what it names of others. */
export interface LinkedDag {
  /** Undefined: not known. */
  readonly dagId: string | undefined;
  readonly version: string;
  /** The schedule in words. */
  readonly schedule: string;
  /** Where the DAG is made: in its file where possible. */
  readonly at: Origin;
  /** Why it may not be there: it is conditional, or Airflow does not find it. */
  readonly conditional: string | undefined;
  /** Why Airflow refuses it. */
  readonly refusal: FindingView | undefined;
  readonly links: readonly DagLink[];
}

/** `triggers`, `waitsFor`, `marks`: another DAG. `updates`, `startedBy`: an asset. */
export interface DagLink {
  readonly kind: 'triggers' | 'waitsFor' | 'marks' | 'updates' | 'startedBy';
  /** A dag_id, or the uri or name of an asset; undefined: not known. */
  readonly to: string | undefined;
  /** The task that does it; undefined: the schedule. */
  readonly task: string | undefined;
  readonly conditional: string | undefined;
  readonly at: Origin;
}

/** What a whole file adds to the picture of the workspace. */
export interface FileLinks {
  readonly dags: readonly LinkedDag[];
  /** The file may make DAGs that are not among these. */
  readonly hidesDags: boolean;
}

/** What a checked file adds. */
export function linksOf(report: FileReport): FileLinks {
  const file = report.dagFile;
  const dags = (file?.dags ?? []).map((dag, index) => linkedDag(report, file!, dag, index));
  return { dags, hidesDags: offerOf(report).hidesDags };
}

function linkedDag({ refusals }: FileReport, file: DagFile, dag: Dag, index: number): LinkedDag {
  const refusal = refusals.find(({ refuses }) => refuses === 'file' || refuses === index);
  return {
    dagId: knownValue(dag.id),
    version: file.version,
    schedule: scheduleWords(dag.schedule),
    at: originOf(dag.at.uri === file.uri ? dag.at : (dag.via ?? dag.at)),
    conditional: dag.conditional ?? dag.notCollected,
    refusal: refusal && {
      rule: refusal.rule,
      severity: refusal.severity,
      message: refusal.message,
      at: originOf(refusal.at),
    },
    links: [...startsOf(dag), ...[...dag.tasks.values()].flatMap((task) => [...namedDag(task), ...updatesOf(task)])],
  };
}

function startsOf({ schedule }: Dag): DagLink[] {
  if (!schedule.known) return [];
  const { value } = schedule;
  const assets =
    value.kind === 'assets' ? value.assets : value.kind === 'timetable' ? value.orAssets?.assets : undefined;
  const at = originOf(schedule.at);
  return (assets ?? []).map((to) => ({ kind: 'startedBy', to, task: undefined, conditional: undefined, at }));
}

const KINDS: Readonly<Record<string, DagLink['kind']>> = {
  TriggerDagRunOperator: 'triggers',
  ExternalTaskSensor: 'waitsFor',
  ExternalTaskMarker: 'marks',
};

/** The DAG that a task names: by one of Airflow's operators, or a class that derives from one. */
function namedDag(task: Task): DagLink[] {
  const names = task.classes.filter((path) => path.startsWith('airflow.')).map((path) => path.split('.').at(-1)!);
  const name = names.find((one) => dagIdArgument(one) !== undefined);
  if (name === undefined) return [];
  const value = task.arguments.get(dagIdArgument(name)!)?.value;
  if (value === undefined && task.moreArguments === undefined) return [];
  const to = value?.kind === 'text' && isPlain(value.value) ? value.value : undefined;
  return [{ kind: KINDS[name]!, to, task: task.id, conditional: task.conditional, at: placeOf(task) }];
}

function updatesOf(task: Task): DagLink[] {
  return task.updates.map((asset) => ({
    ...{ kind: 'updates', to: knownValue(asset), task: task.id },
    ...{ conditional: task.conditional, at: placeOf(task) },
  }));
}

function placeOf({ at, via }: Task): Origin {
  return originOf(via ?? at);
}

/** The dag_ids that update an asset, for `scheduleAnswer`. */
export function updatersIn(files: readonly FileLinks[]): (asset: string) => readonly string[] {
  const updaters = new Map<string, Set<string>>();
  for (const { dagId = 'of an id that is not known', links } of files.flatMap(({ dags }) => dags))
    for (const { kind, to } of links)
      if (kind === 'updates' && to !== undefined) updaters.set(to, (updaters.get(to) ?? new Set()).add(dagId));
  return (asset) => [...(updaters.get(asset) ?? [])].sort();
}
