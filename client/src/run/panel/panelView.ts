// A run record as the run panel shows it: without what is asked for one by one.

import {
  type InstanceRecord,
  inWaves,
  type RunnableDag,
  type RunnableTask,
  type RunRecord,
} from '../../../../core/runs';
import type { InstanceDetails, InstanceRow, RunHead } from '../../../../protocol/runPanel';
import { isOfStop } from '../failurePlace';

/** What stands above the tasks. `id` names the run in the history, `file` is the DAG file in words. */
export function headOf(record: RunRecord, id: string, dagId: string, file: string): RunHead {
  const { engine, airflowVersion, logicalDate, dataInterval, conf, state, because } = record;
  const { stopped, start, end, notes, raised } = record;
  return {
    ...{ id, engine, airflowVersion, logicalDate, dataInterval, conf, state },
    because: failedWords(record) ?? (stopped && because === 'stopped' ? undefined : because),
    ...{ stopped, start, end, notes, raised, dagId, file },
    isLive: end === undefined,
  };
}

const MOST_NAMES = 3;

/** What failed by itself, rather than what followed from it; undefined: nothing did. */
function failedWords({ state, stopped, instances }: RunRecord): string | undefined {
  const isFailed = ([, each]: readonly [string, InstanceRecord]): boolean =>
    each.state === 'failed' && !(stopped && isOfStop(each));
  const failed = state === 'failed' ? Object.entries(instances).filter(isFailed) : [];
  const [first] = failed;
  if (!first) return undefined;
  const raised = first[1].tries.findLast((each) => each.raised)?.raised;
  const names = failed.slice(0, MOST_NAMES).map(([name]) => `'${name}'`);
  const more = failed.length > MOST_NAMES ? ` and ${failed.length - MOST_NAMES} more` : '';
  const why = raised ? [raised.type, raised.message.split('\n', 1)[0]].filter(Boolean).join(': ') : first[1].because;
  return `${names.join(', ')}${more} failed${why === undefined ? '' : `: ${why}`}`;
}

/** The lines of the task list: in the order in which tasks can run, instances of a task together. */
export function rowsOf({ dag, instances }: RunRecord): InstanceRow[] {
  const places = dag ? placesOf(dag) : new Map<string, Place>();
  const place = (taskId: string): number => places.get(taskId)?.index ?? places.size;
  return Object.entries(instances)
    .map(([name, instance]) => rowOf(name, instance, places.get(instance.taskId)?.task))
    .sort((a, b) => place(a.taskId) - place(b.taskId) || a.mapIndex - b.mapIndex);
}

function rowOf(name: string, instance: InstanceRecord, task: RunnableTask | undefined): InstanceRow {
  const { taskId, mapIndex, state, because, until, simulated, tries } = instance;
  return {
    ...{ name, taskId, mapIndex, label: instance.name, state, because, until, simulated },
    operator: task?.operator ?? '',
    isSensor: task?.isSensor ?? false,
    tries: [...tries]
      .sort((a, b) => a.number - b.number)
      .map(({ number, start, end, state, log }) => ({ number, start, end, state, hasLog: log !== undefined })),
  };
}

interface Place {
  readonly task: RunnableTask;
  readonly index: number;
}

const known = new WeakMap<RunnableDag, ReadonlyMap<string, Place>>();

/** Every task comes after those before it; of several that can be next, the first by id. Asked again and again in a run. */
function placesOf(dag: RunnableDag): ReadonlyMap<string, Place> {
  const places =
    known.get(dag) ??
    new Map(
      inWaves(dag.tasks)
        .flat()
        .map((task, index) => [task.id, { task, index }]),
    );
  known.set(dag, places);
  return places;
}

/** What is told of one instance when it is chosen. */
export function detailsOf(name: string, instance: InstanceRecord): InstanceDetails {
  const xcoms = Object.entries(instance.xcoms).map(([key, { value }]) => [key, value] as const);
  const raised = instance.tries.flatMap(({ number, raised }) => (raised ? [[number, raised] as const] : []));
  return { name, rendered: instance.rendered, xcoms: Object.fromEntries(xcoms), raised: Object.fromEntries(raised) };
}
