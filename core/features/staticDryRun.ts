// What a run would do, from the text alone: the order of the tasks, where branches lead, and templates as far as they are known.

import type { Dag, Task, TaskId } from '../ir/dag';
import type { PlainValue } from '../ir/plainValue';
import { neighbours } from '../ir/reached';
import { inWaves } from '../runs';
import { manualInterval, UTC } from '../schedule';
import { branchChoices } from '../scheduling';
import { type Names, type Rendered, renderKnown } from '../template/render';
import { mayBeTemplate } from '../template/template';
import type { AirflowConfig } from '../workspace/airflowConfig';
import { frameOf } from './scheduleFrame';
import { timetableOf } from './scheduleTimetable';
import { type KnownOfRun, templateNames } from './templateNames';

export interface StaticTask {
  readonly id: TaskId;
  readonly operator: string;
  /** Of those that could run together, counted from 1. */
  readonly wave: number;
  readonly mapped: boolean;
  /** What a branch can choose; undefined: it is none, or not all is known. */
  readonly leads: readonly { readonly label: string; readonly follows: readonly TaskId[] }[] | undefined;
  readonly fields: readonly StaticField[];
}

export interface StaticField {
  readonly name: string;
  /** JSON, its texts rendered as far as they are known. */
  readonly value: unknown;
  /** Why parts of it stay as they are written. */
  readonly unknown: readonly string[];
}

/** The run that is imagined. */
export interface ImaginedRun extends Omit<KnownOfRun, 'taskId' | 'params'> {
  readonly conf: Readonly<Record<string, unknown>>;
}

/** The tasks of a DAG in the order in which they could run. */
export function staticDryRun(dag: Dag, run: ImaginedRun): StaticTask[] {
  const wave = new Map(inWaves(upstreamsIn(dag)).flatMap((tasks, index) => tasks.map(({ id }) => [id, index + 1])));
  const tasks = [...dag.tasks.values()].map((task): StaticTask => {
    const names = templateNames({ ...run, params: paramsFor(dag, task, run.conf), taskId: task.id });
    const fields = (task.templated ?? []).map(({ name, value }) => fieldOf(name, value, names));
    const leads = task.branch && branchChoices(dag, task, run.version);
    const { id, operator, mapped } = task;
    return { id, operator, mapped, wave: wave.get(id)!, leads, fields };
  });
  return tasks.sort((a, b) => a.wave - b.wave);
}

type ScheduleConfig = Pick<AirflowConfig, 'createCronDataIntervals' | 'defaultTimezone'>;

/** When a run by hand at a moment is, as far as the schedule is known. @param now milliseconds since 1970 */
export function imaginedInterval(dag: Dag, config: ScheduleConfig, version: string, now: number) {
  const { createCronDataIntervals } = config;
  const answer = timetableOf(dag, { airflowVersion: version, createCronDataIntervals });
  const { zone } = frameOf(dag, config, UTC);
  return answer.kind === 'known' && zone ? manualInterval(answer.timetable, now, zone) : undefined;
}

function upstreamsIn({ tasks, edges }: Dag) {
  const above = neighbours(edges, 'downstream', 'upstream');
  return [...tasks.keys()].map((id) => ({ id, upstream: above.get(id) ?? [] }));
}

/** What a run is given wins over the task's own params, those over the DAG's. */
function paramsFor(dag: Dag, task: Task, conf: ImaginedRun['conf']): Map<string, Rendered> {
  const given = Object.entries(conf).flatMap(([name, value]) => {
    const read = fromJson(value);
    return read === undefined ? [] : [[name, read] as const];
  });
  return new Map([...paramsOf(dag), ...paramsOf(task), ...given]);
}

function paramsOf({ arguments: given }: Pick<Dag, 'arguments'>): [string, Rendered][] {
  const params = given.get('params')?.value;
  if (params?.kind !== 'dict') return [];
  return params.entries.flatMap(({ key, value }) => {
    const read = fromPlain(value);
    return key.kind === 'text' && read !== undefined ? [[key.value, read] as [string, Rendered]] : [];
  });
}

function fieldOf(name: string, value: PlainValue, names: Names): StaticField {
  const unknown = new Set<string>();
  return { name, value: shown(value, names, unknown), unknown: [...unknown] };
}

function shown(value: PlainValue, names: Names, unknown: Set<string>): unknown {
  if (value.kind === 'text') {
    if (!mayBeTemplate(value.value)) return value.value;
    const rendered = renderKnown(value.value, names);
    for (const why of rendered.unknown) unknown.add(why);
    return rendered.text;
  }
  if (value.kind === 'collection') return value.items.map((item) => shown(item, names, unknown));
  if (value.kind === 'dict')
    return Object.fromEntries(
      value.entries.map((one) => [String(shown(one.key, names, unknown)), shown(one.value, names, unknown)]),
    );
  const read = fromPlain(value);
  if (read !== undefined) return read;
  unknown.add(value.kind === 'unknown' ? value.because : 'it is known only when it is run');
  return '…';
}

function fromPlain(value: PlainValue): string | number | boolean | null | undefined {
  if (value.kind === 'none') return null;
  return value.kind === 'bool' || value.kind === 'number' || value.kind === 'text' ? value.value : undefined;
}

function fromJson(value: unknown): Rendered | undefined {
  const isPlain = value === null || ['string', 'number', 'boolean'].includes(typeof value);
  return isPlain ? (value as string | number | boolean | null) : undefined;
}
