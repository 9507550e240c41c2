// A run as the graph shows it.

import { type RunRecord, taskProgress } from '../../../core/runs';
import type { PaneRun, PaneTaskRun } from '../../../protocol/pane';
import type { BookedRun } from './runBook';

/** What the pane is told of a run. `now`: in milliseconds since 1970. */
export function paneRun({ id, record, request, isLive }: BookedRun, now: number): PaneRun {
  const tasks: Record<string, PaneTaskRun> = {};
  for (const [taskId, progress] of taskProgress(record)) {
    if (request?.tasks && !request.tasks.has(taskId)) continue;
    const { state, done, count, because, simulated } = progress;
    tasks[taskId] = { state, done, count, because, simulated };
  }
  return { id, state: record.state, isLive, words: runWords(record, isLive, now), tasks };
}

/** `Last run: failed, 3 minutes ago`. */
export function runWords({ state, stopped, end }: RunRecord, isLive: boolean, now: number): string {
  if (isLive) return 'Running …';
  const how = stopped ? 'stopped' : state;
  return end === undefined ? `Last run: ${how}` : `Last run: ${how}, ${ago(Date.parse(end), now)}`;
}

/** How long ago a moment was, roughly. */
export function ago(moment: number, now: number): string {
  const minutes = Math.floor((now - moment) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return counted(minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? counted(hours, 'hour') : counted(Math.floor(hours / 24), 'day');
}

/** How long until a moment, roughly: `in 5 min`, `in 11 h`, `in 3 days`. */
export function inTime(moment: number, now: number): string {
  const minutes = Math.max(0, Math.round((moment - now) / 60_000));
  if (minutes < 60) return minutes === 0 ? 'now' : `in ${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `in ${hours} h` : `in ${Math.round(hours / 24)} days`;
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}
