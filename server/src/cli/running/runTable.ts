// A run as a table on a terminal that is kept up to date.

import type { TaskId } from '../../../../core/ir/dag';
import {
  type InstanceRecord,
  instanceName,
  type RunEvent,
  type RunRecord,
  type TaskInstanceState,
} from '../../../../core/runs';
import type { Colours } from '../colours';
import type { Output } from '../world';
import { ending, heading, lasted, paintOf, remarks } from './runWords';

/** A table with more lines would not fit on a terminal; the states are counted then, and what matters is shown. */
const MOST_LINES = 20;
const EVERY_MS = 80;
const MARKS: Partial<Record<TaskInstanceState, string>> = {
  ...{ success: '✔', failed: '✖', upstream_failed: '✖', skipped: '↷', running: '▶', up_for_retry: '↻' },
  ...{ up_for_reschedule: '⏲', none: '·', removed: '·' },
};

export class RunTable {
  private record: RunRecord | undefined;
  private shown = 0;
  private lines = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly out: Output,
    private readonly colours: Colours,
    private readonly tasks: ReadonlySet<TaskId> | undefined,
  ) {}

  readonly onEvent = (event: RunEvent, record: RunRecord): void => {
    this.record = record;
    if (event.kind === 'ended') this.show();
    else this.timer ??= setTimeout(() => this.show(), Math.max(0, this.shown + EVERY_MS - performance.now()));
  };

  end(): void {
    clearTimeout(this.timer);
    if (!this.record) return;
    this.show();
    for (const { level, message } of this.record.notes) this.out.write(`${level}: ${message}\n`);
    for (const line of ending(this.record, this.colours)) this.out.write(`${line}\n`);
  }

  private show(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.shown = performance.now();
    if (!this.record) return;
    const lines = this.table(this.record);
    const up = this.lines > 0 ? `\u001b[${this.lines}A` : '';
    this.out.write(`${up}${lines.map((line) => `\r\u001b[2K${line}\n`).join('')}\u001b[0J`);
    this.lines = lines.length;
  }

  private table(record: RunRecord): string[] {
    const all = Object.values(record.instances).filter(({ taskId }) => !this.tasks || this.tasks.has(taskId));
    const shown = all.length <= MOST_LINES ? all : all.filter(({ state }) => MATTERS.has(state)).slice(0, MOST_LINES);
    const width = Math.max(0, ...shown.map((one) => instanceName(one).length));
    const rows = shown.map((one) => this.row(one, width));
    return [this.colours.bold(heading(record)), ...rows, ...(shown === all ? [] : [counts(all)])];
  }

  private row(one: InstanceRecord, width: number): string {
    const end = one.end ?? (one.state === 'running' ? new Date().toISOString() : undefined);
    const mark = `${MARKS[one.state] ?? ' '} ${(one.state === 'none' ? '' : one.state).padEnd(15)}`;
    const more = [lasted(one.start, end).padStart(8), remarks(one)].join('  ');
    const room = (this.out.columns ?? 100) - 20 - width;
    const text = more.length > room ? `${more.slice(0, Math.max(0, room - 1))}…` : more;
    return `${paintOf(one.state, this.colours)(mark)} ${instanceName(one).padEnd(width)} ${this.colours.dim(text)}`;
  }
}

const MATTERS: ReadonlySet<TaskInstanceState> = new Set(['running', 'failed', 'up_for_retry', 'up_for_reschedule']);

function counts(instances: readonly InstanceRecord[]): string {
  const states = [...new Set(instances.map(({ state }) => state))].sort();
  const each = states.map((state) => `${instances.filter((one) => one.state === state).length} ${state}`);
  return `  ${each.join(', ').replace(/ none\b/, ' waiting')}`;
}
