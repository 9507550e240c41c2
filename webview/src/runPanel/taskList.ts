// The list of tasks with their time line. Lines that do not change stay as they are: they keep focus and pointer.

import type { InstanceRow, RunHead } from '../../../protocol/runPanel';
import { html } from '../elements';
import { toolIcon } from '../icons';
import { stateIcon } from './stateIcon';
import { barsOf, type ListEntry, listEntries, spanOf, ticks } from './timeline';
import { duration, took } from './times';

export interface TaskListActions {
  readonly choose: (name: string) => void;
  readonly toggle: (taskId: string) => void;
  readonly menu: (row: InstanceRow, at: { x: number; y: number }) => void;
}

export interface TaskListInput {
  readonly head: RunHead;
  readonly rows: readonly InstanceRow[];
  readonly open: readonly string[];
  readonly shown: string | undefined;
}

/** Words of a moment near the end would not fit. */
const LAST_TICK = 0.88;

interface Line {
  readonly element: HTMLElement;
  readonly track: HTMLElement;
  readonly time: HTMLElement;
  drawn: string;
  entry: ListEntry;
}

export class TaskList {
  readonly element = html('div', 'task-list');
  private readonly axis = html('div', 'axis');
  private readonly body = html('div', 'task-rows');
  private readonly lines = new Map<string, Line>();
  private input: TaskListInput | undefined;

  constructor(private readonly actions: TaskListActions) {
    this.body.setAttribute('role', 'listbox');
    this.body.setAttribute('aria-label', 'Tasks of the run');
    const head = ['Task', 'Try', 'Time'].map((word) => html('span', '', word));
    this.element.append(html('div', 'task-head', ...head, this.axis), this.body);
    this.body.addEventListener('keydown', (event) => this.walk(event));
  }

  /** Brings the lines to what is known. */
  show(input: TaskListInput): void {
    this.input = input;
    const entries = listEntries(input.rows, input.open);
    const keys = new Set(entries.map(({ key }) => key));
    for (const [key, { element }] of this.lines) {
      if (keys.has(key)) continue;
      element.remove();
      this.lines.delete(key);
    }
    let before: Element | null = null;
    for (const entry of entries) {
      const line = this.lines.get(entry.key) ?? this.newLine(entry);
      this.draw(line, entry);
      const next: Element | null = before ? before.nextElementSibling : this.body.firstElementChild;
      if (next !== line.element) this.body.insertBefore(line.element, next);
      before = line.element;
    }
    this.tick(Date.now());
  }

  /** Time goes on: bars grow. */
  tick(now: number): void {
    if (!this.input) return;
    const span = spanOf(this.input.head, now);
    for (const { track, time, entry } of this.lines.values()) {
      const bars = barsOf(entry, span, now);
      while (track.childElementCount > bars.length) track.lastElementChild!.remove();
      while (track.childElementCount < bars.length) track.append(html('span', 'bar'));
      for (const [index, { left, width, state }] of bars.entries()) {
        const bar = track.children[index] as HTMLElement;
        bar.className = `bar state-${state}`;
        bar.style.left = `${left}%`;
        bar.style.width = `${width}%`;
      }
      time.textContent = timeOf(entry, now);
    }
    this.drawAxis(span);
  }

  private drawAxis(span: { readonly start: number; readonly end: number }): void {
    const length = span.end - span.start;
    const marks = ticks(span)
      .filter((at) => at === 0 || at / length < LAST_TICK)
      .map((at) => {
        const mark = html('span', 'tick', at % 1000 === 0 && at < 10_000 ? `${at / 1000} s` : duration(at));
        mark.style.left = `${(at / length) * 100}%`;
        return mark;
      });
    this.axis.replaceChildren(...marks);
  }

  private newLine(entry: ListEntry): Line {
    const element = html('div', 'task-row');
    element.setAttribute('role', 'option');
    const line = { element, track: html('span', 'track'), time: html('span', 'time'), drawn: '', entry };
    element.addEventListener('click', () => this.press(line.entry));
    element.addEventListener('contextmenu', (event) => {
      event.preventDefault();
      this.actions.menu(line.entry.row, { x: event.clientX, y: event.clientY });
    });
    this.lines.set(entry.key, line);
    return line;
  }

  private draw(line: Line, entry: ListEntry): void {
    line.entry = entry;
    const isShown = !entry.instances && entry.key === this.input?.shown;
    const drawn = JSON.stringify([entry, isShown]);
    if (line.drawn === drawn) return;
    line.drawn = drawn;
    const { element } = line;
    element.className = `task-row${entry.isInstance ? ' is-instance' : ''}${isShown ? ' is-shown' : ''}`;
    element.setAttribute('aria-selected', String(isShown));
    element.tabIndex = isShown ? 0 : -1;
    element.title = tooltip(entry);
    element.replaceChildren(nameCell(entry), html('span', 'try', triesOf(entry)), line.time, line.track);
  }

  private press({ instances, row }: ListEntry): void {
    if (instances) this.actions.toggle(row.taskId);
    else this.actions.choose(row.name);
  }

  private walk(event: KeyboardEvent): void {
    const row = (event.target as HTMLElement).closest('.task-row');
    const next = event.key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling;
    if (event.key === 'Enter' || event.key === ' ') (row as HTMLElement | null)?.click();
    else if (/^Arrow(Up|Down)$/.test(event.key) && next) {
      (next as HTMLElement).tabIndex = 0;
      (next as HTMLElement).focus();
    } else return;
    event.preventDefault();
  }
}

function nameCell({ row, instances, isOpen, isInstance, state }: ListEntry): HTMLElement {
  const own = isInstance ? (row.label ?? `[${row.mapIndex}]`) : row.taskId;
  const done = instances?.filter((each) => ['success', 'failed', 'skipped', 'upstream_failed'].includes(each.state));
  const fold = instances && toolIcon(isOpen ? 'down' : 'right');
  return html(
    'span',
    'name',
    stateIcon(state),
    html('span', 'task-name', own),
    done && html('span', 'badge', `${done.length}/${instances!.length}`),
    fold,
    row.simulated !== undefined && html('span', 'badge is-simulated', 'simulated'),
    !isInstance && html('span', 'operator quiet', row.operator),
  );
}

function tooltip({ row, state }: ListEntry): string {
  const until = row.until === undefined ? undefined : `until ${row.until}`;
  const simulated = row.simulated === undefined ? undefined : `simulated: ${row.simulated}`;
  return [`${row.name}: ${state}`, row.because, until, simulated].filter((each) => each !== undefined).join('\n');
}

function triesOf({ row, instances }: ListEntry): string {
  const most = Math.max(0, ...(instances ?? [row]).map(({ tries }) => tries.at(-1)?.number ?? 0));
  return most > 0 ? String(most) : '';
}

function timeOf({ row, instances }: ListEntry, now: number): string {
  if (!instances) {
    const last = row.tries.at(-1);
    const time = took(last?.start, last?.end, now);
    return time === undefined ? '' : duration(time);
  }
  const tries = instances.flatMap(({ tries }) => tries);
  const starts = tries.flatMap(({ start }) => start ?? []).sort();
  const ends = tries.flatMap(({ end }) => end ?? []).sort();
  const time = took(starts[0], tries.some(({ end }) => end === undefined) ? undefined : ends.at(-1), now);
  return time === undefined ? '' : duration(time);
}
