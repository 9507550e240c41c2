// The dry run: waves of tasks that can run at the same time, and what each would run, beside the date before.

import type { DryRunField, DryRunTask, DryRunView } from '../../../protocol/runPanel';
import { button, html } from '../elements';
import { toolIcon } from '../icons';
import { moment } from './times';

export interface DryRunActions {
  readonly at: (logicalDate: string | undefined) => void;
  readonly run: () => void;
  readonly showCode: (taskId: string) => void;
  readonly close: () => void;
}

/** The dry run's page. */
export function dryRunView(view: DryRunView, actions: DryRunActions): HTMLElement {
  return html(
    'div',
    'dry-run',
    head(view, actions),
    ...problemsOf(view).map((text) => html('div', 'notice notice-error', text)),
    ...view.notes.map((text) => html('div', 'notice notice-info', text)),
    html('div', 'waves', ...view.waves.map((wave, index) => waveElement(wave, index, view, actions))),
  );
}

function problemsOf({ problem }: DryRunView): string[] {
  return problem === undefined ? [] : [problem];
}

function head({ dagId, logicalDate, isBusy }: DryRunView, { at, run, close }: DryRunActions): HTMLElement {
  const date = html('input', 'field-input dry-date');
  date.value = logicalDate === null ? '' : logicalDate.slice(0, 19);
  date.placeholder = 'logical date, such as 2026-01-31T06:00';
  date.setAttribute('aria-label', 'Logical date');
  date.addEventListener('change', () => at(date.value.trim() || undefined));
  return html(
    'div',
    'form-head',
    html('h1', '', `Dry run of ${dagId}`),
    html('span', 'pill state-none', isBusy ? 'rendering …' : 'nothing was executed'),
    html('span', 'fact quiet', 'for'),
    date,
    html('span', 'spacer'),
    runButton(run),
    button('Close', close, toolIcon('close')),
  );
}

function runButton(run: () => void): HTMLElement {
  const element = button('Run', run);
  element.className = 'tool-button is-main';
  element.prepend(toolIcon('play'));
  return element;
}

function waveElement(
  wave: readonly DryRunTask[],
  index: number,
  view: DryRunView,
  actions: DryRunActions,
): HTMLElement {
  const words = wave.length === 1 ? '1 task' : `${wave.length} tasks at the same time`;
  return html(
    'section',
    'wave',
    html('h2', '', `Wave ${index + 1}`, html('span', 'quiet', ` · ${words}`)),
    ...wave.map((task) => taskElement(task, view, actions)),
  );
}

function taskElement(task: DryRunTask, view: DryRunView, { showCode }: DryRunActions): HTMLElement {
  return html(
    'article',
    'dry-task',
    html(
      'div',
      'dry-task-head',
      html(
        'span',
        'dry-task-words',
        html('b', '', task.taskId),
        html('span', 'quiet', task.operator),
        task.instances !== undefined && html('span', 'badge', task.instances),
        task.simulated !== undefined && titled(html('span', 'badge is-simulated', 'simulated'), task.simulated),
        task.triggerRule !== 'all_success' && html('span', 'badge', task.triggerRule),
      ),
      button('Go to code', () => showCode(task.taskId), toolIcon('code')),
    ),
    task.upstream.length > 0 && html('div', 'dry-after quiet', `after ${task.upstream.join(', ')}`),
    task.choices.length > 0 && choiceList(task),
    task.fields.length > 0 && fieldTable(task.fields, view),
  );
}

function choiceList({ choices }: DryRunTask): HTMLElement {
  const items = choices.map(({ label, leadsTo }) =>
    html(
      'li',
      '',
      html('b', '', label),
      ` → ${leadsTo.length ? leadsTo.join(', ') : 'everything after it is skipped'}`,
    ),
  );
  return html('ul', 'choices-list', ...items);
}

function fieldTable(fields: readonly DryRunField[], { logicalDate, previousDate }: DryRunView): HTMLElement {
  const now = logicalDate === null ? 'rendered' : moment(logicalDate);
  const table = html('table', 'fields');
  const heads = ['field', now, ...(previousDate === undefined ? [] : [moment(previousDate)])];
  table.append(html('thead', '', html('tr', '', ...heads.map((each) => html('th', '', each)))));
  const rows = fields.map((field) => {
    const isOther = field.before !== undefined && field.now !== undefined && field.before !== field.now;
    return html(
      'tr',
      isOther ? 'is-other' : '',
      html('th', '', field.name),
      html('td', '', html('pre', 'value', field.now ?? field.template)),
      previousDate !== undefined && html('td', '', html('pre', 'value', field.before ?? '')),
    );
  });
  table.append(html('tbody', '', ...rows));
  return table;
}

function titled<T extends HTMLElement>(element: T, title: string): T {
  element.title = title;
  return element;
}
