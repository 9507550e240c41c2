// Where the tries of a run lie on its time line.

import { type TaskInstanceState, weightiest } from '../../../core/runs';
import type { InstanceRow, RunHead } from '../../../protocol/runPanel';

/** A line of the list: one instance, or a mapped task as a whole. */
export interface ListEntry {
  readonly key: string;
  readonly row: InstanceRow;
  /** All instances of a mapped task, if the line stands for them. */
  readonly instances: readonly InstanceRow[] | undefined;
  readonly isOpen: boolean;
  readonly isInstance: boolean;
  readonly state: TaskInstanceState;
}

export interface Span {
  /** In milliseconds since 1970. */
  readonly start: number;
  readonly end: number;
}

/** Part of the time line, in hundredths of its length. */
export interface Bar {
  readonly left: number;
  readonly width: number;
  readonly state: TaskInstanceState;
}

/** The lines of the list; the instances of a mapped task are shown where it is open. */
export function listEntries(rows: readonly InstanceRow[], open: readonly string[]): ListEntry[] {
  const byTask = new Map<string, InstanceRow[]>();
  for (const row of rows) byTask.set(row.taskId, [...(byTask.get(row.taskId) ?? []), row]);
  return [...byTask].flatMap(([taskId, own]) => {
    const isOpen = open.includes(taskId);
    const [first] = own;
    if (own.length === 1 && first!.mapIndex < 0) return [entryOf(first!, false)];
    const state = weightiest(own.map((row) => row.state));
    const whole = { key: `task ${taskId}`, row: first!, instances: own, isOpen, isInstance: false, state };
    return [whole, ...(isOpen ? own.map((row) => entryOf(row, true)) : [])];
  });
}

function entryOf(row: InstanceRow, isInstance: boolean): ListEntry {
  return { key: row.name, row, instances: undefined, isOpen: false, isInstance, state: row.state };
}

/** The time that the run takes up; until now, while it is live. */
export function spanOf({ start, end }: RunHead, now: number): Span {
  const from = start === undefined ? now : Date.parse(start);
  return { start: from, end: Math.max(from + 1, end === undefined ? now : Date.parse(end)) };
}

/** The bars of a line: each try; of a mapped task as a whole one from its first beginning to its last end. */
export function barsOf({ row, instances, state }: ListEntry, span: Span, now: number): Bar[] {
  if (!instances) return row.tries.flatMap((each) => barOf(each.start, each.end, each.state, span, now));
  const tries = instances.flatMap((each) => each.tries);
  const starts = tries.flatMap(({ start }) => start ?? []).sort();
  const isOver = tries.every(({ end }) => end !== undefined);
  const ends = tries.flatMap(({ end }) => end ?? []).sort();
  return barOf(starts[0], isOver ? ends.at(-1) : undefined, state, span, now);
}

function barOf(
  start: string | undefined,
  end: string | undefined,
  state: TaskInstanceState,
  span: Span,
  now: number,
): Bar[] {
  if (start === undefined) return [];
  const share = (at: number): number => Math.min(100, Math.max(0, ((at - span.start) / (span.end - span.start)) * 100));
  const left = share(Date.parse(start));
  return [{ left, width: share(end === undefined ? Math.min(now, span.end) : Date.parse(end)) - left, state }];
}

const STEPS_S = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 21600, 43200, 86400];

/** Moments to write above the time line, in milliseconds from its beginning: at round numbers, five at most beside the first. */
export function ticks({ start, end }: Span): number[] {
  const seconds = (end - start) / 1000;
  const step = STEPS_S.find((each) => seconds / each <= 5) ?? Math.ceil(seconds / 5);
  const count = Math.floor(seconds / step + 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Math.round(index * step * 1000));
}
