// A task's state as a small sign: its form differs, so that it is not told by colour alone.

import type { RunState, TaskInstanceState } from '../../../core/runs';
import { svgElement } from '../draw/figures';

const TICK = 'M4.6 8.2l2.3 2.3 4.5-4.8';
const CROSS = 'M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2';
const SIGNS: Readonly<Record<TaskInstanceState, string>> = {
  none: '',
  removed: 'M5 8h6',
  scheduled: 'M8 4.8V8h2.6',
  queued: 'M8 4.8V8h2.6',
  running: '',
  restarting: '',
  deferred: 'M6.3 5.4v5.2M9.7 5.4v5.2',
  up_for_retry: 'M10.9 6.4A3.4 3.4 0 1 0 11.300 9M11.300 4.600v2h-2',
  up_for_reschedule: 'M6.3 5.4v5.2M9.7 5.4v5.2',
  success: TICK,
  failed: CROSS,
  skipped: 'M5 5.200l2.800 2.800L5 10.800M8.400 5.200L11.200 8l-2.800 2.800',
  upstream_failed: 'M8 4.800v4M8 11v.1',
};
const FILLED: ReadonlySet<string> = new Set(['success', 'failed', 'upstream_failed', 'skipped']);

/** The sign of a state; `title` is what a reader is told. */
export function stateIcon(state: TaskInstanceState | RunState, title: string = state): SVGElement {
  const svg = svgElement('svg', { viewBox: '0 0 16 16', width: 16, height: 16, class: `state-icon state-${state}` });
  svg.classList.toggle('is-filled', FILLED.has(state));
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', title);
  svg.append(svgElement('circle', { cx: 8, cy: 8, r: 6.2 }));
  if (state === 'running' || state === 'restarting')
    svg.append(svgElement('path', { class: 'spinner', d: 'M8 1.8a6.2 6.2 0 0 1 6.2 6.2' }));
  else svg.append(svgElement('path', { d: SIGNS[state] }));
  return svg;
}
