// Why a task runs, is skipped or waits: a decision of the scheduler in words.

import type { TaskId } from '../ir/dag';
import { type Decision, isTriggerRule, runsAtOnce } from './decide';
import { decideSetups } from './decideTask';
import type { Decided } from './settle';
import type { TaskState } from './states';
import type { ScheduledTask } from './taskGraph';

const BAD: readonly TaskState[] = ['failed', 'upstream_failed'];

/** The states upstream, one of which is enough for the decision. */
const ENOUGH: Readonly<Record<string, Partial<Record<Decision, readonly TaskState[]>>>> = {
  all_success: { upstream_failed: BAD, skip: ['skipped'] },
  all_failed: { skip: ['success', 'skipped'] },
  all_done_min_one_success: { skip: ['skipped'] },
  none_failed: { upstream_failed: BAD },
  none_failed_min_one_success: { upstream_failed: BAD },
  none_failed_or_skipped: { upstream_failed: BAD },
  none_skipped: { skip: ['skipped'] },
  all_skipped: { skip: ['success', ...BAD] },
};

/** What happened to a task, as in "'load' failed". */
const HAPPENED: Readonly<Record<TaskState, string>> = {
  success: 'succeeded',
  failed: 'failed',
  skipped: 'was skipped',
  upstream_failed: 'is upstream_failed',
  removed: 'was removed',
  unfinished: 'does not end',
};

/** As counted: "2 skipped". */
const COUNTED: Readonly<Record<TaskState, string>> = {
  ...HAPPENED,
  skipped: 'skipped',
  upstream_failed: 'upstream_failed',
};

/** More tasks than these are counted, not named. */
const MOST_NAMED = 3;

/**
 * A decision in words, such as `none_failed_min_one_success is met: 1 succeeded, 2 skipped` or
 * `upstream_failed: 'load' failed and the trigger rule is all_success`.
 */
export function reasonFor(task: ScheduledTask, decided: Decided): string {
  switch (decided.decision) {
    case 'run':
      return whyRun(task, decided);
    case 'wait':
      return `waits for ever: ${whyWait(task, decided)}`;
    case 'skip':
      return `skipped: ${whyNot(task, decided)}`;
    case 'upstream_failed':
      return `upstream_failed: ${whyNot(task, decided)}`;
  }
}

function whyRun({ rule }: ScheduledTask, { upstream }: Decided): string {
  if (upstream.size === 0) return 'runs first: nothing comes before it';
  if (runsAtOnce(rule)) return `runs at once: trigger rule ${rule} waits for nothing`;
  return `${rule} is met: ${counts(upstream)}`;
}

function whyNot({ rule, kind }: ScheduledTask, { decision, upstream, setups }: Decided): string {
  if (kind !== 'teardown' && setups.size > 0 && decideSetups([...setups.values()]) === decision)
    return `it lies within a setup, and ${happenings(setups, decision === 'skip' ? ['skipped'] : BAD)}`;
  const enough = happenings(upstream, ENOUGH[rule]?.[decision] ?? []);
  return `${enough || counts(upstream)} and the trigger rule is ${rule}`;
}

function whyWait({ rule, kind }: ScheduledTask, { upstream, setups }: Decided): string {
  if (!isTriggerRule(rule)) return `'${rule}' is no trigger rule of Airflow`;
  const unfinished = happenings(new Map([...upstream, ...setups]), ['unfinished']);
  if (unfinished) return unfinished;
  if (kind === 'teardown') return 'a task between its setup and it does not end';
  return `trigger rule ${rule} is not met, and never given up: ${counts(upstream)}`;
}

/** What happened to the tasks in these states; empty if there are none. */
function happenings(tasks: ReadonlyMap<TaskId, TaskState>, states: readonly TaskState[]): string {
  const found = [...tasks].filter(([, state]) => states.includes(state));
  if (found.length > MOST_NAMED) return counts(new Map(found));
  return found.map(([id, state]) => `'${id}' ${HAPPENED[state]}`).join(', ');
}

function counts(tasks: ReadonlyMap<TaskId, TaskState>): string {
  const all = [...tasks.values()];
  return [...new Set(all)].map((state) => `${all.filter((one) => one === state).length} ${COUNTED[state]}`).join(', ');
}
