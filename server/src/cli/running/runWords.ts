// A run in words.

import type { InstanceRecord, RunRecord, TaskInstanceState } from '../../../../core/runs';
import type { Colours, Paint } from '../colours';

/** The colour of a state. */
export function paintOf(state: TaskInstanceState, colours: Colours): Paint {
  if (state === 'failed' || state === 'upstream_failed') return colours.red;
  if (state === 'up_for_retry' || state === 'up_for_reschedule') return colours.yellow;
  if (state === 'running') return colours.blue;
  return state === 'success' ? (text) => text : colours.dim;
}

/** How long something took: `0.12 s`, `2 min 5 s`; empty if it is not known. */
export function lasted(start: string | undefined, end: string | undefined): string {
  if (start === undefined || end === undefined) return '';
  const seconds = Math.max(0, Date.parse(end) - Date.parse(start)) / 1000;
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(2) : seconds.toFixed(0)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** What is to say about an instance beside its state. */
export function remarks({ state, tryNumber, because, simulated, name }: InstanceRecord): string {
  const all = [
    ...[name ?? '', tryNumber > 1 ? `try ${tryNumber}` : ''],
    ...[state === 'success' ? '' : (because ?? ''), simulated === undefined ? '' : `simulated: ${simulated}`],
  ];
  return all.filter(Boolean).join(' · ');
}

/** The line over a run. */
export function heading({ dag, engine, airflowVersion, logicalDate }: RunRecord): string {
  return `${dag?.dagId ?? ''} · ${engine} · Airflow ${airflowVersion} · ${logicalDate ?? 'no logical date'}`;
}

/** The line under a run, with where to read more of what failed. */
export function ending(record: RunRecord, colours: Colours): string[] {
  const { dag, state, because, start, end, instances, raised } = record;
  const paint = state === 'success' ? colours.bold : (text: string) => colours.bold(colours.red(text));
  const took = lasted(start, end);
  const first = `${paint(`${dag?.dagId ?? 'the run'} ${record.stopped ? 'stopped' : state}`)}${took && ` in ${took}`}`;
  const why = state === 'success' || because === undefined ? '' : `: ${because}`;
  const at = raised?.frames.at(-1);
  const failed = Object.values(instances).filter((one) => one.state === 'failed');
  return [`${first}${why}`, ...(at ? [`  at ${at.file}:${at.line}`] : []), ...failed.slice(0, 5).flatMap(failure)];
}

/** Where a failed instance raised, and its log. */
function failure(one: InstanceRecord): string[] {
  const last = one.tries.find(({ number }) => number === one.tryNumber);
  const at = last?.raised?.frames.at(-1);
  const index = one.mapIndex < 0 ? '' : `[${one.mapIndex}]`;
  return [
    ...(at ? [`  ${one.taskId}${index} raised at ${at.file}:${at.line}`] : []),
    ...(last?.log === undefined ? [] : [`  ${one.taskId}${index} log: ${last.log}`]),
  ];
}
