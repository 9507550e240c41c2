// A dry run as the panel shows it: waves of tasks, and what each renders for a date and for the one before.

import type { BranchView, DagView, TaskView } from '../../../../core/ir/dagView';
import { inWaves, type RunnableTask, type RunRecord } from '../../../../core/runs';
import type { DryRunField, DryRunTask, DryRunView } from '../../../../protocol/runPanel';
import { valueWords } from './valueWords';

export interface DryRunInput {
  readonly dag: DagView;
  /** The editor's address of the DAG file. */
  readonly file: string;
  /** Rendered for the date; undefined: it was not rendered, or not yet. */
  readonly now: RunRecord | undefined;
  /** Rendered for the date before. */
  readonly before: RunRecord | undefined;
  readonly logicalDate: string | null;
  readonly problem: string | undefined;
  readonly isBusy: boolean;
}

/** What is known without running is there at once; what is rendered takes its place. */
export function dryRunView({ dag, file, now, before, logicalDate, problem, isBusy }: DryRunInput): DryRunView {
  const loaded = new Map((now?.dag?.tasks ?? []).map((task) => [task.id, task]));
  const views = new Map(dag.tasks.map((task) => [task.id, task]));
  const tasks: readonly Pick<RunnableTask, 'id' | 'upstream'>[] = now?.dag
    ? now.dag.tasks
    : dag.tasks.map(({ id }) => ({ id, upstream: upstreamOf(dag, id) }));
  const task = (id: string, upstream: readonly string[]): DryRunTask => ({
    taskId: id,
    upstream,
    ...wordsOf(views.get(id), loaded.get(id), countOf(id, now)),
    simulated: loaded.get(id)?.simulated ?? undefined,
    fields: fieldsOf(id, loaded.get(id), now, before),
  });
  return {
    ...{ dagId: dag.dagId ?? '', file, problem, isBusy },
    logicalDate: now?.logicalDate ?? logicalDate,
    previousDate: before?.logicalDate ?? undefined,
    waves: inWaves(tasks).map((wave) => wave.map(({ id, upstream }) => task(id, upstream))),
    notes: (now?.notes ?? []).map(({ message }) => message),
  };
}

function upstreamOf({ edges }: DagView, id: string): string[] {
  return [...new Set(edges.filter(({ downstream }) => downstream === id).map(({ upstream }) => upstream))].sort();
}

/** How many instances of a mapped task there are; undefined: it is not known before it runs. */
function countOf(id: string, record: RunRecord | undefined): number | undefined {
  const mapped = Object.values(record?.instances ?? {}).filter((each) => each.taskId === id && each.mapIndex >= 0);
  return mapped.length || undefined;
}

function wordsOf(view: TaskView | undefined, loaded: RunnableTask | undefined, count: number | undefined) {
  const isMapped = loaded ? loaded.mapped || loaded.mappedGroup !== null : view?.mapped;
  return {
    operator: view?.operator ?? loaded?.operator ?? '',
    triggerRule: loaded?.triggerRule ?? view?.triggerRule ?? '',
    instances: isMapped ? instancesWords(count) : undefined,
    choices: view?.branch ? choicesOf(view.branch) : [],
  };
}

function instancesWords(count: number | undefined): string {
  if (count === undefined) return 'mapped: counted when it runs';
  return count === 1 ? 'mapped: 1 instance' : `mapped: ${count} instances, the first is shown`;
}

function choicesOf({ choices, isWhole }: BranchView): DryRunTask['choices'] {
  const known = choices.map(({ label, ids }) => ({ label, leadsTo: ids }));
  return isWhole ? known : [...known, { label: 'something else', leadsTo: ['what it returns when it runs'] }];
}

function fieldsOf(
  id: string,
  loaded: RunnableTask | undefined,
  now: RunRecord | undefined,
  before: RunRecord | undefined,
): DryRunField[] {
  const rendered = instanceOf(now, id)?.rendered ?? {};
  const earlier = instanceOf(before, id)?.rendered ?? {};
  const names = new Set([...Object.keys(rendered), ...Object.keys(loaded?.templates ?? {})]);
  const words = (values: Readonly<Record<string, unknown>>, name: string): string | undefined =>
    name in values ? valueWords(values[name]) : undefined;
  return [...names].map((name) => ({
    name,
    now: words(rendered, name),
    before: words(earlier, name),
    template: words(loaded?.templates ?? {}, name) ?? '',
  }));
}

/** Of a mapped task, which is not expanded, the one there is. */
function instanceOf(record: RunRecord | undefined, id: string) {
  return record?.instances[id] ?? Object.values(record?.instances ?? {}).find(({ taskId }) => taskId === id);
}
