// What a dry run has found, in text and as JSON.

import { isDeepStrictEqual } from 'node:util';
import type { StaticTask } from '../../../../core/features/staticDryRun';
import type { TaskId } from '../../../../core/ir/dag';
import type { InstanceRecord, RunnableTask, RunRecord } from '../../../../core/runs';
import type { Colours } from '../colours';
import type { World } from '../world';
import { printedPath } from './printedPath';
import { runRecordJson } from './runJson';
import type { RunPlan } from './runOnce';
import { heading } from './runWords';
import { leadLine } from './staticTasks';

export interface DryRunReport {
  readonly plan: RunPlan;
  readonly record: RunRecord;
  /** The same for the date before; undefined: there is none. */
  readonly earlier: RunRecord | undefined;
  readonly waves: readonly (readonly RunnableTask[])[];
  /** What branches can choose, as far as the text says it. */
  readonly leads: ReadonlyMap<TaskId, NonNullable<StaticTask['leads']>>;
}

/** As `daglens run --format json`, with the wave of each task, and what it rendered for the date before. */
export function dryRunJson({ plan, record, earlier, waves, leads }: DryRunReport, { cwd }: World): string {
  const print = (path: string): string => printedPath(cwd, path);
  const json = runRecordJson(record, { tasks: plan.tasks, isDryRun: true, print });
  const task_instances = json.task_instances.map((one) => ({
    ...one,
    wave: waves.findIndex((wave) => wave.some(({ id }) => id === one.task_id)) + 1,
    leads: leads.get(one.task_id) ?? [],
    rendered_before: earlier?.instances[one.task_id]?.rendered ?? null,
  }));
  return `${JSON.stringify({ ...json, logical_date_before: earlier?.logicalDate ?? null, task_instances }, undefined, 2)}\n`;
}

/** Task after task in the order in which they could run. */
export function dryRunText({ plan, record, earlier, waves, leads }: DryRunReport, colours: Colours): string {
  const lines = [colours.bold(`${heading(record)} · dry run`)];
  if (earlier) lines.push(colours.dim(`beside ${earlier.logicalDate}, the date before`));
  for (const [index, wave] of waves.entries()) {
    const tasks = wave.filter(({ id }) => !plan.tasks || plan.tasks.has(id));
    for (const task of tasks) {
      const [first = '', ...more] = taskLines(task, index + 1, record, earlier, colours);
      lines.push('', first, ...(leads.get(task.id) ?? []).map(leadLine), ...more);
    }
  }
  lines.push('', record.state === 'failed' ? `stopped: ${record.because}` : 'No task was executed.', '');
  return lines.join('\n');
}

function taskLines(
  task: RunnableTask,
  wave: number,
  record: RunRecord,
  earlier: RunRecord | undefined,
  colours: Colours,
): string[] {
  const now = shown(record, task.id);
  const before = earlier && shown(earlier, task.id);
  const count = Object.values(record.instances).filter(
    ({ taskId, mapIndex }) => taskId === task.id && mapIndex >= 0,
  ).length;
  const facts = [
    ...[
      task.operator,
      task.triggerRule === 'all_success' ? '' : task.triggerRule,
      task.mapped ? `mapped${count > 0 ? `: ${count}, the first one is shown` : ''}` : '',
    ],
    ...[task.kind === 'work' ? '' : task.kind, task.simulated === null ? '' : `simulated: ${task.simulated}`],
  ];
  const raised = now?.tries.find((one) => one.raised)?.raised;
  return [
    `${colours.dim(String(wave).padStart(2))}  ${colours.bold(task.id)}  ${colours.dim(facts.filter(Boolean).join(' · '))}`,
    ...Object.entries(now?.rendered ?? {}).flatMap(([name, value]) => fieldLines(name, value, before, colours)),
    ...(raised ? [`      ${colours.red(`${raised.type}: ${raised.message}`)}`] : []),
  ];
}

/** Of a mapped task, its first instance. */
function shown({ instances }: RunRecord, id: TaskId): InstanceRecord | undefined {
  return instances[id] ?? instances[`${id}[0]`];
}

function fieldLines(name: string, value: unknown, before: InstanceRecord | undefined, colours: Colours): string[] {
  const earlier = before?.rendered?.[name];
  const isSame = earlier === undefined || isDeepStrictEqual(earlier, value);
  return [
    `      ${name}: ${inOneText(value)}`,
    ...(isSame ? [] : [colours.dim(`      ${'before:'.padStart(name.length + 1)} ${inOneText(earlier)}`)]),
  ];
}

/** More than one line is set in under the name. */
function inOneText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.includes('\n') ? `\n        ${text.trimEnd().replaceAll('\n', '\n        ')}` : text;
}
